// `bowline test` finds what an author overlooked: another spelling that comes through, a rule
// without a test, an hour that routes elsewhere; and says so to CI.
#include "connector/app/trial/test_run.h"

#include "connector/app/vocabulary.h"
#include "connector/settings/rule_set.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace bowline;
using namespace bowline::app;

namespace {

const std::string kConfig = R"(store: { path: store }
channels:
  - { name: support, number: "1", app_secret: "${cred:a}", verify_token: "${cred:b}" }
destinations:
  - { name: helpdesk, adapter: folder, path: tickets }
calendars:
  office: { zone: Europe/Berlin, open: { mon-fri: "09:00-17:00" }, holidays: [2026-12-25] }
routes:
  - { id: night, outside: office, to: [helpdesk] }
  - { id: cards, found: [payment_card], to: [helpdesk] }
  - { id: default, to: [helpdesk] }
)";

const std::string kPolicy = "policy: p\ntext: full_masked\nsensitive: { otherwise: mask }\n";

std::string mappingWith(const std::string& pattern, const std::string& tests) {
    return "mapping: m\nto: helpdesk\npurpose: answer\nextends: p\n"
           "classes: { parcel: { pattern: '" +
           pattern +
           "' } }\nsensitive: { parcel: mask, email: keep }\ncontact: { name: x }\n"
           "ticket: { subject: x }\ncomment: { text: \"{message.text}\" }\ntests:\n" +
           tests;
}

TestReport reportOf(const std::string& mapping) {
    settings::Sources sources;
    sources.config = {"bowline.yaml", kConfig};
    sources.mappings = {{"m.yaml", mapping}};
    sources.policies = {{"p.yaml", kPolicy}};
    const auto loaded = settings::compileRules(sources, vocabularyOf(AdapterShelf::shipped()));
    std::string faults;
    for (const auto& lint : loaded.lints)
        faults += toText(lint) + "\n";
    BOOST_REQUIRE_MESSAGE(loaded.rules, faults);
    return runTests(MappingTrial(loaded.rules, true), loaded.tests);
}

const std::string kParcelTest =
    "  - { name: a parcel, say: \"where is PK12345678\", never: [parcel] }\n";

std::string at(const std::string& time, const std::string& route) {
    return "  - { name: at " + time + ", say: hello, at: \"" + time +
           "\", expect: { route.rule: " + route + " } }\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(test_run)

BOOST_AUTO_TEST_CASE(another_spelling_that_comes_through_is_named_with_its_field) {
    const auto report = reportOf(mappingWith("PK[0-9]{8}", kParcelTest));
    BOOST_TEST(report.failed() == 0U);
    BOOST_TEST(!report.isGood());
    BOOST_REQUIRE(!report.escapes.empty());
    BOOST_TEST(report.escapes.front().cls == "parcel");
    BOOST_TEST(report.escapes.front().disguise == "small letters");
    BOOST_TEST(report.escapes.front().field == "comment.text");
    BOOST_TEST(report.escapes.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_pattern_that_is_wide_enough_lets_nothing_through) {
    const auto report = reportOf(mappingWith("(?i)PK[0-9]{8}", kParcelTest));
    BOOST_TEST(report.isGood());
    BOOST_TEST(report.spellings > 8U);
}

BOOST_AUTO_TEST_CASE(a_value_is_also_pushed_under_the_scissors_and_said_in_two_messages) {
    const std::string tests =
        "  - { name: a card, say: \"pay with 4111 1111 1111 1111\", never: [payment_card] }\n"
        "  - { name: a phone, say: \"+1 202 555 0143\", never: [phone] }\n";
    auto mapping = mappingWith("PK", tests);
    mapping.replace(mapping.find("subject: x"), 10, "subject: \"{message.text | shorten(60)}\"");
    BOOST_TEST(reportOf(mapping).isGood());
    mapping.replace(mapping.find("email: keep"), 11, "phone: keep");
    std::set<std::string> ways;
    for (const auto& escape : reportOf(mapping).escapes) {
        BOOST_TEST(escape.cls == "phone");
        ways.insert(escape.disguise + " in " + escape.field);
    }
    BOOST_TEST(ways.contains("split over two messages in comment.text"));
    BOOST_TEST(ways.contains("split over two messages in ticket.subject"));
    BOOST_TEST(ways.contains("cut by a template in comment.text"));
}

BOOST_AUTO_TEST_CASE(rules_and_routes_without_a_test_are_named) {
    const auto report = reportOf(mappingWith("(?i)PK[0-9]{8}", kParcelTest));
    BOOST_REQUIRE(report.untested.size() == 2U);
    BOOST_TEST(report.untested[0].where == "m");
    BOOST_TEST((report.untested[0].names == std::vector<std::string>{"email"}));
    BOOST_TEST((report.untested[1].names == std::vector<std::string>{"cards", "default"}));
}

BOOST_AUTO_TEST_CASE(a_test_says_when_a_message_comes_and_which_route_takes_it) {
    const auto report = reportOf(mappingWith(
        "PK",
        at("2026-11-27T10:00Z", "default") + at("2026-11-27T16:00Z", "night") +
            at("2026-12-25T10:00Z", "night") + at("2026-06-26T15:30Z", "night")
    ));
    BOOST_TEST(report.failed() == 0U);
    const auto wrong = reportOf(mappingWith("PK", at("2026-12-25T10:00Z", "default")));
    BOOST_TEST(wrong.failed() == 1U);
    BOOST_TEST(wrong.outcomes.front().failures.front().got == "night");
}

BOOST_AUTO_TEST_CASE(a_field_that_is_left_out_is_no_text_that_was_expected) {
    const auto mappingExpecting = [](const std::string& text) {
        auto mapping = mappingWith(
            "PK[0-9]{8}",
            "  - { name: a desk, say: hello, expect: { ticket.fields.Desk: \"" + text + "\" } }\n"
        );
        const std::string subject = "ticket: { subject: x }";
        return mapping.replace(
            mapping.find(subject),
            subject.size(),
            "ticket: { subject: x, fields: { Desk: \"{contact.country | map({'FR': 'Paris'})}\" } }"
        );
    };
    BOOST_TEST(!reportOf(mappingExpecting("Paris")).isGood());
    BOOST_TEST(reportOf(mappingExpecting("")).isGood());
}

BOOST_AUTO_TEST_CASE(a_failure_reaches_people_programs_and_ci) {
    const auto report = reportOf(mappingWith(
        "PK[0-9]{8}",
        kParcelTest +
            "  - { name: \"a <wrong> one\", say: hi, expect: { comment.text: \"a&b\" } }\n"
    ));
    std::ostringstream printed;
    printReport(printed, report);
    BOOST_TEST(printed.str().find("m.yaml:12: FAILED: a <wrong> one") != std::string::npos);
    BOOST_TEST(printed.str().find("parcel as small letters") != std::string::npos);
    const auto document = reportAsJson(report);
    BOOST_TEST(document["ok"] == false);
    BOOST_TEST(document["tests"].size() == 2U);
    const auto junit = reportAsJunit(report);
    BOOST_TEST(junit.find("tests=\"4\" failures=\"2\"") != std::string::npos);
    BOOST_TEST(junit.find("a &lt;wrong&gt; one") != std::string::npos);
    BOOST_TEST(junit.find("expected a&amp;b, got hi") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
