// A person says STOP: after the 200 nothing of hers begins to travel, and she can come back.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline::tests;

namespace {

std::int64_t inForce(const Flow& flow, const std::string& purpose) {
    return flow.probe().number(
        "SELECT count(*) FROM stops WHERE lifted_ms IS NULL AND purpose = '" + purpose + "'"
    );
}

std::int64_t notesIn(const Ticket& ticket) {
    return std::ranges::count(ticket.messages, "stop_note", &TicketMessage::kind);
}

std::int64_t waiting(const Flow& flow) {
    return flow.probe().number("SELECT count(*) FROM outbox WHERE done_ms IS NULL");
}

/// True when a delivery was tried and failed: the courier is at work on what waits.
bool hasFailedOnce(const Flow& flow) {
    return flow.probe().number("SELECT max(attempts) FROM outbox WHERE done_ms IS NULL") > 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_stop_holds)

BOOST_AUTO_TEST_CASE(what_waits_when_a_stop_comes_never_arrives) {
    const RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 0, "hello")), 200);
    BOOST_REQUIRE(flow.settled());
    flow.closeTickets();
    for (int n = 1; n <= 5; ++n)
        BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, n, "never")), 200);
    // A stop drops what the pipeline has not reached yet too, but without a row in the outbox.
    BOOST_REQUIRE(flow.daemon.eventually([&] { return waiting(flow) == 5 && hasFailedOnce(flow); })
    );
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 6, "STOP")), 200);
    flow.openTickets();
    BOOST_REQUIRE(flow.settled());
    const auto ticket = flow.onlyTicket();
    BOOST_REQUIRE_EQUAL(ticket.messages.size(), 2);
    BOOST_TEST(ticket.messages[0].text == "hello");
    BOOST_TEST(notesIn(ticket) == 1);
    BOOST_TEST(flow.term("dropped") == 5);
    BOOST_TEST(
        flow.probe().number(
            "SELECT count(*) FROM outbox WHERE state = 'dropped' AND reason = 'stopped'"
        ) == 5
    );
    BOOST_TEST(flow.balanced());
}

BOOST_AUTO_TEST_CASE(the_next_ordinary_message_is_delivered_and_marketing_stays_stopped) {
    const RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE(flow.post(std::vector{
        oneText(ana, 1, "hello"), oneText(ana, 2, "Stop."), oneText(ana, 3, "one more question")}));
    BOOST_REQUIRE(flow.settled());
    const auto texts = flow.onlyTicket().texts();
    BOOST_TEST(texts.back() == "one more question");
    BOOST_TEST(std::ranges::count(texts, "Stop.") == 0);
    BOOST_TEST(inForce(flow, "answer") == 0);
    BOOST_TEST(inForce(flow, "marketing") > 0);
}

BOOST_AUTO_TEST_CASE(start_lifts_every_stop) {
    const RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE(flow.post(std::vector{oneText(ana, 1, "STOP"), oneText(ana, 2, "START")}));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(inForce(flow, "marketing") == 0);
    BOOST_TEST(inForce(flow, "answer") == 0);
}

BOOST_AUTO_TEST_CASE(a_stop_of_somebody_without_a_ticket_makes_none) {
    const RunningFlow flow;
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(1), 1, "unsubscribe")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.tickets().empty());
    BOOST_TEST(flow.term("recorded_only") == 1);
    BOOST_TEST(inForce(flow, "answer") > 0);
}

BOOST_AUTO_TEST_CASE(the_switch_of_the_provider_stops_marketing_only) {
    const RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE(flow.post(std::vector{
        preferenceBody(ana, true, kFirstSecond), oneText(ana, 1, "still answered")}));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts() == std::vector<std::string>{"still answered"});
    BOOST_TEST(inForce(flow, "marketing") > 0);
    BOOST_TEST(inForce(flow, "answer") == 0);
}

BOOST_AUTO_TEST_CASE(a_stop_of_one_person_stops_nobody_else) {
    const RunningFlow flow;
    flow.closeTickets();
    const auto ana = customer(1);
    const auto ben = customer(2);
    BOOST_REQUIRE(flow.post(std::vector{
        oneText(ana, 1, "never"), oneText(ben, 2, "arrives"), oneText(ana, 3, "STOP")}));
    flow.openTickets();
    BOOST_REQUIRE(flow.settled());
    BOOST_REQUIRE(!flow.tickets().empty());
    std::vector<std::string> texts;
    for (const auto& ticket : flow.tickets())
        std::ranges::copy(ticket.texts(), std::back_inserter(texts));
    BOOST_TEST(std::ranges::count(texts, "never") == 0);
    BOOST_TEST(std::ranges::count(texts, "arrives") == 1);
}

BOOST_AUTO_TEST_CASE(a_stop_outlives_a_kill) {
    RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 0, "hello")), 200);
    BOOST_REQUIRE(flow.settled());
    flow.closeTickets();
    BOOST_REQUIRE(flow.post(std::vector{oneText(ana, 1, "never"), oneText(ana, 2, "STOP")}));
    flow.daemon.kill();
    flow.openTickets();
    flow.daemon.start();
    BOOST_REQUIRE(flow.settled());
    const auto texts = flow.onlyTicket().texts();
    BOOST_TEST(texts.front() == "hello");
    BOOST_TEST(std::ranges::count(texts, "never") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
