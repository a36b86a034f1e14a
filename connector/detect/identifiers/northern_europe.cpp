// Identity, health and tax numbers of the Nordic and Baltic countries. Sources: as in
// western_europe.cpp.
#include "connector/detect/identifiers/arithmetic.h"
#include "connector/detect/identifiers/kind.h"

#include <string>

namespace bowline::detect {

namespace {

using Text = std::string_view;

/// Ten digits of the twelve that begin with the century.
Text withoutCentury(Text s) {
    return s.substr(s.size() - 10);
}

// Day plus 60: a coordination number.
bool isSwedishPerson(Text s) {
    const Text ten = withoutCentury(s);
    const auto day = numberAt(ten, 4, 2);
    const bool century =
        s.size() == 10 || s.starts_with("19") || s.starts_with("20") || s.starts_with("18");
    return century && isDay(numberAt(ten, 2, 2), day > 60 ? day - 60 : day) && passesLuhn(ten);
}

bool isSwedishCompany(Text s) {
    return s[2] >= '2' && passesLuhn(s);
}

// Day of birth, century sign (dropped where it is a dash), serial, check sign.
bool isFinnishPerson(Text s) {
    constexpr Text kSigns = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    const bool sign = s.size() == 11;
    if (sign && Text("ABCDEFUVWXY").find(s[6]) == Text::npos)
        return false;
    const auto serial = numberAt(s, sign ? 7 : 6, 3);
    const auto number = static_cast<std::size_t>(numberAt(s, 0, 6) * 1000 + serial);
    return isDayMonthYear(s, 0) && serial > 1 && kSigns[number % 31] == s.back();
}

bool isFinnishCompany(Text s) {
    return weighted(s.substr(s.size() - 8), {7, 9, 10, 5, 8, 4, 2, 1}) % 11 == 0;
}

bool isNorwegianPerson(Text s) {
    const auto day = numberAt(s, 0, 2);
    const auto month = numberAt(s, 2, 2);
    const auto first = (11 - weighted(s, {3, 7, 6, 1, 8, 9, 4, 5, 2}) % 11) % 11;
    const auto second = (11 - weighted(s, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return isDay(month > 40 ? month - 40 : month, day > 40 ? day - 40 : day) &&
           first == digitAt(s, 9) && second == digitAt(s, 10);
}

bool isNorwegianCompany(Text s) {
    return weighted(s, {3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

// No check digit since 2007: the date and the dash speak for it.
bool isDanishPerson(Text s) {
    return isDayMonthYear(s, 0);
}

bool isDanishCompany(Text s) {
    return weighted(s.substr(s.size() - 8), {2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

bool isIcelandicPerson(Text s) {
    const auto day = numberAt(s, 0, 2);
    return isDay(numberAt(s, 2, 2), day > 40 ? day - 40 : day) &&
           weighted(s, {3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

// Estonia and Lithuania: century and sex, date, serial, a check in two rounds.
bool isBalticPerson(Text s) {
    int rest = weighted(s, {1, 2, 3, 4, 5, 6, 7, 8, 9, 1}) % 11;
    if (rest == 10)
        rest = weighted(s, {3, 4, 5, 6, 7, 8, 9, 1, 2, 3}) % 11 % 10;
    return s[0] >= '1' && s[0] <= '8' && isYearMonthDay(s, 1) && rest == digitAt(s, 10);
}

bool isEstonianVat(Text s) {
    return weighted(s.substr(s.size() - 9), {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

bool isLatvianPerson(Text s) {
    const int check = (1 + weighted(s, {10, 5, 8, 4, 2, 1, 6, 3, 7, 9})) % 11 % 10;
    return isDayMonthYear(s, 0) && check == digitAt(s, 10);
}

bool isLatvianCompany(Text s) {
    s = s.substr(s.size() - 11);
    return s[0] > '3' && weighted(s, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1}) % 11 == 3;
}

bool isLithuanianVat(Text s) {
    s = s.substr(2);
    int rest = weighted(s, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
    if (rest == 10)
        rest = weighted(s, {3, 4, 5, 6, 7, 8, 9, 1}) % 11 % 10;
    return s[7] == '1' && rest == digitAt(s, 8);
}

// clang-format off
constexpr IdentifierKind kKinds[] = {
    {"dk_cpr", "national_id", "CPR-nummer", "DK", "##########", "######-####", isDanishPerson, 1, 1, Cue::Id, {}, "cpr", "211062-5629"},
    {"dk_cvr", "tax_id", "CVR-nummer", "DK", "DK########", "", isDanishCompany, 2, 0, Cue::Id | Cue::Tax, {}, "cvr", "DK 13585628"},
    {"ee_ik", "national_id", "isikukood", "EE", "###########", "", isBalticPerson, 2, 0, Cue::Id, {}, "isikukood", "36805280109"},
    {"ee_kmkr", "tax_id", "käibemaksukohustuslase number", "EE", "EE#########", "", isEstonianVat, 2, 0, Cue::Id | Cue::Tax, {}, "kmkr", "EE 100 931 558"},
    {"fi_hetu", "national_id", "henkilötunnus", "FI", "######@###*", "", isFinnishPerson, 2, 0, Cue::Id, {}, "hetu henkilotunnus*", "131052A308T"},
    {"fi_hetu_dash", "national_id", "henkilötunnus", "FI", "#########*", "######-###*", isFinnishPerson, 1, 1, Cue::Id, {}, "hetu henkilotunnus*", "131052-308T"},
    {"fi_alv", "tax_id", "ALV-numero", "FI", "FI########", "", isFinnishCompany, 2, 0, Cue::Id | Cue::Tax, {}, "alv", "FI 20774740"},
    {"fi_ytunnus", "tax_id", "Y-tunnus", "FI", "########", "#######-#", isFinnishCompany, 1, 0, Cue::Id | Cue::Tax, {}, "ytunnus", "id 2077474-0"},
    {"is_kennitala", "national_id", "kennitala", "IS", "##########", "######-####", isIcelandicPerson, 2, 0, Cue::Id, {}, "kennitala", "450401-3150"},
    {"lt_ak", "national_id", "asmens kodas", "LT", "###########", "", isBalticPerson, 2, 0, Cue::Id, {}, "asmens", "33309240064"},
    {"lt_pvm", "tax_id", "PVM mokėtojo kodas", "LT", "LT#########", "", isLithuanianVat, 2, 0, Cue::Id | Cue::Tax, {}, "pvm", "LT 119511515"},
    {"lv_pk", "national_id", "personas kods", "LV", "###########", "######-#####", isLatvianPerson, 2, 0, Cue::Id, {}, "personas", "161175-19997"},
    {"lv_pvn", "tax_id", "PVN reģistrācijas numurs", "LV", "LV###########", "", isLatvianCompany, 2, 0, Cue::Id | Cue::Tax, {}, "pvn", "LV 4000 3521 600"},
    {"no_fnr", "national_id", "fødselsnummer", "NO", "###########", "###### #####", isNorwegianPerson, 3, 0, Cue::Id, {}, "fodselsnummer* fnr personnummer*", "151086 95088"},
    {"no_orgnr", "tax_id", "organisasjonsnummer", "NO", "######### #########MVA NO#########MVA", "### ### ###", [](Text s) { return isNorwegianCompany(s.starts_with("NO") ? s.substr(2) : s); }, 1, 0, Cue::Id | Cue::Tax, {}, "orgnr organisasjonsnummer*", "orgnr 988 077 917"},
    {"se_pnr", "national_id", "personnummer", "SE", "########## ############", "######-####|########-####", isSwedishPerson, 2, 0, Cue::Id, {}, "personnummer* personnr", "880320-0016"},
    {"se_orgnr", "tax_id", "organisationsnummer", "SE", "##########", "######-####", isSwedishCompany, 1, 1, Cue::Id | Cue::Tax, {}, "orgnr organisationsnummer*", "212000-0142"},
    {"se_vat", "tax_id", "momsnummer", "SE", "SE##########01", "", [](Text s) { return passesLuhn(s.substr(2, 10)); }, 3, 0, Cue::Id | Cue::Tax, {}, "momsnummer* vat", "SE 123456789701"},
};
// clang-format on

}  // namespace

std::span<const IdentifierKind> northernEuropeKinds() {
    return kKinds;
}

}  // namespace bowline::detect
