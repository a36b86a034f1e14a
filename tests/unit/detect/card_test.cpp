// Payment cards: every brand, every spelling, and what only looks like a card. Published test
// numbers only.
#include "connector/detect/card.h"

#include "tests/unit/detect/scanned.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace bowline::detect {

namespace {

struct Spelling {
    const char* why;
    const char* text;
    const char* expected;
};
std::ostream& operator<<(std::ostream& out, const Spelling& row) {
    return out << row.why;
}

const Spelling kFound[] = {
    {"blanks", "my card is 4111 1111 1111 1111 ok", "payment_card<4111 1111 1111 1111>"},
    {"nothing between", "4111111111111111", "payment_card<4111111111111111>"},
    {"dashes", "4111-1111-1111-1111", "payment_card<4111-1111-1111-1111>"},
    {"dots", "4111.1111.1111.1111.", "payment_card<4111.1111.1111.1111>"},
    {"slashes", "4111/1111/1111/1111", "payment_card<4111/1111/1111/1111>"},
    {"one group a line", "4111\n1111\r\n1111\n1111", "payment_card<4111\n1111\r\n1111\n1111>"},
    {"one blank a digit",
     "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
     "payment_card<4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1>"},
    {"no-break spaces",
     "4111\u00A01111\u00A01111\u00A01111",
     "payment_card<4111\u00A01111\u00A01111\u00A01111>"},
    {"full width",
     "４１１１１１１１１１１１１１１１",
     "payment_card<４１１１１１１１１１１１１１１１>"},
    {"Arabic-Indic", "٤١١١١١١١١١١١١١١١", "payment_card<٤١١١١١١١١١١١١١١١>"},
    {"Devanagari", "४१११११११११११११११", "payment_card<४१११११११११११११११>"},
    {"mathematical bold", "𝟒𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏", "payment_card<𝟒𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏>"},
    {"circled", "④①①①①①①①①①①①①①①①", "payment_card<④①①①①①①①①①①①①①①①>"},
    {"zero-width joiners",
     "41\u200B11\u200D1111\u20601111\uFEFF1111",
     "payment_card<41\u200B11\u200D1111\u20601111\uFEFF1111>"},
    {"soft hyphens",
     "4111\u00AD1111\u00AD1111\u00AD1111",
     "payment_card<4111\u00AD1111\u00AD1111\u00AD1111>"},
    {"glued to Chinese", "卡号4111111111111111谢谢", "payment_card<4111111111111111>"},
    {"glued to a word", "card4111111111111111", "payment_card<4111111111111111>"},
    {"behind an expiry", "12/27 4111 1111 1111 1111", "payment_card<4111 1111 1111 1111>"},
    {"behind a phone number",
     "+49 155 50100123, 4111 1111 1111 1111",
     "phone<+49 155 50100123> payment_card<4111 1111 1111 1111>"},
};

const Spelling kNotFound[] = {
    {"wrong check digit", "4111 1111 1111 1112", ""},
    {"prefix of nobody", "ref 9999 9999 9999 9995", ""},
    {"digits inside a longer run", "94111111111111111199999", ""},
    {"inside a tracking code", "JD4111111111111111XX", ""},
    {"a comma between", "4111,1111,1111,1111", ""},
    {"words between", "4111 then 1111 then 1111 then 1111", ""},
    {"barcode of 13 digits", "EAN 4036005840095", ""},
    {"time in milliseconds", "1700000000000", ""},
    {"international number", "+4915550100123", "phone<+4915550100123>"},
};

struct Brand {
    const char* number;
    const char* brand;
};
std::ostream& operator<<(std::ostream& out, const Brand& row) {
    return out << row.brand << ' ' << row.number;
}

// The test numbers that issuers and payment providers publish.
const Brand kBrands[] = {
    {"4111111111111111", "Visa"},
    {"5555555555554444", "Mastercard"},
    {"2223003122003222", "Mastercard"},
    {"378282246310005", "Amex"},
    {"341111111111111", "Amex"},
    {"30569309025904", "Diners"},
    {"36227206271667", "Diners"},
    {"38520000023237", "Diners"},
    {"6011111111111117", "Discover"},
    {"6500000000000002", "Discover"},
    {"3530111333300000", "JCB"},
    {"6200000000000005", "UnionPay"},
    {"6205500000000000004", "UnionPay"},
    {"6759649826438453", "Maestro"},
    {"501800000009", "Maestro"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_card_is_found_in_every_spelling, boost::unit_test::data::make(kFound), row) {
    BOOST_TEST(scanned(row.text) == row.expected);
}

BOOST_DATA_TEST_CASE(
    what_only_looks_like_a_card_is_left, boost::unit_test::data::make(kNotFound), row
) {
    BOOST_TEST(scanned(row.text) == row.expected);
}

BOOST_DATA_TEST_CASE(
    the_brand_is_told_from_prefix_and_length, boost::unit_test::data::make(kBrands), row
) {
    const auto findings = Detector({}).scan(row.number, {}, "");
    BOOST_TEST_REQUIRE(findings.size() == 1);
    BOOST_TEST(findings[0].cls == "payment_card");
    BOOST_TEST(findings[0].detail == row.brand);
    BOOST_TEST(findings[0].reason == "luhn+iin");
}

BOOST_AUTO_TEST_CASE(a_keycap_is_covered_with_its_frame) {
    std::string keycaps;
    for (const char digit : std::string("4111111111111111"))
        keycaps += digit + std::string("\uFE0F\u20E3");
    BOOST_TEST(scanned("pay " + keycaps + " now") == "payment_card<" + keycaps + ">");
}

}  // namespace bowline::detect
