// The bait sweep finds planted values however they are written, and calls a surface that it cannot
// judge blind, never clean.
#include "connector/app/demo/sweep.h"
#include "connector/app/demo/unfold.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace bowline::app;

namespace {

const Bait kCard{"payment_card", "4111 1111 1111 1111"};
const Bait kPhone{"phone", "+12025550142"};
const Bait kEmail{"email", "alice@example.com"};
const Bait kName{"contact_name", "Alice Quillfeather"};

struct Writing {
    Bait bait;
    std::string text;
};
std::ostream& operator<<(std::ostream& out, const Writing& writing) {
    return out << writing.text;
}

const std::vector<Writing> kWritings{
    {kCard, "x4111111111111111x"},
    {kCard, "4111-1111-1111-1111"},
    {kCard, "４１１１ １１１１ １１１１ １１１１"},
    {kCard, "٤١١١ ١١١١ ١١١١ ١١١١"},
    {kCard, "४१११ ११११ ११११ ११११"},
    {kCard, "4\xEF\xB8\x8F\xE2\x83\xA3 111 1111 1111 1111"},
    {kCard, "NDExMTExMTExMTExMTExMQ=="},           // base64
    {kCard, "xNDExMTExMTExMTExMTExMQ"},            // base64, one character off
    {kCard, "34313131313131313131313131313131"},   // hex
    {kCard, "f34313131313131313131313131313131"},  // hex, one digit off
    {kCard, "%34%31%31%31 1111 1111 1111"},        // percent
    {kCard, "\\u0034111 1111 1111 1111"},          // JSON
    {kCard, "&#52;111&#x20;1111 1111 1111"},       // HTML
    {kPhone, "0202 555 0142 from 2025550142"},
    {kPhone, "(202) 555-0142"},
    {kPhone, std::string("2\0000\0002\0005\0005\0005\0000\0001\0004\0002\0", 20)},  // UTF-16
    {kEmail, "ALICE@Example.COM"},
    {kEmail, "alice%40example%2Ecom"},
    {kEmail, "YWxpY2VAZXhhbXBsZS5jb20"},
    {kEmail, "WVd4cFkyVkFaWGhoYlhCc1pTNWpiMjA9"},  // base64 in base64
    {kName, "AliceQuillfeather"},
    {kName, "quoted: \\\"alice\\nquillfeather\\\""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(demo_sweep)

BOOST_DATA_TEST_CASE(a_bait_is_found_in_every_writing, kWritings) {
    BOOST_TEST(Sweep::howIn(sample.text, sample.bait).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_not_found) {
    for (const auto& bait : {kCard, kPhone, kEmail, kName})
        BOOST_TEST(!Sweep::howIn("card [card removed: Visa], order ORD-123456, 411111", bait));
}

BOOST_AUTO_TEST_CASE(a_clean_surface_with_its_control_is_clean) {
    const Sweep sweep({kCard, kEmail});
    const auto report =
        sweep.over(std::vector<Surface>{{"log", "event=daemon.ready", "ready", true}});
    BOOST_TEST(report.clean());
    BOOST_TEST(report.controls == 3U);
}

BOOST_AUTO_TEST_CASE(a_surface_without_its_control_is_blind) {
    const Sweep sweep({kCard});
    const auto report = sweep.over(std::vector<Surface>{{"log", "", "ready", true}});
    BOOST_TEST(!report.clean());
    BOOST_TEST_REQUIRE(report.blind.size() == 1U);
    BOOST_TEST(report.blind.front() == "log (its own text)");
}

BOOST_AUTO_TEST_CASE(no_surface_at_all_is_not_clean) {
    BOOST_TEST(!Sweep({kCard}).over({}).clean());
}

/// As the ledger of many conversations: lines of digests in hex.
std::string longRecord() {
    std::string record;
    for (int line = 0; line < 1500; ++line) {
        const auto digest = bowline::toHex(bowline::asText(bowline::sha256(std::to_string(line))));
        record += R"({"act":"disclosure.released","object":"item:)" + digest.substr(0, 32) +
                  R"(","prev":")" + digest + "\"}\n";
    }
    return record;
}

BOOST_AUTO_TEST_CASE(a_long_record_is_looked_through_and_a_bait_in_it_found) {
    const Sweep sweep({kEmail});
    const auto record = longRecord();
    BOOST_TEST(sweep.over(std::vector<Surface>{{"ledger", record, "disclosure", true}}).clean());
    const auto found =
        sweep.over(std::vector<Surface>{{"ledger", record + "alice@example.com", "", true}}).found;
    BOOST_TEST(found.size() == 2U);  // by each of the two searchers
}

BOOST_AUTO_TEST_CASE(digits_of_many_cells_of_a_database_are_not_a_number_those_of_one_are) {
    std::string cells;
    for (const char digit : std::string_view("4111111111111111"))
        cells += std::string("\x01Transition\0", 12) + digit;
    const Sweep sweep({kCard});
    BOOST_TEST(sweep.over(std::vector<Surface>{{"desk.sqlite", cells, "", false}}).clean());
    const auto cell = std::string("\x01\0", 2) + "4111-1111 1111\n1111" + '\0';
    BOOST_TEST(
        sweep.over(std::vector<Surface>{{"desk.sqlite", cell, "", false}}).found.size() == 1U
    );
}

BOOST_AUTO_TEST_CASE(a_find_names_surface_class_and_way_but_no_value) {
    const auto report =
        Sweep({kCard}).over(std::vector<Surface>{{"page", "4111 1111 1111 1111", "", false}});
    BOOST_TEST_REQUIRE(report.found.size() == 1U);
    BOOST_TEST(report.found.front().surface == "page");
    BOOST_TEST(report.found.front().cls == "payment_card");
    BOOST_TEST(report.found.front().how == "raw plain");
}

BOOST_AUTO_TEST_SUITE_END()
