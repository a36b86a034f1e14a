// Identity, health and tax numbers of the United Kingdom and Ireland. Sources: as in
// western_europe.cpp.
#include "connector/detect/identifiers/arithmetic.h"
#include "connector/detect/identifiers/kind.h"

#include <algorithm>
#include <iterator>

namespace bowline::detect {

namespace {

using Text = std::string_view;

bool isBritishPerson(Text s) {
    constexpr Text kNever[] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
    return Text("DFIQUV").find(s[0]) == Text::npos && Text("DFIOQUV").find(s[1]) == Text::npos &&
           std::ranges::find(kNever, s.substr(0, 2)) == std::end(kNever) && s[8] >= 'A' &&
           s[8] <= 'D';
}

bool isBritishPatient(Text s) {
    return (11 - weighted(s, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11 == digitAt(s, 9);
}

bool isBritishTaxpayer(Text s) {
    constexpr Text kCheck = "21987654321";
    const auto rest =
        static_cast<std::size_t>(weighted(s.substr(1), {6, 7, 8, 9, 10, 5, 4, 3, 2}) % 11);
    return s[0] == kCheck[rest];
}

bool isBritishVat(Text s) {
    const int rest = weighted(s.substr(2), {8, 7, 6, 5, 4, 3, 2, 10, 1}) % 97;
    return rest == 0 || rest == 42 || rest == 55;
}

// Surname filled up with 9, decade, month (women's plus 50), day, year.
bool isBritishDriver(Text s) {
    const auto month = numberAt(s, 6, 2) % 50;
    return isDay(month, numberAt(s, 8, 2)) && s[0] != '9' &&
           s.substr(0, 5).find_first_of("012345678") == Text::npos;
}

// One or two letters behind the digits; the second counts nine times.
bool isIrishPerson(Text s) {
    const int second = s.size() == 9 && s[8] != 'W' ? s[8] - 'A' + 1 : 0;
    const int sum = weighted(s, {8, 7, 6, 5, 4, 3, 2}) + 9 * second;
    return s[7] == Text("WABCDEFGHIJKLMNOPQRSTUV")[static_cast<std::size_t>(sum % 23)];
}

// clang-format off
constexpr IdentifierKind kKinds[] = {
    {"gb_nino", "national_id", "National Insurance number", "GB", "@@######@", "@@ ## ## ## @", isBritishPerson, 2, 0, Cue::Id, {}, "nino ni", "AA 12 34 56 B"},
    {"gb_nhs", "health_id", "NHS number", "GB", "##########", "### ### ####|###-###-####", isBritishPatient, 1, 0, Cue::Id | Cue::Health, {}, "nhs", "NHS number 943-476-5870"},
    {"gb_utr", "tax_id", "Unique Taxpayer Reference", "GB", "##########", "", isBritishTaxpayer, 1, 0, Cue::Id | Cue::Tax, {}, "utr", "UTR 1955839661"},
    {"gb_vat", "tax_id", "VAT registration number", "GB", "GB#########", "", isBritishVat, 3, 0, Cue::Id | Cue::Tax, {}, "vat", "GB 980 7806 84"},
    {"gb_driver", "driving_licence", "driver number", "GB", "*****######@@*@@", "", isBritishDriver, 2, 0, Cue::Licence, Cue::Licence, "", "MORGA657054SM9IJ"},
    {"ie_pps", "national_id", "PPS number", "IE", "#######@ #######@@", "", isIrishPerson, 1, 0, Cue::Id, {}, "pps ppsn", "PPS 6433435F"},
    {"ie_vat", "tax_id", "VAT number", "IE", "IE#######@ IE#######@@", "", [](Text s) { return isIrishPerson(s.substr(2)); }, 2, 0, Cue::Id | Cue::Tax, {}, "vat", "IE 6433435F"},
};
// clang-format on

}  // namespace

std::span<const IdentifierKind> britishKinds() {
    return kKinds;
}

}  // namespace bowline::detect
