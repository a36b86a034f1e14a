// What was said before bowline, and what is said in a group, in a real desk.
#include "tests/peers/desk.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline::tests;

namespace {

std::string old(const Customer& from, int n, const char* text) {
    return textMessage(from, messageId(n), text, kFirstSecond - 30 * 86'400 + n);
}

bool isOpen(const DeskTicket& ticket) {
    return ticket.status == "open" || ticket.status == "new";
}

bool mentions(const DeskTicket& ticket, std::string_view text) {
    return ticket.bytes.find(text) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(beside_ordinary_conversations)

BOOST_AUTO_TEST_CASE(history_stands_in_a_ticket_that_is_closed_and_stays_so) {
    Desk desk;
    desk.daemon.start();
    const auto who = customer(305);
    BOOST_REQUIRE_EQUAL(
        desk.post(historyBody(
            who,
            {old(who, 305001, "is it ready?"),
             old(business(), 305002, "tomorrow"),
             old(who, 305003, "thank you")}
        )),
        200
    );
    BOOST_REQUIRE(desk.settled());
    BOOST_REQUIRE_EQUAL(desk.post(oneText(who, 305004, "and a question of today")), 200);
    BOOST_REQUIRE(desk.settled());
    const auto tickets = peer().tickets();
    BOOST_REQUIRE_EQUAL(tickets.size(), 2u);
    const auto over = std::ranges::find_if_not(tickets, isOpen);
    BOOST_REQUIRE(over != tickets.end());
    BOOST_TEST(over->messages.size() == 3u);
    BOOST_TEST(mentions(*over, "earlier message, sent 2026-10-"));
    const auto open = std::ranges::find_if(tickets, isOpen);
    BOOST_REQUIRE(open != tickets.end());
    BOOST_TEST(mentions(*open, "and a question of today"));
    BOOST_TEST(mentions(*open, "continues an earlier ticket: " + over->id));
    BOOST_TEST(desk.told("ticket.left_open") == 0u);
}

BOOST_AUTO_TEST_CASE(a_group_is_one_ticket_of_many_authors) {
    Desk desk;
    desk.daemon.start();
    for (int n = 306; n < 309; ++n) {
        auto body = nlohmann::json::parse(oneText(customer(n), n * 1000, "hello all"));
        body["entry"][0]["changes"][0]["value"]["messages"][0]["group_id"] = "desk-group";
        BOOST_REQUIRE_EQUAL(desk.post(body.dump()), 200);
    }
    BOOST_REQUIRE(desk.settled());
    const auto tickets = peer().tickets();
    BOOST_REQUIRE_EQUAL(tickets.size(), 1u);
    BOOST_TEST(tickets.front().messages.size() == 3u);
    for (const auto& message : tickets.front().messages)
        BOOST_TEST(message.text.find("in a group: ") != std::string::npos, message.text);
    BOOST_TEST(!mentions(tickets.front(), "desk-group"));
}

BOOST_AUTO_TEST_SUITE_END()
