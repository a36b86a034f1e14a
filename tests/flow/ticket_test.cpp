// A signed webhook becomes a masked ticket; what a policy or the guard holds back stays back.
#include "tests/flow/reviewed_flow.h"

#include <boost/test/unit_test.hpp>

using namespace bowline::tests;

namespace {

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const auto at = text.find(what);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, "the mapping has no " << what);
    return text.replace(at, what.size(), with);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_webhook_becomes_a_ticket)

BOOST_AUTO_TEST_CASE(the_card_is_masked_and_the_order_number_kept) {
    const RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(
        flow.post(oneText(ana, 1, "my card is 4111 1111 1111 1111, order ORD-123456")), 200
    );
    BOOST_REQUIRE(flow.settled());
    const auto ticket = flow.onlyTicket();
    BOOST_REQUIRE_EQUAL(ticket.messages.size(), 1);
    BOOST_TEST(ticket.messages[0].text == "my card is [card removed: Visa], order ORD-123456");
    BOOST_TEST(holds(ticket.messages[0].at, "2026-11-18T"));
}

BOOST_AUTO_TEST_CASE(the_ticket_calls_the_customer_by_an_alias_and_nothing_else) {
    const RunningFlow flow;
    const auto ana = customer(2);
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 1, "it is me, " + ana.name)), 200);
    BOOST_REQUIRE(flow.settled());
    const auto ticket = flow.onlyTicket();
    BOOST_TEST(!ticket.alias.empty());
    BOOST_TEST(ticket.subject == "[WA] " + ticket.alias + " · Support");
    BOOST_TEST(ticket.fields.at("WA-Alias") == ticket.alias);
    BOOST_TEST(ticket.contactFields.at("Country") == "GB");
    BOOST_TEST(holds(ticket.file.filename().string(), ticket.alias.substr(0, 5)));
    BOOST_TEST(!holds(ticket.bytes, ana.name));
    BOOST_TEST(!holds(ticket.bytes, ana.waId));
    BOOST_TEST(!holds(ticket.bytes, "wamid"));
}

BOOST_AUTO_TEST_CASE(status_accounts_for_everything_that_came) {
    const RunningFlow flow;
    const auto ana = customer(3);
    BOOST_REQUIRE(flow.post(std::vector{
        oneText(ana, 1, "one"),
        oneText(ana, 2, "two"),
        statusBody(messageId(9), ana, "delivered", kFirstSecond),
        preferenceBody(ana, true, kFirstSecond)}));
    BOOST_REQUIRE(flow.settled());
    const auto terms = flow.status().at("invariant");
    BOOST_TEST(terms.at("received") == 4);
    BOOST_TEST(terms.at("synced") == 2);
    BOOST_TEST(terms.at("recorded_only") == 2);
    BOOST_TEST(terms.at("balanced") == true);
}

BOOST_AUTO_TEST_CASE(the_same_customer_comes_back_to_the_same_ticket_after_a_restart) {
    RunningFlow flow;
    const auto ana = customer(4);
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 1, "before")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.daemon.stop() == 0);
    flow.daemon.start();
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 2, "after")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts() == (std::vector<std::string>{"before", "after"}));
}

BOOST_AUTO_TEST_CASE(the_policy_strict_lets_nothing_of_the_text_out) {
    ReviewedFlow flow;
    const auto mapping = readFile(flow.daemon.mappingFile());
    const auto rules = mapping.substr(0, mapping.find("\ntests:"));
    writeFile(flow.daemon.mappingFile(), replaced(rules, "extends: balanced", "extends: strict"));
    flow.launch();
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(5), 1, "zebra crossing at half past")), 200);
    BOOST_REQUIRE(flow.settled());
    const auto ticket = flow.onlyTicket();
    BOOST_REQUIRE_EQUAL(ticket.messages.size(), 1);
    for (const auto* word : {"zebra", "crossing", "half", "past"})
        BOOST_TEST(!holds(ticket.bytes, word), word);
    BOOST_TEST(!ticket.messages[0].text.empty());
}

BOOST_AUTO_TEST_SUITE_END()
