// Identity and tax numbers of central, eastern and south-eastern Europe and Turkey. Sources: as in
// western_europe.cpp.
#include "connector/detect/identifiers/arithmetic.h"
#include "connector/detect/identifiers/kind.h"

namespace bowline::detect {

namespace {

using Text = std::string_view;

// Month plus 20 or 40: another century.
bool isBulgarianPerson(Text s) {
    const int rest = weighted(s, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10;
    return isDay(numberAt(s, 2, 2) % 20, numberAt(s, 4, 2)) && rest == digitAt(s, 9);
}

bool isBulgarianForeigner(Text s) {
    return weighted(s, {21, 19, 17, 13, 11, 9, 7, 3, 1}) % 10 == digitAt(s, 9);
}

bool isBulgarianCompany(Text s) {
    s = s.substr(s.size() - 9);
    int rest = weighted(s, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
    if (rest == 10)
        rest = weighted(s, {3, 4, 5, 6, 7, 8, 9, 10}) % 11 % 10;
    return rest == digitAt(s, 8);
}

// Women's months plus 50, since 2004 also plus 20 or 70. Nine digits, without check, before 1954.
bool isCzechPerson(Text s) {
    const auto month = numberAt(s, 2, 2) % 50;
    if (!isDay(month > 20 ? month - 20 : month, numberAt(s, 4, 2)))
        return false;
    return s.size() == 9 || numberAt(s, 0, 9) % 11 % 10 == digitAt(s, 9);
}

bool isCzechCompany(Text s) {
    s = s.substr(s.size() - 8);
    const int check = (11 - weighted(s, {8, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return (check == 0 ? 1 : check % 10) == digitAt(s, 7);
}

bool isSlovakCompany(Text s) {
    return numberAt(s, 2, 10) % 11 == 0;
}

bool isCypriotVat(Text s) {
    constexpr int kOdd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    int sum = 0;
    for (std::size_t at = 2; at < 10; ++at)
        sum += at % 2 == 0 ? kOdd[digitAt(s, at)] : digitAt(s, at);
    return 'A' + sum % 26 == s[10];
}

bool isGreekTaxpayer(Text s) {
    s = s.substr(s.size() - 9);
    int sum = 0;
    for (const char c : s.substr(0, 8))
        sum = sum * 2 + (c - '0');
    return numberAt(s, 0, 9) > 0 && sum * 2 % 11 % 10 == digitAt(s, 8);
}

bool isGreekInsured(Text s) {
    return isDayMonthYear(s, 0) && passesLuhn(s);
}

bool isHungarianCompany(Text s) {
    if (s.starts_with("HU"))
        s.remove_prefix(2);
    return (10 - weighted(s, {9, 7, 3, 1, 9, 7, 3}) % 10) % 10 == digitAt(s, 7);
}

bool isPolishPerson(Text s) {
    return isDay(numberAt(s, 2, 2) % 20, numberAt(s, 4, 2)) &&
           weighted(s, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1}) % 10 == 0;
}

bool isPolishTaxpayer(Text s) {
    s = s.substr(s.size() - 10);
    return weighted(s, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11 == digitAt(s, 9);
}

bool isPolishCompany(Text s) {
    const bool nine = weighted(s, {8, 9, 2, 3, 4, 5, 6, 7}) % 11 % 10 == digitAt(s, 8);
    return nine &&
           (s.size() == 9 ||
            weighted(s, {2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8}) % 11 % 10 == digitAt(s, 13));
}

bool isRomanianPerson(Text s) {
    int rest = weighted(s, {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
    rest = rest == 10 ? 1 : rest;
    return s[0] != '0' && isYearMonthDay(s, 1) && rest == digitAt(s, 12);
}

// Two to ten digits; shorter ones count as if zeros stood before them.
bool isRomanianCompany(Text s) {
    constexpr int kWeights[] = {2, 3, 5, 7, 1, 2, 3, 5, 7};
    s.remove_prefix(2);
    int sum = 0;
    for (std::size_t back = 1; back < s.size(); ++back)
        sum += kWeights[back - 1] * digitAt(s, s.size() - 1 - back);
    return sum * 10 % 11 % 10 == digitAt(s, s.size() - 1);
}

// The republics of former Yugoslavia share this number.
bool isYugoslavPerson(Text s) {
    const int check = (11 - weighted(s, {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11 % 10;
    return isDayMonthYear(s, 0) && check == digitAt(s, 12);
}

bool isSlovenianVat(Text s) {
    const int check = 11 - weighted(s.substr(2), {8, 7, 6, 5, 4, 3, 2}) % 11;
    return s[2] != '0' && check % 10 == digitAt(s, 9) && check != 11;
}

// Two check digits.
bool isTurkishPerson(Text s) {
    const int odd = weighted(s, {1, 0, 1, 0, 1, 0, 1, 0, 1});
    const int even = weighted(s, {0, 1, 0, 1, 0, 1, 0, 1});
    return s[0] != '0' && (odd * 7 - even + 100) % 10 == digitAt(s, 9) &&
           (odd + even + digitAt(s, 9)) % 10 == digitAt(s, 10);
}

bool isTurkishTaxpayer(Text s) {
    int sum = 0;
    for (int at = 0; at < 9; ++at) {
        const int first = (digitAt(s, static_cast<std::size_t>(at)) + 9 - at) % 10;
        const int power = (first << (9 - at)) % 9;
        sum += first != 0 && power == 0 ? 9 : power;
    }
    return (10 - sum % 10) % 10 == digitAt(s, 9);
}

bool isUkrainianTaxpayer(Text s) {
    return (weighted(s, {-1, 5, 7, 9, 4, 6, 10, 5, 7}) + 11) % 11 % 10 == digitAt(s, 9);
}

bool isRussianTaxpayer(Text s) {
    if (s.size() == 10)
        return weighted(s, {2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11 % 10 == digitAt(s, 9);
    return weighted(s, {7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11 % 10 == digitAt(s, 10) &&
           weighted(s, {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) % 11 % 10 == digitAt(s, 11);
}

bool isRussianInsured(Text s) {
    return weighted(s, {9, 8, 7, 6, 5, 4, 3, 2, 1}) % 101 % 100 == numberAt(s, 9, 2);
}

// clang-format off
constexpr IdentifierKind kKinds[] = {
    {"bg_egn", "national_id", "ЕГН", "BG", "##########", "", isBulgarianPerson, 1, 0, Cue::Id, {}, "egn", "EGN 8032056031"},
    {"bg_pnf", "national_id", "ЛНЧ", "BG", "##########", "#### ### ###", isBulgarianForeigner, 1, 0, Cue::Id, {}, "lnch pnf", "id 7111 042 925"},
    {"bg_vat", "tax_id", "ДДС номер", "BG", "BG#########", "", isBulgarianCompany, 2, 0, Cue::Id | Cue::Tax, {}, "dds", "BG 175 074 752"},
    {"cy_vat", "tax_id", "ΦΠΑ", "CY", "CY########@", "", isCypriotVat, 3, 0, Cue::Id | Cue::Tax, {}, "vat", "CY 10259033P"},
    {"cz_rc", "national_id", "rodné číslo", "CZ", "######### ##########", "######/####|######/###", isCzechPerson, 1, 1, Cue::Id, {}, "rodne rc", "710319/2745"},
    {"cz_dic", "tax_id", "DIČ", "CZ", "CZ########", "", isCzechCompany, 2, 0, Cue::Id | Cue::Tax, {}, "dic", "CZ 25123891"},
    {"gr_afm", "tax_id", "ΑΦΜ", "GR", "#########", "", isGreekTaxpayer, 1, 0, Cue::Id | Cue::Tax, {}, "afm", "AFM 094259216"},
    {"gr_vat", "tax_id", "ΑΦΜ", "GR", "EL######### GR#########", "", isGreekTaxpayer, 2, 0, Cue::Id | Cue::Tax, {}, "afm", "EL 094259216"},
    {"gr_amka", "national_id", "ΑΜΚΑ", "GR", "###########", "", isGreekInsured, 2, 0, Cue::Id, {}, "amka", "01013099997"},
    {"hr_oib", "national_id", "OIB", "HR", "########### HR###########", "", [](Text s) { return passesMod11And10(s.substr(s.size() - 11)); }, 1, 0, Cue::Id, {}, "oib", "OIB 33392005961"},
    {"hu_anum", "tax_id", "adószám", "HU", "HU######## HU###########", "", isHungarianCompany, 2, 0, Cue::Id | Cue::Tax, {}, "adoszam*", "HU-12892312"},
    {"hu_adoszam", "tax_id", "adószám", "HU", "###########", "########-#-##", isHungarianCompany, 1, 1, Cue::Id | Cue::Tax, {}, "adoszam*", "12892312-2-42"},
    {"pl_pesel", "national_id", "PESEL", "PL", "###########", "", isPolishPerson, 2, 0, Cue::Id, {}, "pesel", "44051401359"},
    {"pl_nip", "tax_id", "NIP", "PL", "##########", "###-###-##-##", isPolishTaxpayer, 1, 1, Cue::Id | Cue::Tax, {}, "nip", "NIP 856-734-62-15"},
    {"pl_vat", "tax_id", "NIP", "PL", "PL##########", "", isPolishTaxpayer, 2, 0, Cue::Id | Cue::Tax, {}, "nip", "PL 8567346215"},
    {"pl_regon", "tax_id", "REGON", "PL", "######### ##############", "", isPolishCompany, 1, 0, Cue::Id | Cue::Tax, {}, "regon", "REGON 192598184"},
    {"ro_cnp", "national_id", "CNP", "RO", "#############", "", isRomanianPerson, 2, 0, Cue::Id, {}, "cnp", "1630615123457"},
    {"ro_cui", "tax_id", "CUI", "RO", "RO###### RO####### RO######## RO######### RO##########", "", isRomanianCompany, 2, 0, Cue::Id | Cue::Tax, {}, "cui cif", "RO 18547290"},
    {"ru_inn", "tax_id", "ИНН", "RU", "########## ############", "", isRussianTaxpayer, 1, 0, Cue::Id | Cue::Tax, {}, "inn", "INN 1234567894"},
    {"ru_snils", "national_id", "СНИЛС", "RU", "###########", "###-###-### ##", isRussianInsured, 1, 1, Cue::Id, {}, "snils", "112-233-445 95"},
    {"si_emso", "national_id", "EMŠO", "SI", "#############", "", isYugoslavPerson, 2, 0, Cue::Id, {}, "emso jmbg", "0101006500006"},
    {"si_ddv", "tax_id", "davčna številka", "SI", "SI########", "", isSlovenianVat, 2, 0, Cue::Id | Cue::Tax, {}, "ddv", "SI 5022 3054"},
    {"sk_dic", "tax_id", "IČ DPH", "SK", "SK##########", "", isSlovakCompany, 2, 0, Cue::Id | Cue::Tax, {}, "dic", "SK 202 274 96 19"},
    {"rs_pib", "tax_id", "PIB", "RS", "#########", "", passesMod11And10, 1, 0, Cue::Id | Cue::Tax, {}, "pib", "tax id 101134702"},
    {"tr_tckn", "national_id", "TC kimlik numarası", "TR", "###########", "", isTurkishPerson, 2, 0, Cue::Id, {}, "kimlik tckn tckimlik", "17291716060"},
    {"tr_vkn", "tax_id", "vergi kimlik numarası", "TR", "##########", "", isTurkishTaxpayer, 1, 0, Cue::Id | Cue::Tax, {}, "vkn vergi", "VKN 4540536920"},
    {"ua_rntrc", "tax_id", "РНОКПП", "UA", "##########", "", isUkrainianTaxpayer, 1, 0, Cue::Id | Cue::Tax, {}, "rnokpp", "tax id 1759013776"},
};
// clang-format on

}  // namespace

std::span<const IdentifierKind> easternEuropeKinds() {
    return kKinds;
}

}  // namespace bowline::detect
