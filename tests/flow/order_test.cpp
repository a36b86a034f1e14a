// Order within a conversation, one ticket however many first messages arrive at once, and
// conversations that do not wait for each other.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <barrier>
#include <fmt/format.h>
#include <set>
#include <thread>

using namespace bowline::tests;

namespace {

std::string numbered(int n) {
    return fmt::format("message {}", n);
}

std::vector<std::string> numberedTexts(int count) {
    std::vector<std::string> texts;
    for (int n = 0; n < count; ++n)
        texts.push_back(numbered(n));
    return texts;
}

/// Posts each body over a connection of its own, all at once; how many were answered 200.
int postAtOnce(std::uint16_t port, const std::vector<std::string>& bodies) {
    std::barrier together(static_cast<std::ptrdiff_t>(bodies.size()));
    std::atomic<int> accepted = 0;
    std::vector<std::jthread> clients;
    for (const auto& body : bodies) {
        clients.emplace_back([&, body] {
            WebhookClient client(port);
            together.arrive_and_wait();
            accepted += client.post(body) == 200 ? 1 : 0;
        });
    }
    clients.clear();
    return accepted;
}

// Two deliveries of one conversation, the later of which came before the earlier in order.
constexpr const char* kSwapped = R"sql(SELECT count(*) FROM outbox a JOIN outbox b
    ON a.conversation_id = b.conversation_id AND a.done_ms < b.done_ms
    AND (a.provider_second, a.journal_seq, a.position)
        > (b.provider_second, b.journal_seq, b.position))sql";

}  // namespace

BOOST_AUTO_TEST_SUITE(order_is_kept)

BOOST_AUTO_TEST_CASE(fifty_first_messages_at_once_make_one_ticket_in_order) {
    const RunningFlow flow;
    const auto ana = customer(1);
    std::vector<std::string> bodies;
    for (int n = 0; n < 50; ++n) {
        bodies.push_back(
            webhookBody({textMessage(ana, messageId(n), numbered(n), kFirstSecond)}, {ana})
        );
    }
    BOOST_REQUIRE_EQUAL(postAtOnce(flow.daemon.port(), bodies), 50);
    BOOST_REQUIRE(flow.settled());
    const auto texts = flow.onlyTicket().texts();
    BOOST_TEST(texts.size() == 50);
    BOOST_TEST((std::set<std::string>(texts.begin(), texts.end()).size() == 50));
    BOOST_TEST(flow.probe().number(kSwapped) == 0);
    BOOST_TEST(flow.probe().number("SELECT count(*) FROM persons") == 1);
    BOOST_TEST(flow.balanced());
}

BOOST_AUTO_TEST_CASE(two_hundred_messages_of_one_body_keep_their_order) {
    const RunningFlow flow;
    const auto ana = customer(1);
    std::vector<std::string> messages;
    for (int n = 0; n < 200; ++n)
        messages.push_back(textMessage(ana, messageId(n), numbered(n), kFirstSecond + n / 7));
    BOOST_REQUIRE_EQUAL(flow.post(webhookBody(messages, {ana})), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts() == numberedTexts(200));
}

BOOST_AUTO_TEST_CASE(two_hundred_messages_in_many_bodies_keep_their_order) {
    const RunningFlow flow;
    const auto ana = customer(1);
    std::vector<std::string> bodies;
    for (int n = 0; n < 200; ++n) {
        bodies.push_back(
            webhookBody({textMessage(ana, messageId(n), numbered(n), kFirstSecond + n / 7)}, {ana})
        );
    }
    BOOST_REQUIRE(flow.post(bodies));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts() == numberedTexts(200));
}

BOOST_AUTO_TEST_CASE(an_older_message_overtakes_none_that_was_placed_and_says_that_it_is_late) {
    const RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 10, "written later")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 1, "written earlier")), 200);
    BOOST_REQUIRE(flow.settled());
    const auto ticket = flow.onlyTicket();
    BOOST_REQUIRE_EQUAL(ticket.messages.size(), 2);
    BOOST_TEST(!ticket.messages[0].late);
    BOOST_TEST(ticket.messages[1].late);
    BOOST_TEST(ticket.messages[1].text.ends_with("written earlier"));
}

BOOST_AUTO_TEST_CASE(a_conversation_that_is_stuck_does_not_hold_up_another) {
    const RunningFlow flow;
    const auto stuck = customer(1);
    const auto free = customer(2);
    BOOST_REQUIRE_EQUAL(flow.post(oneText(stuck, 1, "begins")), 200);
    BOOST_REQUIRE(flow.settled());
    const auto file = flow.onlyTicket().file;
    const auto aside = flow.folder / "aside.json";
    std::filesystem::rename(file, aside);
    std::filesystem::create_directory(file);
    BOOST_REQUIRE(flow.post(std::vector{oneText(stuck, 2, "waits"), oneText(free, 3, "goes")}));
    BOOST_TEST(flow.daemon.eventually([&] { return flow.tickets().size() == 1; }));
    BOOST_TEST(flow.onlyTicket().texts() == std::vector<std::string>{"goes"});
    BOOST_TEST(flow.term("waiting") == 1);
    std::filesystem::remove(file);
    std::filesystem::rename(aside, file);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.tickets().size() == 2);
    BOOST_TEST(flow.term("synced") == 3);
}

BOOST_AUTO_TEST_SUITE_END()
