// Numbers of documents, vehicles, devices and animals. Passports and licences of most countries
// have no check digit: a word about them is the proof.
#include "connector/detect/identifiers/arithmetic.h"
#include "connector/detect/identifiers/kind.h"

#include <algorithm>

namespace bowline::detect {

namespace {

using Text = std::string_view;

bool hasDigits(Text s, std::ptrdiff_t atLeast) {
    return std::ranges::count_if(s, [](char c) { return c >= '0' && c <= '9'; }) >= atLeast;
}

bool isSerial(Text s) {
    return hasDigits(s, 4);
}

// ICAR: a maker's code from 900 on, or the number that ISO 3166 gives a country. The digits are the
// chip's own, nothing checks them.
bool isMicrochip(Text s) {
    constexpr Text kCountries =
        "032 036 040 050 056 070 076 100 112 124 152 156 158 170 188 191 196 203 208 218 233 246 "
        "250 "
        "268 276 288 300 320 344 348 352 356 360 364 372 376 380 392 398 400 404 410 414 422 428 "
        "440 "
        "442 458 470 484 498 499 504 528 554 566 578 586 591 604 608 616 620 630 642 643 682 688 "
        "702 "
        "703 704 705 710 716 724 752 756 764 784 788 792 804 807 818 826 840 858 862 ";
    const auto maker = numberAt(s, 0, 3);
    return (maker >= 900 && maker <= 998) || kCountries.find(s.substr(0, 3)) != Text::npos;
}

// ISO 3779, the check of North America; no I, O, Q anywhere.
bool isVehicleNumber(Text s) {
    constexpr Text kWeights = "8765432X098765432";
    constexpr Text kValues = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
    if (s.find_first_of("IOQ") != Text::npos || !hasDigits(s, 4))
        return false;
    int sum = 0;
    for (std::size_t at = 0; at < 17; ++at) {
        const int weight = kWeights[at] == 'X' ? 10 : kWeights[at] - '0';
        sum += static_cast<int>(kValues.find(s[at])) % 10 * weight;
    }
    return s[8] == (sum % 11 == 10 ? 'X' : static_cast<char>('0' + sum % 11));
}

bool mayBeVehicleNumber(Text s) {
    return s.find_first_of("IOQ") == Text::npos && hasDigits(s, 4) && !hasDigits(s, 17);
}

bool isBritishPlate(Text s) {
    return s.substr(0, 2).find_first_of("IQZ") == Text::npos && numberAt(s, 2, 2) % 50 >= 1 &&
           numberAt(s, 2, 2) % 50 < 30 && s.substr(4).find_first_of("IQ") == Text::npos;
}

bool isTurkishPlate(Text s) {
    constexpr Text kMonths =
        "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC EUR USD GBP TRY CHF CAD AUD";
    const auto letters = s.substr(2, s.find_first_of("0123456789", 2) - 2);
    const auto province = numberAt(s, 0, 2);
    return province >= 1 && province <= 81 && letters.find_first_of("QWX") == Text::npos &&
           (letters.size() < 3 || kMonths.find(letters) == Text::npos);
}

bool isIndianPlate(Text s) {
    constexpr Text kStates =
        "AN AP AR AS BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY "
        "RJ "
        "SK TN TR TS UK UP WB";
    return kStates.find(s.substr(0, 2)) != Text::npos;
}

// clang-format off
constexpr IdentifierKind kKinds[] = {
    {"passport", "passport", "passport number", "", "######### ######## @###### @####### @######## @@###### @@####### @@@###### @@@####### @#####@## @#@##@## @##@##@## @##@####@ @###@#### ########@ @##@##@###", "", isSerial, 0, 0, Cue::Passport, Cue::Passport, "", "passport YA5210142"},
    {"passport_kr", "passport", "passport number with a letter inside", "KR", "@###@####", "@###@####", [](Text s) { return Text("MSRODG").find(s[0]) != Text::npos; }, 1, 1, Cue::Passport, Cue::Passport, "", "M123A4567"},
    {"passport_de", "passport", "passport number", "DE", "@******** @********#", "", [](Text s) { return s.find_first_not_of("0123456789CFGHJKLMNPRTVWXYZ") == Text::npos && hasDigits(s, 4); }, 0, 0, Cue::Passport, Cue::Passport, "", "passport C01X00T47"},
    {"driving_licence", "driving_licence", "driving licence number", "", "####### ######## ######### ########## ########### ############ @####### @######## @############ @############# @@####### @@#######@ @@########", "", isSerial, 0, 0, Cue::Licence, Cue::Licence, "", "driver's license number is 6940579"},
    {"imei", "device_id", "IMEI", "", "############### ################", "##-######-######-#", [](Text s) { return s.size() == 16 || passesLuhn(s); }, 1, 0, Cue::Imei, Cue::Imei, "", "IMEI 490154203237518"},
    {"microchip", "pet_microchip", "ISO 11784 transponder", "", "###############", "### ### ### ### ###", isMicrochip, 1, 0, Cue::Pet, Cue::Chip, "", "microchip 985 1411 2345 6788"},
    {"microchip_old", "pet_microchip", "older transponders", "", "######### ##########", "", nullptr, 0, 0, Cue::Chip, Cue::Chip, "", "chip 4A0A1B2C3D or 0006123456"},
    {"vin", "vehicle", "vehicle identification number", "", "*****************", "", isVehicleNumber, 2, 0, Cue::Vin, Cue::Vin, "", "1M8GDM9AXKP042788"},
    {"vin_europe", "vehicle", "vehicle identification number without a check", "", "*****************", "", mayBeVehicleNumber, 0, 0, Cue::Vin, Cue::Vin, "", "Fahrgestellnummer WVWZZZ1JZ3W386752"},
    {"plate", "vehicle", "number plate", "", "@@#### @@##@@ @@##@@@ @###@@@ @@@#### @@@### ###@@@ ####@@@ @@@##@ @@##### @#### @@@@### @@@#@## #@@@### @@@#@#### @@@##@@", "", nullptr, 0, 0, Cue::Plate, Cue::Plate, "", "my plate is B-AB 1234"},
    {"plate_gb", "vehicle", "number plate", "GB", "@@##@@@", "@@## @@@|@@##@@@|@@##-@@@", isBritishPlate, 1, 1, Cue::Plate, Cue::Plate, "", "AB51 ABC"},
    {"plate_tr", "vehicle", "number plate", "TR", "##@#### ##@##### ##@@### ##@@#### ##@@@## ##@@@### ##@@@#### ##@### ##@@##", "## @ ####|## @ #####|## @@ ###|## @@ ####|## @@@ ##|## @@@ ###|##@####|##@@####|##@@###|##@@@##|##@@@###", isTurkishPlate, 1, 1, Cue::Plate, Cue::Plate, "", "34 ABC 123"},
    {"plate_in", "vehicle", "number plate", "IN", "@@##@@#### @@##@#### @@#@#### @@#@@####", "", isIndianPlate, 2, 0, Cue::Plate, Cue::Plate, "", "KA53ME3456"},
    {"plate_ng", "vehicle", "number plate", "NG", "@@@###@@", "@@@-###@@|@@@-###-@@|@@@ ###@@|@@@###@@", nullptr, 0, 2, Cue::Plate, Cue::Plate, "", "APP-456CV"},
    {"bank_account", "bank_account", "account number", "", "###### ####### ######## ######### ########## ########### ############ ############# ############## ################", "", nullptr, 0, 0, Cue::Bank, Cue::Bank, "", "bank account 12345678"},
};
// clang-format on

}  // namespace

std::span<const IdentifierKind> documentKinds() {
    return kKinds;
}

}  // namespace bowline::detect
