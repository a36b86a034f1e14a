// What a probe says of a system that works, and of each way in which one does not; and that it
// leaves nothing behind that it could take away.
#include "connector/app/probe.h"

#include "adapters/rest/loader.h"
#include "connector/app/probe_values.h"
#include "tests/support/scripted_desk.h"
#include "tests/unit/app/installation.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <thread>

using namespace bowline;
using namespace bowline::app;

namespace {

/// A probe of the desk by the general mapping.
struct Bench {
    explicit Bench(const std::string& adapter = kProbedDesk) {
        settings::LintSink sink("adapter.yaml");
        adapters::rest::FieldScope any;
        any.any = true;
        spec = adapters::rest::loadAdapter(adapter, any, sink);
        BOOST_REQUIRE_MESSAGE(spec, printed(sink.lints()));
        (void)installed.layDownNow();
    }

    ProbeReport run() {
        const auto loaded = installed.load();
        const auto item = probeItemFor(loaded.rules, DestinationId("helpdesk"));
        adapters::rest::RestAdapter rest(
            spec, {{"url", std::string(ScriptedDesk::kUrl)}}, std::set<std::string>{}
        );
        return Probe(
                   rest,
                   desk,
                   item,
                   clock,
                   [this](const std::string& what) { said.push_back(what); }
        ).run();
    }

    /// The clock runs as long as this lives.
    [[nodiscard]] std::jthread runningTime() {
        return std::jthread([this](const std::stop_token& stop) {
            while (!stop.stop_requested())
                clock.advance(std::chrono::milliseconds(100));
        });
    }
    [[nodiscard]] bool isEmpty() const { return desk.things.empty(); }

