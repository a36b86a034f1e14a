// Identity, health and tax numbers of western and southern Europe. The rules are those that the
// offices publish; python-stdnum (its documentation of each number) and Presidio's recognisers name
// the same ones.
#include "connector/detect/identifiers/arithmetic.h"
#include "connector/detect/identifiers/kind.h"

#include <algorithm>
#include <array>
#include <string>

namespace bowline::detect {

namespace {

using Text = std::string_view;

// Germany's tax number: of the first ten digits one occurs two or three times, the others once.
bool isGermanTaxId(Text s) {
    std::array<int, 10> seen{};
    for (const char c : s.substr(0, 10))
        ++seen[static_cast<std::size_t>(c - '0')];
    const auto missing = std::ranges::count(seen, 0);
    const int most = *std::ranges::max_element(seen);
    return s[0] != '0' && passesMod11And10(s) && (most == 2 || most == 3) && missing == most - 1;
}

// Area, day of birth, first letter of the name, serial, check digit (VKVV, annex 1).
bool isGermanPensionNumber(Text s) {
    const auto letter = std::to_string(100 + s[8] - 'A' + 1).substr(1);
    const auto digits = std::string(s.substr(0, 8)) + letter + std::string(s.substr(9, 2));
    const int sum = weightedDigitSums(digits, {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1});
    const auto day = numberAt(s, 2, 2);
    return isDay(numberAt(s, 4, 2), day > 50 ? day - 50 : day) && sum % 10 == digitAt(s, 11);
}

bool isGermanHealthNumber(Text s) {
    const auto letter = std::to_string(100 + s[0] - 'A' + 1).substr(1);
    const auto digits = letter + std::string(s.substr(1, 8));
    return weightedDigitSums(digits, {1, 2, 1, 2, 1, 2, 1, 2, 1, 2}) % 10 == digitAt(s, 9);
}

bool isGermanDoctor(Text s) {
    const int sum = weighted(s, {4, 9, 4, 9, 4, 9});
    return (10 - sum % 10) % 10 == digitAt(s, 6) && numberAt(s, 7, 2) > 0;
}

// ICAO 9303's check over nine characters of the letters that the office uses.
bool isGermanIdCard(Text s) {
    constexpr Text kLetters = "0123456789CFGHJKLMNPRTVWXYZ";
    return s.find_first_not_of(kLetters) == Text::npos && icaoCheck(s.substr(0, 9)) == s[9] - '0';
}

bool isAustrianInsurance(Text s) {
    const int sum = 3 * digitAt(s, 0) + 7 * digitAt(s, 1) + 9 * digitAt(s, 2) +
                    weighted(s.substr(4), {5, 8, 4, 2, 1, 6});
    const auto month = numberAt(s, 6, 2);
    return sum % 11 == digitAt(s, 3) && isDay(month > 12 ? month - 12 : month, numberAt(s, 4, 2));
}

bool isAustrianVat(Text s) {
    const int sum = weightedDigitSums(s.substr(3), {1, 2, 1, 2, 1, 2, 1});
    return (96 - sum) % 10 == digitAt(s, 10);
}

bool isSwissCompany(Text s) {
    return (11 - weighted(s.substr(3), {5, 4, 3, 2, 7, 6, 5, 4}) % 11) % 11 == digitAt(s, 11);
}

// EAN-13's check behind the country's 756.
bool isSwissInsurance(Text s) {
    return weighted(s, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1}) % 10 == 0;
}

// Born since 2000: the check counts a 2 before the number.
bool isBelgianPerson(Text s) {
    const auto first = numberAt(s, 0, 9);
    const auto check = numberAt(s, 9, 2);
    return check > 0 && (97 - first % 97 == check || 97 - (2000000000LL + first) % 97 == check);
}

bool isBelgianCompany(Text s) {
    s = s.substr(s.size() - 9);
    return 97 - numberAt(s, 0, 7) % 97 == numberAt(s, 7, 2);
}

bool isDutchPerson(Text s) {
    return s != "000000000" &&
           (weighted(s, {9, 8, 7, 6, 5, 4, 3, 2}) - digitAt(s, 8) + 110) % 11 == 0;
}

// The older numbers contain the owner's, the newer check "NL" and all by 97.
bool isDutchVat(Text s) {
    const auto digits = s.starts_with("NL") ? s.substr(2) : s;
    const auto owner = std::string(12 - digits.size(), '0') + std::string(digits);
    return isDutchPerson(Text(owner).substr(0, 9)) || mod97("NL" + owner) == 1;
}

// Corsica's departments 2A and 2B count as 19 and 18.
bool isFrenchPerson(Text s) {
    std::string number(s.substr(0, 13));
    if (number[6] == 'A' || number[6] == 'B') {
        number[5] = '1';
        number[6] = number[6] == 'A' ? '9' : '8';
    }
    const bool digits = number.find_first_not_of("0123456789") == std::string::npos;
    return digits && 97 - numberAt(number, 0, 13) % 97 == numberAt(s, 13, 2);
}

bool isFrenchTaxpayer(Text s) {
    return s[0] < '4' && numberAt(s, 0, 10) % 511 == numberAt(s, 10, 3);
}

bool isFrenchVat(Text s) {
    s = s.substr(s.size() - 11);
    return numberAt(s, 2, 9) > 0 && passesLuhn(s.substr(2)) &&
           (numberAt(s, 2, 9) * 100 + 12) % 97 == numberAt(s, 0, 2);
}

constexpr Text kSpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

bool isSpanishPerson(Text s) {
    const auto digits = static_cast<std::size_t>(numberAt(s, 0, s.size() - 1));
    return kSpanishLetters[digits % 23] == s.back();
}

bool isSpanishForeigner(Text s) {
    constexpr Text kFirst = "XYZ";
    const auto first = kFirst.find(s[0]);
    const auto digits = first * 10000000 + static_cast<std::size_t>(numberAt(s, 1, 7));
    return first != Text::npos && kSpanishLetters[digits % 23] == s.back();
}

bool isSpanishCompany(Text s) {
    if (Text("ABCDEFGHJNPQRSUVW").find(s[0]) == Text::npos)
        return false;
    const int sum = weightedDigitSums(s.substr(1), {2, 1, 2, 1, 2, 1, 2});
    const auto check = static_cast<std::size_t>((10 - sum % 10) % 10);
    return s[8] == static_cast<char>('0' + check) || s[8] == Text("JABCDEFGHI")[check];
}

bool isPortugueseTaxpayer(Text s) {
    s = s.substr(s.size() - 9);
    const int check = (11 - weighted(s, {9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11 % 10;
    return s[0] != '0' && check == digitAt(s, 8);
}

// Luhn, where letters count from 10.
bool isPortugueseCard(Text s) {
    int sum = 0;
    for (std::size_t at = 0; at < s.size(); ++at) {
        const int twice = alnumAt(s, at) * 2;
        sum += at % 2 == 1 ? alnumAt(s, at) : twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
}

bool isItalianVat(Text s) {
    s = s.substr(s.size() - 11);
    return numberAt(s, 0, 7) > 0 && passesLuhn(s);
}

bool isLuxembourgVat(Text s) {
    return numberAt(s, 2, 6) % 89 == numberAt(s, 8, 2);
}

bool isMalteseVat(Text s) {
    return weighted(s.substr(2), {3, 4, 6, 7, 8, 9, 10, 1}) % 37 == 0;
}

// clang-format off
constexpr IdentifierKind kKinds[] = {
    {"at_svnr", "national_id", "Sozialversicherungsnummer", "AT", "##########", "#### ######", isAustrianInsurance, 2, 0, Cue::Id, {}, "svnr sozialversicherung*", "1237 010180"},
    {"at_tin", "tax_id", "Abgabenkontonummer", "AT", "#########", "##-###/####", passesLuhn, 1, 1, Cue::Id | Cue::Tax, {}, "steuernummer* abgabenkonto*", "59-119/9013"},
    {"at_uid", "tax_id", "Umsatzsteuer-Identifikationsnummer", "AT", "ATU########", "", isAustrianVat, 2, 0, Cue::Id | Cue::Tax, {}, "uid uin", "ATU13585627"},
    {"be_nn", "national_id", "rijksregisternummer", "BE", "###########", "##.##.##-###.##|## ## ## ### ##", isBelgianPerson, 2, 0, Cue::Id, {}, "rijksregister* nn niss insz registre", "85.07.30-033.28"},
    {"be_vat", "tax_id", "ondernemingsnummer", "BE", "BE######### BE0######### BE1#########", "", isBelgianCompany, 2, 0, Cue::Id | Cue::Tax, {}, "btw tva ondernemingsnummer*", "BE 428759497"},
    {"ch_ahv", "national_id", "AHV-Nummer", "CH", "756##########", "", isSwissInsurance, 3, 0, Cue::Id, {}, "ahv avs ahvnr nss", "756.9217.0769.85"},
    {"ch_uid", "tax_id", "Unternehmens-Identifikationsnummer", "CH", "CHE######### CHE#########MWST CHE#########TVA CHE#########IVA CHE#########TPV", "", isSwissCompany, 2, 0, Cue::Id | Cue::Tax, {}, "uid che ide", "CHE-100.155.212"},
    {"ch_uid_bare", "tax_id", "Unternehmens-Identifikationsnummer ohne CHE", "CH", "#########", "###.###.###", [](Text s) { return (11 - weighted(s, {5, 4, 3, 2, 7, 6, 5, 4}) % 11) % 11 == digitAt(s, 8); }, 1, 0, Cue::Id | Cue::Tax, {}, "uid ide", "UID 100.155.212"},
    {"de_idnr", "tax_id", "Steuer-Identifikationsnummer", "DE", "###########", "## ### ### ###", isGermanTaxId, 1, 1, Cue::Id | Cue::Tax, {}, "idnr steuerid* steueridentifikation* tin steuer", "Steuer-ID 36574261809"},
    {"de_ust", "tax_id", "Umsatzsteuer-Identifikationsnummer", "DE", "DE#########", "", [](Text s) { return passesMod11And10(s.substr(2)); }, 2, 0, Cue::Id | Cue::Tax, {}, "ust ustid* uid", "DE136695976"},
    {"de_ust_bare", "tax_id", "Umsatzsteuer-Identifikationsnummer ohne DE", "DE", "#########", "", passesMod11And10, 1, 0, Cue::Id | Cue::Tax, {}, "ust ustid* steuernummer*", "Steuernummer 136695976"},
    {"de_stnr", "tax_id", "Steuernummer", "DE", "########## ###########", "##/###/#####|###/###/#####|###/###/####|###/####/####|###/###/#### #", nullptr, 0, 1, Cue::Id | Cue::Tax, {}, "steuernummer* stnr", "Steuernummer 181/815/08155"},
    {"de_rvnr", "national_id", "Rentenversicherungsnummer", "DE", "########@###", "## ###### @ ###", isGermanPensionNumber, 3, 0, Cue::Id, {}, "sozialversicherung* rentenversicherung* rvnr", "65070803A019"},
    {"de_kvnr", "health_id", "Krankenversichertennummer", "DE", "@#########", "", isGermanHealthNumber, 1, 0, Cue::Id | Cue::Health, {}, "kvnr egk versichertennummer* krankenversicherung*", "Versichertennummer A123456780"},
    {"de_lanr", "health_id", "Lebenslange Arztnummer", "DE", "#########", "", isGermanDoctor, 1, 0, Cue::Id | Cue::Health, {}, "lanr arztnummer*", "LANR 123456601"},
    {"de_personalausweis", "national_id", "Personalausweis", "DE", "@********#", "", isGermanIdCard, 1, 0, Cue::Id, {}, "ausweis* personalausweis*", "Ausweis T220001293"},
    {"es_dni", "national_id", "DNI", "ES", "########@", "", isSpanishPerson, 2, 0, Cue::Id, {}, "dni nif", "54362315-K"},
    {"es_dni_short", "national_id", "DNI with seven digits", "ES", "#######@", "", isSpanishPerson, 1, 0, Cue::Id, {}, "dni nif", "DNI 1111111-G"},
    {"es_nie", "national_id", "NIE", "ES", "@#######@", "", isSpanishForeigner, 2, 0, Cue::Id, {}, "nie nif", "X-2482300-W"},
    {"es_cif", "tax_id", "CIF", "ES", "@#######*", "", isSpanishCompany, 1, 0, Cue::Id | Cue::Tax, {}, "cif nif", "CIF J99216582"},
    {"es_vat", "tax_id", "NIF-IVA", "ES", "ES@#######*", "", [](Text s) { return isSpanishCompany(s.substr(2)); }, 2, 0, Cue::Id | Cue::Tax, {}, "nif cif", "ES J99216582"},
    {"fr_nir", "national_id", "numéro de sécurité sociale", "FR", "############### #####2@########", "# ## ## ## ### ### ##", isFrenchPerson, 2, 0, Cue::Id, {}, "nir insee securite sociale secu", "2 95 10 99 126 111 93"},
    {"fr_spi", "tax_id", "numéro fiscal de référence", "FR", "#############", "## ## ### ### ###", isFrenchTaxpayer, 2, 0, Cue::Id | Cue::Tax, {}, "spi", "30 23 217 600 053"},
    {"fr_siren", "tax_id", "SIREN", "FR", "#########", "### ### ###", passesLuhn, 1, 0, Cue::Id | Cue::Tax, {}, "siren", "SIREN 404833048"},
    {"fr_siret", "tax_id", "SIRET", "FR", "##############", "### ### ### #####", [](Text s) { return passesLuhn(s) && passesLuhn(s.substr(0, 9)); }, 1, 1, Cue::Id | Cue::Tax, {}, "siret", "SIRET 732 829 320 00074"},
    {"fr_tva", "tax_id", "numéro de TVA", "FR", "########### FR###########", "## ### ### ###", isFrenchVat, 2, 0, Cue::Id | Cue::Tax, {}, "tva", "FR 23 334 175 221"},
    {"it_cf", "national_id", "codice fiscale", "IT", "@@@@@@##@##@###@", "", [](Text s) { return Text("ABCDEHLMPRST").find(s[8]) != Text::npos && numberAt(s, 9, 2) % 40 < 32; }, 3, 0, Cue::Id, {}, "codice codicefiscale cf", "RSSMRA85T10A562S"},
    {"it_piva", "tax_id", "partita IVA", "IT", "###########", "", isItalianVat, 1, 0, Cue::Id | Cue::Tax, {}, "partita piva iva", "partita IVA 00743110157"},
    {"it_vat", "tax_id", "partita IVA", "IT", "IT###########", "", isItalianVat, 2, 0, Cue::Id | Cue::Tax, {}, "partita piva iva", "IT 00743110157"},
    {"lu_vat", "tax_id", "numéro de TVA", "LU", "LU########", "", isLuxembourgVat, 2, 0, Cue::Id | Cue::Tax, {}, "tva", "LU 150 274 42"},
    {"mt_vat", "tax_id", "VAT number", "MT", "MT########", "", isMalteseVat, 2, 0, Cue::Id | Cue::Tax, {}, "vat", "MT 1167-9112"},
    {"nl_bsn", "national_id", "burgerservicenummer", "NL", "#########", "####.##.###", isDutchPerson, 1, 0, Cue::Id, {}, "bsn burgerservicenummer* sofinummer*", "BSN 1112.22.333"},
    {"nl_btw", "tax_id", "btw-identificatienummer", "NL", "#########B## NL#########B## NL########B## NL#######B##", "", isDutchVat, 2, 0, Cue::Id | Cue::Tax, {}, "btw", "NL4495445B01"},
    {"pt_nif", "tax_id", "NIF", "PT", "#########", "### ### ###", isPortugueseTaxpayer, 1, 0, Cue::Id | Cue::Tax, {}, "nif contribuinte nipc", "NIF 501 964 843"},
    {"pt_vat", "tax_id", "NIF", "PT", "PT#########", "", isPortugueseTaxpayer, 2, 0, Cue::Id | Cue::Tax, {}, "nif", "PT 501 964 843"},
    {"pt_cc", "national_id", "Cartão de Cidadão", "PT", "#########@@#", "", isPortugueseCard, 2, 0, Cue::Id, {}, "cc cidadao", "00000000 0 ZZ4"},
};
// clang-format on

}  // namespace

std::span<const IdentifierKind> westernEuropeKinds() {
    return kKinds;
}

}  // namespace bowline::detect
