// Identity, health, bank and tax numbers of the Americas. Sources: as in western_europe.cpp; the
// Social Security Administration for the ranges of SSN, the IRS for those of ITIN.
#include "connector/detect/identifiers/arithmetic.h"
#include "connector/detect/identifiers/kind.h"

#include <algorithm>
#include <array>
#include <string>

namespace bowline::detect {

namespace {

using Text = std::string_view;

bool isSocialSecurityNumber(Text s) {
    const auto area = numberAt(s, 0, 3);
    return area > 0 && area != 666 && area < 900 && numberAt(s, 3, 2) > 0 && numberAt(s, 5, 4) > 0;
}

bool isTaxpayerNumber(Text s) {
    const auto group = numberAt(s, 3, 2);
    return s[0] == '9' && group >= 50 && group <= 99 && (group < 66 || group > 69) && group != 89 &&
           group != 93;
}

// Luhn with the health applications' issuer number 80840 before it.
bool isHealthProvider(Text s) {
    return (s[0] == '1' || s[0] == '2') && passesLuhn("80840" + std::string(s));
}

bool isDrugRegistrant(Text s) {
    const int sum = weighted(s.substr(2), {1, 2, 1, 2, 1, 2});
    return Text("ABCDEFGHJKLMPRSTUX").find(s[0]) != Text::npos && sum % 10 == digitAt(s, 8);
}

// C A AN N A AN N A A N N, without S, L, O, I, B and Z.
bool isMedicareBeneficiary(Text s) {
    constexpr Text kNever = "SLOIBZ";
    return s[0] != '0' && s.find_first_of(kNever) == Text::npos;
}

bool isRoutingNumber(Text s) {
    const auto district = numberAt(s, 0, 2);
    const bool exists = district <= 12 || (district >= 21 && district <= 32) ||
                        (district >= 61 && district <= 72) || district == 80;
    return exists && numberAt(s, 0, 9) > 0 && weighted(s, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

bool isCanadianPerson(Text s) {
    return s[0] != '0' && s[0] != '8' && passesLuhn(s) && s.find_first_not_of(s[0]) != Text::npos;
}

// Two check digits.
bool isBrazilianPerson(Text s) {
    const int first = weighted(s, {10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    const int second = weighted(s, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    return s.find_first_not_of(s[0]) != Text::npos && first == digitAt(s, 9) &&
           second == digitAt(s, 10);
}

// Since July 2026 with letters, which count as their ASCII code less 48.
bool isBrazilianCompany(Text s) {
    constexpr std::array<int, 13> kWeights{6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
    const auto check = [&](std::size_t size) {
        int sum = 0;
        for (std::size_t at = 0; at < size; ++at)
            sum += (s[at] - '0') * kWeights[13 - size + at];
        return sum * 10 % 11 % 10;
    };
    return s.find_first_not_of('0') != Text::npos && check(12) == digitAt(s, 12) &&
           check(13) == digitAt(s, 13);
}

// Name's letters, date of birth, sex, state, consonants, check digit over 37 letters with Ñ.
bool isMexicanPerson(Text s) {
    constexpr Text kLetters = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ";
    int sum = 0;
    for (std::size_t at = 0; at < 17; ++at)
        sum += static_cast<int>(kLetters.find(s[at])) * static_cast<int>(18 - at);
    return isYearMonthDay(s, 4) && Text("HMX").find(s[10]) != Text::npos &&
           (10 - sum % 10) % 10 == digitAt(s, 17);
}

bool isMexicanTaxpayer(Text s) {
    return isYearMonthDay(s, s.size() - 9);
}

bool isArgentineTaxpayer(Text s) {
    constexpr Text kKinds[] = {"20", "23", "24", "27", "30", "33", "34"};
    const int sum = weighted(s, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return std::ranges::find(kKinds, s.substr(0, 2)) != std::end(kKinds) &&
           (11 - sum) % 11 == digitAt(s, 10);
}

// Weights 2 to 7 from the right; ten is K.
bool isChilean(Text s) {
    if (s.starts_with("CL"))
        s.remove_prefix(2);
    int sum = 0;
    for (std::size_t back = 1; back < s.size(); ++back)
        sum += static_cast<int>(2 + (back - 1) % 6) * digitAt(s, s.size() - 1 - back);
    return "0123456789K0"[11 - sum % 11] == s.back();
}

bool isColombian(Text s) {
    constexpr std::array<int, 15> kWeights{
        3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71};
    int sum = 0;
    for (std::size_t back = 1; back < s.size(); ++back)
        sum += kWeights[back - 1] * digitAt(s, s.size() - 1 - back);
    return "01987654321"[sum % 11] == s.back();
}

bool isEcuadorian(Text s) {
    const auto province = numberAt(s, 0, 2);
    const int sum = weighted(s, {0, 1, 0, 1, 0, 1, 0, 1, 0, 1});
    int odd = 0;
    for (std::size_t at = 0; at < 9; at += 2) {
        const int twice = 2 * digitAt(s, at);
        odd += twice > 9 ? twice - 9 : twice;
    }
    return province >= 1 && province <= 24 && s[2] < '6' && (sum + odd) % 10 == 0;
}

bool isPeruvianTaxpayer(Text s) {
    const auto kind = numberAt(s, 0, 2);
    const int check = (11 - weighted(s, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 10;
    return (kind == 10 || kind == 15 || kind == 17 || kind == 20) && check == digitAt(s, 10);
}

// Digit or letter behind eight digits, from two series.
bool isPeruvianPerson(Text s) {
    const auto rest = static_cast<std::size_t>(weighted(s, {3, 2, 7, 6, 5, 4, 3, 2}) % 11);
    return Text("65432110987")[rest] == s[8] || Text("KJIHGFEDCBA")[rest] == s[8];
}

bool isUruguayanTaxpayer(Text s) {
    if (s.starts_with("UY"))
        s.remove_prefix(2);
    const auto department = numberAt(s, 0, 2);
    const int sum = weighted(s, {4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2});
    return department >= 1 && department <= 22 && s.substr(8, 2) == "00" &&
           (11 - sum % 11) % 11 == digitAt(s, 11);
}

bool isVenezuelanTaxpayer(Text s) {
    constexpr Text kKinds = "VEJPGC";
    constexpr std::array<int, 6> kValues{4, 8, 12, 16, 20, 12};
    const auto kind = kKinds.find(s[0]);
    if (kind == Text::npos)
        return false;
    const int sum = kValues[kind] + weighted(s.substr(1), {3, 2, 7, 6, 5, 4, 3, 2});
    return "00987654321"[sum % 11] == s[9];
}

// clang-format off
constexpr IdentifierKind kKinds[] = {
    {"us_ssn", "national_id", "Social Security number", "US", "#########", "###-##-####", isSocialSecurityNumber, 0, 2, Cue::Id, {}, "ssn social", "536-90-4399"},
    {"us_itin", "tax_id", "Individual Taxpayer Identification Number", "US", "#########", "###-##-####|###-######|#####-####", isTaxpayerNumber, 0, 2, Cue::Id | Cue::Tax, {}, "itin", "912-90-3456"},
    {"us_ein", "tax_id", "Employer Identification Number", "US", "#########", "##-#######", nullptr, 0, 1, Cue::Id | Cue::Tax, {}, "ein fein", "EIN 91-1144442"},
    {"us_npi", "health_id", "National Provider Identifier", "US", "##########", "####-###-###", isHealthProvider, 1, 1, Cue::Id | Cue::Health, {}, "npi", "NPI 1245319599"},
    {"us_dea", "health_id", "DEA registration number", "US", "@@####### @########", "", [](Text s) { return s[1] >= 'A' ? isDrugRegistrant(s) : s[1] == '9' && isDrugRegistrant(s); }, 1, 0, Cue::Id | Cue::Health, {}, "dea", "DEA GL0285191"},
    {"us_mbi", "health_id", "Medicare Beneficiary Identifier", "US", "#@*#@*#@@##", "####-###-####", isMedicareBeneficiary, 2, 0, Cue::Id | Cue::Health, {}, "mbi medicare", "1EG4-TE5-MK73"},
    {"us_routing", "bank_account", "ABA routing number", "US", "#########", "####-####-#", isRoutingNumber, 1, 1, Cue::Bank, Cue::Bank, "", "routing number 111000025"},
    {"ca_sin", "national_id", "Social Insurance Number", "CA", "#########", "### ### ###|###-###-###", isCanadianPerson, 1, 1, Cue::Id, {}, "sin nas", "SIN 123-456-782"},
    {"ca_bn", "tax_id", "Business Number", "CA", "#########RC#### #########RT#### #########RP#### #########RM####", "", [](Text s) { return passesLuhn(s.substr(0, 9)); }, 3, 0, Cue::Id | Cue::Tax, {}, "bn", "12302 6635 RC 0001"},
    {"ca_bn_bare", "tax_id", "Business Number without its account", "CA", "#########", "##### ####", passesLuhn, 1, 0, Cue::Id | Cue::Tax, {}, "bn", "tax id 12302 6635"},
    {"mx_curp", "national_id", "CURP", "MX", "@@@@######@@@@@@*#", "", isMexicanPerson, 3, 0, Cue::Id, {}, "curp", "BOXW310820HNERXN09"},
    {"mx_rfc", "tax_id", "RFC", "MX", "@@@@######*** @@@######***", "", isMexicanTaxpayer, 2, 0, Cue::Id | Cue::Tax, {}, "rfc", "VACE-460910-SX6"},
    {"br_cpf", "national_id", "CPF", "BR", "###########", "###.###.###-##", isBrazilianPerson, 2, 0, Cue::Id, {}, "cpf", "390.533.447-05"},
    {"br_cnpj", "tax_id", "CNPJ", "BR", "############## ************##", "##.###.###/####-##", isBrazilianCompany, 2, 0, Cue::Id | Cue::Tax, {}, "cnpj", "16.727.230/0001-97"},
    {"ar_dni", "national_id", "DNI", "AR", "######## #######", "##.###.###|#.###.###", nullptr, 0, 1, Cue::Id, {}, "dni", "DNI 20.123.456"},
    {"ar_cuit", "tax_id", "CUIT", "AR", "###########", "##-########-#", isArgentineTaxpayer, 2, 0, Cue::Id | Cue::Tax, {}, "cuit cuil", "20-05536168-2"},
    {"cl_rut", "national_id", "RUT", "CL", "########* #######* CL########* CL#######*", "##.###.###-*|#.###.###-*|########-*|CL ########-*", isChilean, 1, 1, Cue::Id, {}, "rut run", "76086428-5"},
    {"co_nit", "tax_id", "NIT", "CO", "########## #########", "###.###.###-#", isColombian, 1, 1, Cue::Id | Cue::Tax, {}, "nit", "213.123.432-1"},
    {"cr_cpf", "national_id", "cédula de persona física", "CR", "######### ##########", "#-####-####|##-####-####", nullptr, 0, 1, Cue::Id, {}, "cedula* cpf", "cédula 3-0455-0175"},
    {"cu_ni", "national_id", "carné de identidad", "CU", "###########", "", [](Text s) { return isYearMonthDay(s, 0); }, 1, 0, Cue::Id, {}, "carne", "id 91021027775"},
    {"do_cedula", "national_id", "cédula", "DO", "###########", "###-#######-#", passesLuhn, 1, 1, Cue::Id, {}, "cedula*", "001-1391820-5"},
    {"ec_ci", "national_id", "cédula de identidad", "EC", "##########", "#########-#", isEcuadorian, 1, 1, Cue::Id, {}, "cedula*", "171430710-3"},
    {"pe_ruc", "tax_id", "RUC", "PE", "###########", "", isPeruvianTaxpayer, 2, 0, Cue::Id | Cue::Tax, {}, "ruc", "20512333797"},
    {"pe_cui", "national_id", "CUI", "PE", "########*", "########-*", isPeruvianPerson, 1, 1, Cue::Id, {}, "cui dni", "10117410-2"},
    {"pe_dni", "national_id", "DNI", "PE", "########", "", nullptr, 0, 0, Cue::Id, {}, "dni", "DNI 10117410"},
    {"uy_rut", "tax_id", "RUT", "UY", "############ UY############", "##-######-###-#", isUruguayanTaxpayer, 2, 0, Cue::Id | Cue::Tax, {}, "rut", "21-100342-001-7"},
    {"ve_rif", "tax_id", "RIF", "VE", "@#########", "@-########-#", isVenezuelanTaxpayer, 1, 1, Cue::Id | Cue::Tax, {}, "rif", "V-11470283-4"},
};
// clang-format on

}  // namespace

std::span<const IdentifierKind> americanKinds() {
    return kKinds;
}

}  // namespace bowline::detect
