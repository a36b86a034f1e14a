// Whatever a signed body says: it is taken, counted, and nothing in it keeps the rest from going
// on.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace bowline::tests;
using nlohmann::json;

namespace {

/// A message of a kind that is no text, as the provider sends it.
std::string messageOfKind(const Customer& from, int n, const std::string& kind) {
    return json{
        {"from", from.waId},
        {"id", messageId(n)},
        {"timestamp", std::to_string(kFirstSecond + n)},
        {"type", kind},
        {kind, {{"id", "2762702990552401"}}}}
        .dump();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(whatever_a_body_says)

BOOST_AUTO_TEST_CASE(a_body_that_comes_again_appears_once) {
    const RunningFlow flow;
    const auto body = oneText(customer(1), 1, "only once");
    BOOST_REQUIRE(flow.post(std::vector{body, body, body}));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts() == std::vector<std::string>{"only once"});
    BOOST_TEST(flow.term("duplicates") == 2);
    BOOST_TEST(flow.term("received") == 1);
    BOOST_TEST(flow.balanced());
}

BOOST_AUTO_TEST_CASE(a_message_that_comes_again_in_another_body_appears_once) {
    const RunningFlow flow;
    const auto ana = customer(1);
    const auto first = textMessage(ana, messageId(1), "first", kFirstSecond + 1);
    const auto second = textMessage(ana, messageId(2), "second", kFirstSecond + 2);
    BOOST_REQUIRE(flow.post(std::vector{
        webhookBody({first}, {ana}), webhookBody({second, first}, {ana})}));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts() == (std::vector<std::string>{"first", "second"}));
    BOOST_TEST(flow.term("duplicates") == 1);
}

BOOST_AUTO_TEST_CASE(a_status_of_the_same_message_is_no_duplicate_of_it) {
    const RunningFlow flow;
    const auto ana = customer(1);
    const auto sent = statusBody(messageId(1), ana, "sent", kFirstSecond);
    BOOST_REQUIRE(flow.post(std::vector{
        sent,
        oneText(ana, 1, "with the same id"),
        statusBody(messageId(1), ana, "read", kFirstSecond),
        sent}));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().messages.size() == 1);
    BOOST_TEST(flow.term("recorded_only") == 2);
    BOOST_TEST(flow.term("duplicates") == 1);
    BOOST_TEST(flow.balanced());
}

BOOST_AUTO_TEST_CASE(kinds_that_nobody_knows_become_visible_placeholders) {
    const RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE(flow.post(std::vector{
        webhookBody({messageOfKind(ana, 1, "sticker")}, {ana}),
        webhookBody({messageOfKind(ana, 2, "hologram")}, {ana}),
        oneText(ana, 3, "after them")}));
    BOOST_REQUIRE(flow.settled());
    const auto ticket = flow.onlyTicket();
    BOOST_REQUIRE_EQUAL(ticket.messages.size(), 3);
    BOOST_TEST(ticket.messages[0].kind == "sticker");
    BOOST_TEST(ticket.messages[1].kind == "unsupported");
    BOOST_TEST(!ticket.messages[0].text.empty());
    BOOST_TEST(!ticket.messages[1].text.empty());
    BOOST_TEST(ticket.bytes.find("hologram") == std::string::npos);
    BOOST_TEST(ticket.messages[2].text == "after them");
}

BOOST_AUTO_TEST_CASE(a_body_of_a_thousand_updates_arrives_whole) {
    const RunningFlow flow;
    auto body = json::parse(webhookBody({}, {}));
    auto& value = body["entry"][0]["changes"][0]["value"];
    for (int n = 0; n < 1000; ++n) {
        const auto from = customer(n % 10);
        if (n < 100) {
            const auto text = fmt::format("message {}", n);
            value["messages"].push_back(
                json::parse(textMessage(from, messageId(n), text, kFirstSecond + n))
            );
        } else {
            value["statuses"].push_back(
                {{"id", messageId(n)},
                 {"status", "read"},
                 {"timestamp", std::to_string(kFirstSecond + n)},
                 {"recipient_id", from.waId}}
            );
        }
    }
    BOOST_REQUIRE_EQUAL(flow.post(body.dump()), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.term("received") == 1000);
    BOOST_TEST(flow.term("synced") == 100);
    BOOST_TEST(flow.term("recorded_only") == 900);
    BOOST_TEST(flow.balanced());
    BOOST_TEST(flow.tickets().size() == 10);
    for (const auto& ticket : flow.tickets()) {
        BOOST_TEST(ticket.messages.size() == 10);
        BOOST_TEST(std::ranges::is_sorted(ticket.messages, {}, &TicketMessage::at));
    }
}

BOOST_AUTO_TEST_CASE(a_body_that_cannot_be_read_is_parked_and_shown) {
    const RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE(flow.post(std::vector<std::string>{
        R"({"object": "whatsapp_business_account", "entry": [)",
        "",
        "\xff\xfe\x00 no JSON at all",
        R"({"object": "instagram", "entry": []})",
        std::string(5000, '['),
        oneText(ana, 1, "after them")}));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.term("parked") == 5);
    BOOST_TEST(flow.term("synced") == 1);
    BOOST_TEST(flow.balanced());
    BOOST_TEST(flow.probe().number("SELECT count(*) FROM journal WHERE body IS NOT NULL") == 5);
}

BOOST_AUTO_TEST_CASE(a_key_that_occurs_twice_takes_the_last_value_and_is_counted) {
    const RunningFlow flow;
    auto body = oneText(customer(1), 1, "the last");
    const std::string text = R"("text":)";
    body.insert(body.find(text), R"("text":{"body":"the first"},)");
    BOOST_REQUIRE_EQUAL(flow.post(body), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts() == std::vector<std::string>{"the last"});
    BOOST_TEST(flow.probe().number("SELECT sum(duplicate_keys) FROM journal") == 1);
}

BOOST_AUTO_TEST_CASE(an_update_of_the_account_is_recorded_and_makes_no_ticket) {
    const RunningFlow flow;
    BOOST_REQUIRE_EQUAL(
        flow.post(changeBody("account_update", R"({"event": "VERIFIED_ACCOUNT"})")), 200
    );
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.term("received") == 1);
    BOOST_TEST(flow.term("recorded_only") == 1);
    BOOST_TEST(flow.tickets().empty());
    BOOST_TEST(flow.balanced());
}

BOOST_AUTO_TEST_SUITE_END()
