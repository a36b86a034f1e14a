// What goes wrong between us and a real help desk: kills, a desk that is away, answers that are
// lost after the act, a token that is refused.
#include "tests/peers/conversations.h"
#include "tests/peers/desk.h"
#include "tests/peers/losing_proxy.h"
#include "tests/support/comparison.h"
#include "tests/support/load.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>
#include <iostream>

using namespace bowline::tests;

namespace {

constexpr int kKills = 10;
constexpr int kTalkers = 8;
constexpr std::chrono::seconds kAway{60};

void print(std::string_view what, const TicketFigures& found) {
    std::cout << fmt::format(
        "peers: {} | acknowledged {} | entries {} | lost {} | doubled {} | out of order {}\n",
        what,
        found.acknowledged,
        found.entries,
        found.lost,
        found.doubled,
        found.outOfOrder
    );
}

void checkNothingWrong(std::string_view what, const TicketFigures& found) {
    print(what, found);
    BOOST_TEST(found.acknowledged > 0);
    BOOST_TEST(found.lost == 0);
    BOOST_TEST(found.doubled == 0);
    BOOST_TEST(found.outOfOrder == 0);
    BOOST_TEST(found.strange == 0);
}

TicketFigures compareAtDesk(const Load& load) {
    return compare(asTickets(peer().tickets()), load.talkers());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(with_a_real_help_desk)

BOOST_AUTO_TEST_CASE(ten_kills_under_load_lose_double_and_misplace_nothing) {
    Desk desk;
    Load load(20261125, 2);
    for (int i = 0; i < kTalkers; ++i)
        load.addTalker();
    for (int round = 1; round <= kKills; ++round) {
        desk.daemon.start();
        const auto before = desk.synced();
        load.begin(desk.daemon.port(), round);
        load.waitForAcknowledged(6);
        load.end();
        BOOST_REQUIRE(desk.daemon.eventually([&] { return desk.synced() > before; }));
        desk.daemon.kill();
    }
    desk.daemon.start();
    BOOST_REQUIRE(desk.drained());
    BOOST_TEST(desk.balanced());
    BOOST_TEST(desk.daemon.stop() == 0);
    checkNothingWrong(fmt::format("{} kills", kKills), compareAtDesk(load));
    const auto audit = desk.daemon.run({"audit", "verify"});
    BOOST_TEST(audit.exitCode == 0, audit.output);
}

BOOST_AUTO_TEST_CASE(a_minute_without_the_desk_loses_and_doubles_nothing) {
    Desk desk;
    Load load(7, 2);
    for (int i = 0; i < kTalkers; ++i)
        load.addTalker();
    desk.daemon.start();
    load.begin(desk.daemon.port(), 1);
    load.waitForAcknowledged(10);
    load.end();
    peer().stop();  // with deliveries under way
    const auto gone = std::chrono::steady_clock::now();
    load.begin(desk.daemon.port(), 2);
    load.waitForAcknowledged(30);
    load.end();
    BOOST_TEST(desk.daemon.eventually([&] { return desk.told("circuit.opened") > 0; }));
    while (std::chrono::steady_clock::now() < gone + kAway) {
        const auto waiting = desk.term("waiting");
        BOOST_REQUIRE(waiting > 0);
        static_cast<void>(desk.daemon.eventually([&] {
            return std::chrono::steady_clock::now() >= gone + kAway;
        }));
    }
    peer().start();
    BOOST_REQUIRE(desk.drained());
    BOOST_TEST(desk.balanced());
    BOOST_TEST(desk.term("parked") == 0);
    checkNothingWrong("a minute away", compareAtDesk(load));
}

BOOST_AUTO_TEST_CASE(answers_that_are_lost_after_the_act_double_nothing) {
    const Conversations conversations(12, 4);
    LosingProxy proxy(peer().port());
    Desk desk(proxy.port());
    desk.daemon.start();
    proxy.loseOneIn(4);
    BOOST_REQUIRE(desk.post(conversations.bodies()));
    BOOST_REQUIRE(desk.drained());
    BOOST_TEST(desk.balanced());
    const auto figures = conversations.figuresOf(peer().tickets());
    std::cout << fmt::format(
        "peers: {} answers lost | {} tickets, {} complete, {} in order\n",
        proxy.lost(),
        figures.tickets,
        figures.complete,
        figures.inOrder
    );
    BOOST_TEST(proxy.lost() > 0);
    BOOST_TEST(figures.tickets == 12);
    BOOST_TEST(figures.complete == 12);
    BOOST_TEST(figures.inOrder == 12);
    BOOST_TEST(desk.term("parked") == 0);
}

BOOST_AUTO_TEST_CASE(a_refused_token_stops_the_desk_says_so_and_goes_on_when_cured) {
    const Conversations conversations(5, 2);
    Desk desk;
    desk.writeToken("1-1-00000000000000000000000000000000");
    desk.daemon.start();
    BOOST_REQUIRE(desk.post(conversations.bodies()));
    BOOST_REQUIRE(desk.daemon.eventually([&] { return desk.circuit().at("state") == "stopped"; }));
    BOOST_TEST(desk.circuit().at("why") == "auth");
    BOOST_TEST(!desk.circuit().at("cure").get<std::string>().empty());
    BOOST_TEST(desk.told("destination.stopped") == 1);
    BOOST_TEST(desk.term("waiting") == conversations.total());
    desk.writeToken(peer().token());
    BOOST_REQUIRE(desk.drained());
    BOOST_TEST(desk.told("destination.resumed") == 1);
    BOOST_TEST(desk.term("parked") == 0);
    const auto figures = conversations.figuresOf(peer().tickets());
    BOOST_TEST(figures.inOrder == 5);
}

BOOST_AUTO_TEST_CASE(a_token_without_rights_stops_the_desk_too) {
    Desk desk;
    desk.writeToken(peer().powerlessToken());
    desk.daemon.start();
    BOOST_REQUIRE(desk.post(Conversations(2, 1).bodies()));
    BOOST_REQUIRE(desk.daemon.eventually([&] { return desk.circuit().at("state") == "stopped"; }));
    BOOST_TEST(desk.term("parked") == 0);
    desk.writeToken(peer().token());
    BOOST_REQUIRE(desk.drained());
    BOOST_TEST(Conversations(2, 1).figuresOf(peer().tickets()).inOrder == 2);
}

BOOST_AUTO_TEST_SUITE_END()
