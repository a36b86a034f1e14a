// What agents do to tickets while their conversations go on: solve, delete, merge.
#include "tests/peers/desk.h"
#include "tests/peers/rt_peer.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline::tests;

namespace {

/// One customer's conversation.
class Talk {
public:
    explicit Talk(int number) : who_(customer(number)), first_(number * 1000) {}
    bool say(const Desk& desk, const std::string& text) {
        ++said_;
        return desk.post(oneText(who_, first_ + said_, text)) == 200 && desk.settled();
    }

private:
    Customer who_;
    int first_;
    int said_ = 0;
};

DeskTicket only(const std::vector<DeskTicket>& tickets) {
    BOOST_REQUIRE_EQUAL(tickets.size(), 1);
    return tickets.front();
}

/// What stands where, for a failure's message.
std::string shown(const std::vector<DeskTicket>& tickets) {
    std::string all;
    for (const auto& ticket : tickets) {
        all += "\n#" + ticket.id + " " + ticket.status;
        for (const auto& message : ticket.messages)
            all += " | " + message.text;
    }
    return all;
}

bool says(const DeskTicket& ticket, std::string_view text) {
    return std::ranges::any_of(ticket.messages, [&](const TicketMessage& message) {
        return message.text.find(text) != std::string::npos;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(when_an_agent)

BOOST_AUTO_TEST_CASE(solves_a_ticket_the_next_message_opens_it_again) {
    Desk desk;
    desk.daemon.start();
    Talk talk(301);
    BOOST_REQUIRE(talk.say(desk, "my order is late"));
    peer().solve(only(peer().tickets()));
    BOOST_REQUIRE(talk.say(desk, "it is still not here"));
    const auto ticket = only(peer().tickets());
    BOOST_TEST(ticket.messages.size() == 2);
    BOOST_TEST(ticket.status == "open");
}

BOOST_AUTO_TEST_CASE(reads_half_a_card_and_the_rest_comes_the_half_is_taken_out_or_told) {
    Desk desk;
    desk.daemon.start();
    Talk talk(307);
    BOOST_REQUIRE(talk.say(desk, "my card begins with 4111 1111"));
    BOOST_TEST(says(only(peer().tickets()), "4111 1111"));
    BOOST_REQUIRE(talk.say(desk, "1111 1111 is the rest"));
    const auto ticket = only(peer().tickets());
    BOOST_REQUIRE_EQUAL(ticket.messages.size(), 2U);
    BOOST_TEST(ticket.messages[1].text.find("1111") == std::string::npos);
    const bool isTold = says(ticket, "to be removed there");
    BOOST_TEST_MESSAGE("the beginning " << (isTold ? "is told" : "was taken out"));
    BOOST_TEST(isTold == says(ticket, "4111 1111"));
    BOOST_TEST(says(ticket, "my card begins with [card removed]") == !isTold);
    BOOST_TEST(isTold == (dynamic_cast<RtPeer*>(&peer()) != nullptr));
}

BOOST_AUTO_TEST_CASE(deletes_a_ticket_the_next_message_gets_a_new_one_that_says_why) {
    Desk desk;
    desk.daemon.start();
    Talk talk(302);
    BOOST_REQUIRE(talk.say(desk, "the first ticket's words"));
    const auto first = only(peer().tickets());
    peer().remove(first);
    BOOST_REQUIRE(talk.say(desk, "the second ticket's words"));
    BOOST_TEST(desk.term("parked") == 0);
    BOOST_TEST(desk.told("link.replaced") == 1U);
    const auto tickets = peer().tickets();
    const auto second = std::ranges::find_if(tickets, [](const DeskTicket& ticket) {
        return says(ticket, "the second ticket's words");
    });
    BOOST_REQUIRE_MESSAGE(second != tickets.end(), shown(tickets));
    // Redmine on SQLite gives the number of a deleted issue to the next one.
    BOOST_TEST(!says(*second, "the first ticket's words"));
    BOOST_TEST(second->bytes.find("no longer there") != std::string::npos);
    BOOST_REQUIRE(talk.say(desk, "and it goes on there"));
    BOOST_TEST(desk.synced() == 3);
}

BOOST_AUTO_TEST_CASE(merges_two_tickets_the_next_message_lands_on_the_surviving_one) {
    auto* rt = dynamic_cast<RtPeer*>(&peer());
    if (rt == nullptr) {
        BOOST_TEST_MESSAGE("skipped: this desk cannot merge tickets");
        return;
    }
    Desk desk;
    desk.daemon.start();
    Talk one(303);
    Talk other(304);
    BOOST_REQUIRE(one.say(desk, "words of the first customer"));
    const auto into = only(peer().tickets());
    BOOST_REQUIRE(other.say(desk, "words of the second customer"));
    const auto tickets = peer().tickets();
    const auto from = std::ranges::find_if(tickets, [](const DeskTicket& ticket) {
        return says(ticket, "words of the second customer");
    });
    BOOST_REQUIRE_MESSAGE(from != tickets.end(), shown(tickets));
    rt->merge(*from, into);
    BOOST_REQUIRE(other.say(desk, "a later word of the second customer"));
    BOOST_TEST(desk.term("parked") == 0);
    const auto after = peer().tickets();
    const auto survivor = std::ranges::find(after, into.id, &DeskTicket::id);
    BOOST_REQUIRE(survivor != after.end());
    BOOST_TEST(says(*survivor, "a later word of the second customer"));
}

BOOST_AUTO_TEST_SUITE_END()
