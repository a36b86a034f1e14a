// Routes of a running daemon: the queue that a word, a class or an hour chooses, a ticket that
// stays on its way, and what goes to no ticket.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

using namespace bowline::tests;

namespace {

// kFirstSecond is a Wednesday, 2026-11-18 11:06 UTC.
constexpr const char* kTable = R"(calendars:
  office: { zone: UTC, open: { mon-fri: "09:00-11:30" } }
queues:
  - { name: Support, first_reply: desk, escalation: lead, resolution: desk }
  - { name: Refunds, first_reply: cash, escalation: lead, resolution: cash }
  - { name: Night, first_reply: guard, escalation: lead, resolution: desk }
routes:
  - { id: spam, words: [watches], path: record }
  - { id: threat, words: [lawyer], path: park }
  - { id: cards, found: [payment_card], to: [helpdesk], queue: Refunds, priority: high, tags: [card, money] }
  - { id: refunds, words: [refund, reembolso], to: [helpdesk], queue: Refunds }
  - { id: night, outside: office, to: [helpdesk], queue: Night }
  - { id: default, to: [helpdesk], queue: Support }
)";

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

struct Routed : Flow {
    Routed() {
        auto config = readFile(daemon.configFile());
        config.replace(config.find("queues:"), std::string::npos, kTable);
        writeFile(daemon.configFile(), config);
        daemon.start();
    }

    void say(int who, int n, std::string_view text) const {
        BOOST_REQUIRE_EQUAL(post(oneText(customer(who), n, text)), 200);
        BOOST_REQUIRE(settled());
    }

    [[nodiscard]] std::int64_t entriesWith(const std::string& part) const {
        return probe().number(
            "SELECT COUNT(*) FROM ledger_entries WHERE CAST(bytes AS TEXT) LIKE '%" + part + "%'"
        );
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(routes)

BOOST_FIXTURE_TEST_CASE(a_word_chooses_the_queue_and_the_ledger_names_the_rule, Routed) {
    say(1, 1, "I want a REFUND please");
    BOOST_TEST(onlyTicket().queue == "Refunds");
    BOOST_TEST(entriesWith(R"("action":"disclosure.released"%"route":"refunds")") == 1);
    BOOST_TEST(daemon.run({"audit", "verify"}).exitCode == 0);
}

BOOST_FIXTURE_TEST_CASE(a_ticket_stays_in_the_queue_that_it_was_opened_in, Routed) {
    say(1, 1, "a question");
    say(1, 2, "and a refund");
    say(1, 3, "my card is 4111 1111 1111 1111");
    BOOST_TEST(onlyTicket().queue == "Support");
    BOOST_TEST(onlyTicket().messages.size() == 3U);
    BOOST_TEST(entriesWith(R"("route":"default")") == 3);
}

BOOST_FIXTURE_TEST_CASE(a_ticket_keeps_its_way_over_a_restart, Routed) {
    say(1, 1, "a refund");
    daemon.stop();
    daemon.start();
    say(1, 2, "a question");
    BOOST_TEST(entriesWith(R"("route":"refunds")") == 2);
}

BOOST_FIXTURE_TEST_CASE(a_class_that_was_found_chooses_without_showing_the_value, Routed) {
    say(1, 1, "my card is 4111 1111 1111 1111");
    BOOST_TEST(onlyTicket().queue == "Refunds");
    BOOST_TEST(!holds(onlyTicket().bytes, "4111"));
}

BOOST_FIXTURE_TEST_CASE(after_hours_are_told_by_the_time_of_the_message, Routed) {
    say(1, 60, "a question");    // 11:07
    say(2, 1500, "a question");  // 11:31
    BOOST_TEST(entriesWith(R"("route":"default")") == 1);
    BOOST_TEST(entriesWith(R"("route":"night")") == 1);
}

BOOST_FIXTURE_TEST_CASE(what_a_rule_records_opens_no_ticket_and_leaves_the_next_its_own, Routed) {
    say(1, 1, "buy my watches");
    BOOST_TEST(term("recorded_only") == 1);
    BOOST_TEST(tickets().empty());
    BOOST_TEST(entriesWith(R"("action":"route.decided"%"outcome":"record"%)") == 1);
    say(1, 2, "a refund");
    BOOST_TEST(onlyTicket().queue == "Refunds");
    BOOST_TEST(onlyTicket().messages.size() == 1U);
    BOOST_TEST(balanced());
}

BOOST_FIXTURE_TEST_CASE(what_a_rule_parks_is_counted_and_waits_for_a_human, Routed) {
    say(1, 1, "my lawyer will call");
    BOOST_TEST(term("parked") == 1);
    BOOST_TEST(tickets().empty());
    BOOST_TEST(balanced());
    BOOST_TEST(entriesWith(R"("action":"route.decided"%"outcome":"park"%)") == 1);
}

BOOST_FIXTURE_TEST_CASE(
    a_new_ticket_names_the_earlier_ones_of_the_person_and_of_nobody_else, Routed
) {
    say(1, 1, "a question");
    BOOST_TEST(onlyTicket().fields.at("WA-Earlier").empty());
    daemon.stop();
    probe().change("UPDATE episodes SET closed_ms = 1795000000000");
    daemon.start();
    say(1, 400'000, "another question");
    say(2, 400'001, "somebody else's question");
    int named = 0;
    for (const auto& ticket : tickets())
        named += ticket.fields.at("WA-Earlier").empty() ? 0 : 1;
    BOOST_TEST(tickets().size() == 3U);
    BOOST_TEST(named == 1);
}

BOOST_AUTO_TEST_SUITE_END()
