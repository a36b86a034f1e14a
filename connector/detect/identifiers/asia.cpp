// Identity, health and tax numbers of Asia, Africa and Oceania. Sources: as in western_europe.cpp.
#include "connector/detect/identifiers/arithmetic.h"
#include "connector/detect/identifiers/kind.h"

#include <array>
#include <string>

namespace bowline::detect {

namespace {

using Text = std::string_view;

bool isAustralianTaxpayer(Text s) {
    return s != "000000000" && weighted(s, {1, 4, 3, 7, 5, 8, 6, 9, 10}) % 11 == 0;
}

bool isAustralianBusiness(Text s) {
    return (weighted(s, {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}) - 10) % 89 == 0 && s[0] != '0';
}

bool isAustralianCompany(Text s) {
    return (10 - weighted(s, {8, 7, 6, 5, 4, 3, 2, 1}) % 10) % 10 == digitAt(s, 8) &&
           s != "000000000";
}

bool isAustralianPatient(Text s) {
    return s[0] >= '2' && s[0] <= '6' &&
           weighted(s, {1, 3, 7, 9, 1, 3, 7, 9}) % 10 == digitAt(s, 8);
}

bool isNewZealandTaxpayer(Text s) {
    if (s.starts_with("NZ"))
        s.remove_prefix(2);
    const auto padded = std::string(9 - s.size(), '0') + std::string(s);
    int check = (11 - weighted(padded, {3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    if (check == 10)
        check = (11 - weighted(padded, {7, 4, 3, 2, 5, 2, 7, 6}) % 11) % 11;
    const auto number = numberAt(s, 0, s.size());
    return number > 10'000'000 && number < 150'000'000 && check == padded[8] - '0';
}

bool isAadhaar(Text s) {
    return s[0] >= '2' && passesVerhoeff(s) && std::string(s) != std::string(s.rbegin(), s.rend());
}

// The check digit is not asked for: nothing else has this shape, and a slip is a number too.
bool isIndianBusiness(Text s) {
    const auto state = numberAt(s, 0, 2);
    return state >= 1 && (state <= 37 || state == 97 || state == 99) && s[12] != '0';
}

bool isSingaporePerson(Text s) {
    const auto kind = Text("STFGM").find(s[0]);
    if (kind == Text::npos)
        return false;
    constexpr std::array<int, 5> kOffsets{0, 4, 0, 4, 3};
    const auto rest = static_cast<std::size_t>(
        (weighted(s.substr(1), {2, 7, 6, 5, 4, 3, 2}) + kOffsets[kind]) % 11
    );
    const Text letters = kind < 2 ? "JZIHGFEDCBA" : kind < 4 ? "XWUTRQPNMLK" : "XWUTRQPNJLK";
    return letters[rest] == s[8];
}

bool isSingaporeBusiness(Text s) {
    if (s.size() == 9)
        return Text("XMKECAWLJDB"
               )[static_cast<std::size_t>(weighted(s, {10, 4, 9, 3, 8, 2, 7, 1}) % 11)] == s[8];
    return Text("ZKCMDNERGWH"
           )[static_cast<std::size_t>(weighted(s, {10, 8, 6, 4, 9, 7, 5, 3, 1}) % 11)] == s[9];
}

bool isSingaporeEntity(Text s) {
    return (s[0] == 'T' || s[0] == 'S' || s[0] == 'R') && numberAt(s, 1, 2) < 100;
}

bool isSouthAfrican(Text s) {
    return isYearMonthDay(s, 0) && s[10] <= '2' && passesLuhn(s);
}

bool isSouthAfricanTaxpayer(Text s) {
    return Text("01239").find(s[0]) != Text::npos && passesLuhn(s);
}

// Sex and century, then the office; no check digit since October 2020.
bool isKoreanPerson(Text s) {
    return isYearMonthDay(s, 0) && s[6] != '0' && numberAt(s, 7, 2) <= 95;
}

// The check of the ids before; foreigners' is two more.
bool isCheckedKoreanPerson(Text s) {
    const int sum = weighted(s, {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5});
    const int base = s[6] >= '5' && s[6] <= '8' ? 13 : 11;
    return isKoreanPerson(s) && (base - sum % 11) % 10 == digitAt(s, 12);
}

bool isKoreanBusiness(Text s) {
    const int sum = weighted(s, {1, 3, 7, 1, 3, 7, 1, 3, 5}) + 5 * digitAt(s, 8) / 10;
    return (10 - sum % 10) % 10 == digitAt(s, 9);
}

// Division, date of birth with century, serial, check.
bool isChineseResident(Text s) {
    const auto century = numberAt(s, 6, 2);
    return s[0] != '0' && (century == 19 || century == 20) && isYearMonthDay(s, 8) &&
           passesMod11And2(s);
}

// ISO 7064 style, by 31, without I, O, S, V and Z.
bool isChineseBusiness(Text s) {
    constexpr Text kLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    int sum = 0;
    int weight = 1;
    for (std::size_t at = 0; at < 17; ++at, weight = weight * 3 % 31) {
        const auto value = kLetters.find(s[at]);
        if (value == Text::npos)
            return false;
        sum += static_cast<int>(value) * weight;
    }
    return kLetters[static_cast<std::size_t>((31 - sum % 31) % 31)] == s[17];
}

bool isJapanesePerson(Text s) {
    const int rest = weighted(s, {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return (rest < 2 ? 0 : 11 - rest) == digitAt(s, 11);
}

bool isJapaneseCompany(Text s) {
    const int sum = weighted(s.substr(1), {2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1});
    return 9 - sum % 9 == digitAt(s, 0);
}

bool isThai(Text s) {
    const int sum = weighted(s, {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2});
    return s[0] <= '8' && (11 - sum % 11) % 10 == digitAt(s, 12);
}

// Province, regency, district, day of birth (women's plus 40), serial.
bool isIndonesian(Text s) {
    const auto day = numberAt(s, 6, 2);
    return s[0] != '0' && isDay(numberAt(s, 8, 2), day > 40 ? day - 40 : day) &&
           numberAt(s, 12, 4) > 0;
}

bool isMalaysian(Text s) {
    return isYearMonthDay(s, 0);
}

bool isVietnameseTaxpayer(Text s) {
    const int check = 10 - weighted(s, {31, 29, 23, 19, 17, 13, 7, 5, 3}) % 11;
    return s.substr(2, 7) != "0000000" && check == digitAt(s, 9);
}

// Since 2023 divisible by 5; the seventh digit 7 counts 1 or 0.
bool isTaiwaneseBusiness(Text s) {
    const int sum = weightedDigitSums(s, {1, 2, 1, 2, 1, 2, 4, 1});
    return s != "00000000" && (sum % 5 == 0 || (s[6] == '7' && (sum + 1) % 5 == 0));
}

bool isTaiwanesePerson(Text s) {
    constexpr Text kLetters = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
    const int area = static_cast<int>(kLetters.find(s[0])) + 10;
    const int sum = area / 10 + area % 10 * 9 + weighted(s.substr(1), {8, 7, 6, 5, 4, 3, 2, 1, 1});
    return Text("1289").find(s[1]) != Text::npos && sum % 10 == 0;
}

bool isHongKongPerson(Text s) {
    const std::size_t letters = s[1] >= 'A' ? 2 : 1;
    int sum = letters == 2 ? 9 * alnumAt(s, 0) + 8 * alnumAt(s, 1) : 9 * 36 + 8 * alnumAt(s, 0);
    sum += weighted(s.substr(letters), {7, 6, 5, 4, 3, 2});
    const int check = s.back() == 'A' ? 10 : s.back() > '9' ? 99 : s.back() - '0';
    return (sum + check) % 11 == 0;
}

bool isIsraeli(Text s) {
    return s != "000000000" && passesLuhn(std::string(9 - s.size(), '0') + std::string(s));
}

bool isPakistani(Text s) {
    return s[0] >= '1' && s[0] <= '7';
}

bool isKuwaiti(Text s) {
    return (s[0] == '2' || s[0] == '3') && isYearMonthDay(s, 1) &&
           11 - weighted(s, {2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}) % 11 == digitAt(s, 11);
}

// clang-format off
constexpr IdentifierKind kKinds[] = {
    {"ae_id", "national_id", "Emirates ID", "AE", "784############", "784-####-#######-#", passesLuhn, 2, 0, Cue::Id, {}, "emirates eid", "784-1980-1234567-8"},
    {"au_tfn", "tax_id", "Tax File Number", "AU", "#########", "### ### ###", isAustralianTaxpayer, 1, 0, Cue::Id | Cue::Tax, {}, "tfn", "TFN 123 456 782"},
    {"au_abn", "tax_id", "Australian Business Number", "AU", "###########", "## ### ### ###", isAustralianBusiness, 1, 1, Cue::Id | Cue::Tax, {}, "abn", "83 914 571 673"},
    {"au_acn", "tax_id", "Australian Company Number", "AU", "#########", "### ### ###", isAustralianCompany, 1, 0, Cue::Id | Cue::Tax, {}, "acn", "ACN 004 085 616"},
    {"au_medicare", "health_id", "Medicare number", "AU", "##########", "#### ##### #", isAustralianPatient, 1, 1, Cue::Id | Cue::Health, {}, "medicare", "2123 45670 1"},
    {"cn_ric", "national_id", "居民身份证", "CN", "#################*", "", isChineseResident, 3, 0, Cue::Id, {}, "身份证", "360426199101010071"},
    {"cn_uscc", "tax_id", "统一社会信用代码", "CN", "*#******#########*", "", isChineseBusiness, 2, 0, Cue::Id | Cue::Tax, {}, "uscc", "91110000600037341L"},
    {"eg_tn", "tax_id", "الرقم الضريبي", "EG", "#########", "###-###-###", nullptr, 0, 1, Cue::Id | Cue::Tax, {}, "trn", "tax id 100-531-385"},
    {"hk_id", "national_id", "HKID", "HK", "@######* @@######*", "@######(*|@@######(*", isHongKongPerson, 1, 1, Cue::Id, {}, "hkid", "A123456(3)"},
    {"id_nik", "national_id", "NIK", "ID", "################", "", isIndonesian, 1, 0, Cue::Id, {}, "nik ktp", "NIK 3171011708450001"},
    {"id_npwp", "tax_id", "NPWP", "ID", "###############", "##.###.###.#-###.###", [](Text s) { return passesLuhn(s.substr(0, 9)); }, 1, 1, Cue::Id | Cue::Tax, {}, "npwp", "01.312.166.0-091.000"},
    {"il_id", "national_id", "teudat zehut", "IL", "######### ########", "#######-#|########-#", isIsraeli, 1, 0, Cue::Id, {}, "teudat zehut", "id 3933742-3"},
    {"in_aadhaar", "national_id", "Aadhaar", "IN", "############", "#### #### ####|####-####-####", isAadhaar, 1, 1, Cue::Id, {}, "aadhaar aadhar", "2341 2341 2346"},
    {"in_pan", "tax_id", "PAN", "IN", "@@@@@####@", "", nullptr, 2, 0, Cue::Id | Cue::Tax, {}, "pan", "ACUPA7085R"},
    {"in_gstin", "tax_id", "GSTIN", "IN", "##@@@@@####@*Z*", "", isIndianBusiness, 3, 0, Cue::Id | Cue::Tax, {}, "gstin gst", "27AAPFU0939F1ZV"},
    {"in_epic", "national_id", "voter id", "IN", "@@@#######", "", nullptr, 0, 0, Cue::Id, {}, "epic voter*", "voter id WKH1186253"},
    {"jp_my_number", "national_id", "マイナンバー", "JP", "############", "#### #### ####", isJapanesePerson, 1, 1, Cue::Id, {}, "mynumber マイナンバー", "6214 9832 0257"},
    {"jp_cn", "tax_id", "法人番号", "JP", "#############", "#-####-####-####", isJapaneseCompany, 1, 1, Cue::Id | Cue::Tax, {}, "", "5-8356-7825-6246"},
    {"kr_rrn", "national_id", "주민등록번호", "KR", "#############", "######-#######", isKoreanPerson, 1, 1, Cue::Id, {}, "rrn resident 주민등록 주민번호", "971013-9019902"},
    {"kr_rrn_checked", "national_id", "주민등록번호", "KR", "#############", "######-#######", isCheckedKoreanPerson, 2, 0, Cue::Id, {}, "rrn resident 주민등록 주민번호", "9601211021413"},
    {"kr_brn", "tax_id", "사업자등록번호", "KR", "##########", "###-##-#####|### - ## - #####", isKoreanBusiness, 1, 1, Cue::Id | Cue::Tax, {}, "brn", "116-82-00276"},
    {"kr_driver", "driving_licence", "운전면허번호", "KR", "############", "##-##-######-##", [](Text s) { return numberAt(s, 0, 2) >= 11 && numberAt(s, 0, 2) <= 28; }, 0, 2, Cue::Licence, Cue::Licence, "", "11-22-123456-12"},
    {"kw_civil", "national_id", "Civil ID", "KW", "############", "", isKuwaiti, 2, 0, Cue::Id, {}, "civil", "284051512003"},
    {"my_nric", "national_id", "MyKad", "MY", "############", "######-##-####", isMalaysian, 0, 2, Cue::Id, {}, "nric mykad ic", "770305-02-1234"},
    {"nz_ird", "tax_id", "IRD number", "NZ", "######### ######## NZ######### NZ########", "##-###-###|###-###-###|#######-#|########-#|NZ ##-###-###", isNewZealandTaxpayer, 1, 0, Cue::Id | Cue::Tax, {}, "ird", "IRD 4909185-0"},
    {"ph_tin", "tax_id", "TIN", "PH", "######### ############", "###-###-###|###-###-###-###", nullptr, 0, 1, Cue::Id | Cue::Tax, {}, "tin", "TIN 000-123-456-000"},
    {"pk_cnic", "national_id", "CNIC", "PK", "#############", "#####-#######-#", isPakistani, 0, 2, Cue::Id, {}, "cnic", "34201-0891231-8"},
    {"sa_id", "national_id", "National ID", "SA", "##########", "", [](Text s) { return (s[0] == '1' || s[0] == '2') && passesLuhn(s); }, 1, 0, Cue::Id, {}, "iqama", "iqama 1042837565"},
    {"sg_nric", "national_id", "NRIC", "SG", "@#######@", "", isSingaporePerson, 2, 0, Cue::Id, {}, "nric fin", "S1234567D"},
    {"sg_uen", "tax_id", "UEN", "SG", "########@ #########@", "", isSingaporeBusiness, 1, 0, Cue::Id | Cue::Tax, {}, "uen", "UEN 00192200M"},
    {"sg_uen_entity", "tax_id", "UEN", "SG", "@##@@####@", "", isSingaporeEntity, 2, 0, Cue::Id | Cue::Tax, {}, "uen", "T16RF0037C"},
    {"th_pin", "national_id", "เลขประจำตัวประชาชน", "TH", "#############", "#-####-#####-##-#|#-##-#-###-#####-#", isThai, 1, 1, Cue::Id, {}, "tnin บัตรประชาชน", "1-2345-45678-78-1"},
    {"tw_id", "national_id", "身分證字號", "TW", "@#########", "", isTaiwanesePerson, 1, 0, Cue::Id, {}, "身分證 身份證", "身分證字號 A123456789"},
    {"tw_ubn", "tax_id", "統一編號", "TW", "########", "", isTaiwaneseBusiness, 1, 0, Cue::Id | Cue::Tax, {}, "ubn", "tax id 00501503"},
    {"vn_mst", "tax_id", "mã số thuế", "VN", "########## #############", "##########-###", isVietnameseTaxpayer, 1, 1, Cue::Id | Cue::Tax, {}, "mst", "0314409058-002"},
    {"za_id", "national_id", "identity number", "ZA", "#############", "", isSouthAfrican, 2, 0, Cue::Id, {}, "said", "7503305044089"},
    {"za_tin", "tax_id", "tax reference number", "ZA", "##########", "", isSouthAfricanTaxpayer, 1, 0, Cue::Id | Cue::Tax, {}, "", "tax number 0001339050"},
};
// clang-format on

}  // namespace

std::span<const IdentifierKind> asianKinds() {
    return kKinds;
}

}  // namespace bowline::detect
