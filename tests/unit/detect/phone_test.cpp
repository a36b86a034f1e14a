// Phone numbers in texts. Reserved numbers, and where the plan must say yes the examples that
// libphonenumber prints for a region.
#include "tests/unit/detect/scanned.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace bowline::detect {

namespace {

struct Row {
    const char* why;
    const char* region;
    const char* text;
    const char* expected;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.why;
}

const Row kRows[] = {
    {"international", "", "call +4915550100123 today", "phone<+4915550100123>"},
    {"international in groups", "", "+49 155 50100-123", "phone<+49 155 50100-123>"},
    {"two zeros", "", "0049 155 50100123", "phone<0049 155 50100123>"},
    {"a plus and two zeros", "", "call +0049 155 50100123", "phone<+0049 155 50100123>"},
    {"zero in brackets", "", "+49 (0) 155 50100123", "phone<+49 (0) 155 50100123>"},
    {"zero in brackets where nobody dials one",
     "",
     "+45 (0)32 12 34 56",
     "phone<+45 (0)32 12 34 56>"},
    {"two zeros before the longest number there is",
     "",
     "call 0043 1 2345678 90123 now",
     "phone<0043 1 2345678 90123>"},
    {"two zeros before a number of six digits", "", "it says 0043 1113", ""},
    {"brackets around the code", "", "(+49) 155 50100123", "phone<(+49) 155 50100123>"},
    {"reserved range that nobody has", "", "+1 555 010 0123", "phone<+1 555 010 0123>"},
    {"one group a line", "", "+49\n155\n50100123", "phone<+49\n155\n50100123>"},
    {"one blank a digit", "", "+ 4 9 1 5 5 5 0 1 0 0 1 2 3", "phone<+ 4 9 1 5 5 5 0 1 0 0 1 2 3>"},
    {"full width", "", "＋４９１５５５０１００１２３", "phone<＋４９１５５５０１００１２３>"},
    {"Arabic-Indic", "", "+٤٩١٥٥٥٠١٠٠١٢٣", "phone<+٤٩١٥٥٥٠١٠٠١٢٣>"},
    {"two in a row",
     "",
     "+4915550100123 +4915550100124",
     "phone<+4915550100123> phone<+4915550100124>"},
    {"national with its region", "DE", "0155 50100123", "phone<0155 50100123>"},
    {"national of the United Kingdom", "GB", "07400 123456", "phone<07400 123456>"},
    {"North American shape", "US", "(202) 555-0123 thanks", "phone<(202) 555-0123>"},
    {"French pairs", "FR", "mon portable: 06 12 34 56 78", "phone<06 12 34 56 78>"},
    {"bare digits behind a word about phones", "US", "my phone is 2025550123", "phone<2025550123>"},
    {"national without a region", "", "0155 50100123", ""},
    {"order number", "DE", "order 015550100123", ""},
    {"number of something else", "DE", "membership number 40123456", ""},
    {"number of a person", "DE", "her number is 40123456", "phone<40123456>"},
    {"the nearer of two words without blanks",
     "",
     "电话坏了所以我现在只能用我家人的这个电话4012 3456",
     "phone<4012 3456>"},
    {"a decimal near a word about phones", "", "my phone shows 200.38294427 there", ""},
    {"extension", "", "+49 155 50100123 ext. 45 please", "phone<+49 155 50100123 ext. 45>"},
    {"spoken of without a region", "", "call me on 4012 3456", "phone<4012 3456>"},
    {"another thing is nearer", "", "call about ticket 40123456", ""},
    {"bare digits without a word", "US", "it says 2025550123", ""},
    {"date", "US", "on 2026-05-12 at 10", ""},
    {"date the other way", "DE", "am 12.05.2026 1030", ""},
    {"machine address", "US", "192.168.100.200", "ip_address<192.168.100.200>"},
    {"version", "DE", "version 10.5.52.515 of the app", ""},
    {"price", "DE", "1.234.567,89 EUR", ""},
    {"six digits", "DE", "phone 012345", ""},
    {"part of a code", "DE", "INV-0155-50100123", ""},
};

}  // namespace

BOOST_DATA_TEST_CASE(
    phone_numbers_are_found_and_other_numbers_left, boost::unit_test::data::make(kRows), row
) {
    BOOST_TEST(scanned(row.text, {}, row.region) == row.expected);
}

BOOST_AUTO_TEST_CASE(a_flood_of_candidates_is_taken_for_numbers_without_asking) {
    std::string flood;
    for (int i = 0; i < 4000; ++i)
        flood += "+491555010" + std::to_string(1000 + i) + ", ";
    const auto findings = Detector({}).scan(flood, {}, "DE");
    BOOST_TEST(findings.size() == 4000U);
    BOOST_TEST(findings.front().reason == "plan");
    BOOST_TEST(findings.back().reason == "unchecked");
}

}  // namespace bowline::detect