    Installation installed;
    adapters::rest::AdapterSpecPtr spec;
    ManualClock clock{fromMillis(1'795'444'571'000)};
    ScriptedDesk desk{clock};
    std::vector<std::string> said;
};

std::string shown(const ProbeReport& report) {
    std::string all;
    for (const auto& line : report.lines)
        all += std::string(toText(line.state)) + " " + line.what + " | " + line.expected + " | " +
               line.found + " | " + line.cure + "\n";
    for (const auto& remains : report.remains)
        all += "remains " + remains + "\n";
    return all;
}

const ProbeLine* lineOf(const ProbeReport& report, const std::string& what) {
    const auto found = std::ranges::find(report.lines, what, &ProbeLine::what);
    return found == report.lines.end() ? nullptr : &*found;
}

void requireFault(const ProbeReport& report, const std::string& what, const std::string& found) {
    const auto* line = lineOf(report, what);
    BOOST_REQUIRE_MESSAGE(line != nullptr, shown(report));
    BOOST_TEST((line->state == ProbeState::Fault), shown(report));
    BOOST_TEST(line->found == found, shown(report));
    BOOST_TEST(!line->cure.empty(), shown(report));
    BOOST_TEST(!report.passed());
}

std::string without(const std::string& text, std::string_view beginning, std::string_view next) {
    const auto from = text.find(beginning);
    return text.substr(0, from) + text.substr(text.find(next, from));
}

/// The desk's adapter without what erases tickets and their messages.
std::string withoutErasing() {
    auto adapter = without(kProbedDesk, "  ticket.erase:", "  comment.find:");
    adapter = without(adapter, "  comment.erase:", "excess:");
    adapter = without(adapter, "  contact.erase:", "  ticket.find:");
    return swapped(adapter, "redact: destroys\n", "");
}

/// ticket.create in two steps, of which the first makes the ticket.
std::string withAStepAfterTheTicket() {
    const auto create = without(kProbedDesk, "  ticket.create:", "  ticket.get:");
    return swapped(create, "  ticket.get:", R"(  ticket.create:
    steps:
      - {id: make, method: POST, path: /tickets, body: {json: {key: "${in.key}", subject: "${in.ticket.subject}"}}, pick: {id: /id}}
      - {id: mark, method: POST, path: /marks, body: {json: {ticket: "${steps.make.id}"}}}
    pick: {id: "${steps.make.id}"}
  ticket.get:)");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(probe)

BOOST_AUTO_TEST_CASE(a_system_that_works_passes_and_is_left_as_it_was) {
    Bench bench;
    const auto report = bench.run();
    BOOST_TEST(report.passed(), shown(report));
    BOOST_TEST(report.remains.empty(), shown(report));
    BOOST_TEST(report.excess.empty());
    BOOST_TEST(bench.isEmpty());
    for (const char* what :
         {"health.check",
          "contact.create",
          "ticket.create",
          "ticket.subject",
          "ticket.queue",
          "ticket.fields.WA-Alias",
          "ticket.fields.WA-Window-Until",
          "ticket.find",
          "comment.public",
          "comment.find",
          "comment.erase",
          "comment.erase by comment.find",
          "ticket.erase",
          "ticket.erase by ticket.find",
          "ticket.erase by ticket.get",
          "contact.erase"})
        BOOST_TEST(lineOf(report, what) != nullptr, what << " is not in\n" << shown(report));
    BOOST_TEST(lineOf(report, "health.check")->found == "user: bowline");
}

BOOST_AUTO_TEST_CASE(a_field_that_the_system_drops_is_told) {
    Bench bench;
    bench.desk.unknownFields = {"WA-Alias"};
    const auto report = bench.run();
    requireFault(report, "ticket.fields.WA-Alias", "nothing");
    BOOST_TEST((lineOf(report, "ticket.fields.WA-Window-Until")->state == ProbeState::Ok));
    BOOST_TEST(bench.isEmpty());
}

BOOST_AUTO_TEST_CASE(a_field_that_the_system_changes_is_told_with_what_it_became) {
    Bench bench;
    bench.desk.changedFields = {{"WA-Window-Until", "2025-06-16"}};
    requireFault(bench.run(), "ticket.fields.WA-Window-Until", "2025-06-16");
}

BOOST_AUTO_TEST_CASE(values_of_a_ticket_that_is_not_ours_are_not_shown) {
    Bench bench(swapped(kProbedDesk, "pick: {subject: /subject", "pick: {subject: /queue"));
    bench.desk.changedFields = {{"WA-Alias", "somebody's number"}};
    const auto report = bench.run();
    requireFault(report, "ticket.subject", "another value");
    requireFault(report, "ticket.fields.WA-Alias", "another value");
    BOOST_TEST(shown(report).find("somebody") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(who_cannot_enter_makes_nothing) {
    Bench bench;
    bench.desk.refused = {"GET /me"};
    const auto report = bench.run();
    requireFault(report, "health.check", "no_right");
    BOOST_TEST(lineOf(report, "health.check")->cure == "Give the right");
    BOOST_TEST((bench.desk.asked == std::vector<std::string>{"GET /me"}));
}

BOOST_AUTO_TEST_CASE(a_system_that_does_not_answer_is_told_with_its_code) {
    Bench bench;
    bench.desk.isDown = true;
    const auto report = bench.run();
    requireFault(report, "health.check", "connect");
    BOOST_TEST(report.lines.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_right_that_is_missing_is_told_and_the_rest_is_taken_away) {
    Bench bench;
    bench.desk.refused = {"POST /comments"};
    const auto report = bench.run();
    requireFault(report, "comment.public", "no_right");
    BOOST_TEST(bench.isEmpty());
}

BOOST_AUTO_TEST_CASE(a_ticket_that_was_made_before_the_fault_is_taken_away) {
    Bench bench(withAStepAfterTheTicket());
    bench.desk.refused = {"POST /marks"};
    bench.desk.searchesThatMiss = 1;
    const auto time = bench.runningTime();
    const auto report = bench.run();
    requireFault(report, "ticket.create", "no_right");
    BOOST_TEST(bench.isEmpty(), shown(report));
    BOOST_TEST(report.remains.empty(), shown(report));
}

BOOST_AUTO_TEST_CASE(a_ticket_that_was_made_before_the_fault_and_cannot_be_found_is_told) {
    Bench bench(withAStepAfterTheTicket());
    bench.desk.refused = {"POST /marks"};
    bench.desk.searchesThatMiss = 100;
    const auto time = bench.runningTime();
    const auto report = bench.run();
    BOOST_REQUIRE_EQUAL(report.remains.size(), 1U);
    BOOST_TEST(report.remains.front().starts_with("perhaps a ticket \""), shown(report));
}

BOOST_AUTO_TEST_CASE(a_ticket_that_was_refused_leaves_nothing_to_tell) {
    Bench bench;
    bench.desk.refused = {"POST /tickets"};
    const auto report = bench.run();
    requireFault(report, "ticket.create", "no_right");
    BOOST_TEST(report.remains.empty(), shown(report));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_erased_is_said_to_remain) {
    Bench bench;
    bench.desk.refused = {"DELETE /tickets", "DELETE /contacts"};
    const auto report = bench.run();
    requireFault(report, "ticket.erase", "no_right");
    requireFault(report, "contact.erase", "no_right");
    BOOST_TEST(
        (report.remains == std::vector<std::string>{"ticket 2: close it by hand", "contact 1"}),
        shown(report)
    );
}

BOOST_AUTO_TEST_CASE(a_system_that_keeps_what_it_says_is_erased_is_told) {
    Bench bench;
    bench.desk.kept = {"/tickets", "/comments"};
    const auto time = bench.runningTime();
    const auto report = bench.run();
    requireFault(report, "comment.erase by comment.find", "still there");
    requireFault(report, "ticket.erase by ticket.find", "still there");
    requireFault(report, "ticket.erase by ticket.get", "still there");
}

BOOST_AUTO_TEST_CASE(what_an_adapter_only_hides_is_looked_for_in_searches_and_said_to_remain) {
    Bench bench(swapped(kProbedDesk, "redact: destroys", "redact: hides"));
    const auto report = bench.run();
    BOOST_TEST(report.passed(), shown(report));
    BOOST_TEST(lineOf(report, "ticket.erase by ticket.find") != nullptr, shown(report));
    BOOST_TEST(lineOf(report, "ticket.erase by ticket.get") == nullptr, shown(report));
    BOOST_TEST(
        (report.remains == std::vector<std::string>{"ticket 2, hidden from lists and searches"}),
        shown(report)
    );
}

BOOST_AUTO_TEST_CASE(an_adapter_that_cannot_erase_solves) {
    Bench bench(withoutErasing());
    const auto report = bench.run();
    BOOST_TEST(report.passed(), shown(report));
    BOOST_TEST(bench.desk.things.at("/tickets/2").at("status") == "solved");
    BOOST_TEST(
        (report.remains ==
         std::vector<std::string>{"ticket 2, solved", "contact 1; the next probe uses it again"}),
        shown(report)
    );
}

BOOST_AUTO_TEST_CASE(many_probes_leave_one_contact_and_each_has_a_ticket_of_its_own) {
    Bench bench(withoutErasing());
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(bench.run().passed());
    const auto count = [&](std::string_view collection) {
        return std::ranges::count_if(bench.desk.things, [&](const auto& thing) {
            return thing.first.starts_with(collection);
        });
    };
    BOOST_TEST(count("/contacts") == 1);
    BOOST_TEST(count("/tickets") == 3);
}

BOOST_AUTO_TEST_CASE(a_search_that_lags_is_waited_for) {
    Bench bench;
    bench.desk.searchesThatMiss = 1;
    const auto time = bench.runningTime();
    const auto report = bench.run();
    BOOST_TEST(report.passed(), shown(report));
    BOOST_TEST(bench.said.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_search_that_never_finds_is_a_fault) {
    Bench bench;
    bench.desk.searchesThatMiss = 100;
    const auto time = bench.runningTime();
    requireFault(bench.run(), "ticket.find", "absent");
}

BOOST_AUTO_TEST_CASE(rights_that_nobody_needs_are_listed) {
    Bench bench;
    bench.desk.usersMayBeDeleted = true;
    const auto report = bench.run();
    BOOST_TEST((report.excess == std::vector<std::string>{"may delete users"}));
    BOOST_TEST(report.passed());
}

BOOST_AUTO_TEST_CASE(fields_are_read_from_maps_and_from_lists_of_names_and_values) {
    using expression::List;
    using expression::Map;
    using expression::Value;
    const std::map<std::string, std::string> expected{{"A", "1"}, {"B", "x, y"}};
    BOOST_TEST((fieldsIn(Map{{"A", 1}, {"B", List{"x", "y"}}}) == expected));
    const List rt{
        Map{{"name", "A"}, {"values", List{"1"}}}, Map{{"name", "B"}, {"values", List{"x", "y"}}}};
    BOOST_TEST((fieldsIn(rt) == expected));
    const List redmine{
        Map{{"id", 3}, {"name", "A"}, {"value", "1"}},
        Map{{"name", "B"}, {"value", List{"x", "y"}}}};
    BOOST_TEST((fieldsIn(redmine) == expected));
    BOOST_TEST(fieldsIn(Value()).empty());
    BOOST_TEST(fieldsIn(Value("text")).empty());
    BOOST_TEST(fieldsIn(List{Map{{"value", "1"}}, "x", Map{{"name", "A"}}}).empty());
}

BOOST_AUTO_TEST_CASE(what_is_shown_is_short_and_one_line) {
    BOOST_TEST(shortened("a\r\nb\x1b[31m") == "a  b [31m");
    BOOST_TEST(shortened(std::string(61, 'a')) == std::string(60, 'a') + "…");
    BOOST_TEST(shortened(std::string(59, 'a') + "éé") == std::string(59, 'a') + "…");
}

BOOST_AUTO_TEST_SUITE_END()
