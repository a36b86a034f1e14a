// Two hundred conversations through the real daemon into a real help desk, read back through the
// desk's own API: all there, in order, masked, and no planted value in any byte of either side.
#include "tests/peers/conversations.h"

#include "tests/flow/sweeping.h"
#include "tests/peers/desk.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>
#include <iostream>

using namespace bowline::tests;
using bowline::app::Bait;
using bowline::app::Surface;

namespace {

constexpr int kConversations = 200;
constexpr int kMessages = 5;

std::vector<Bait> baits() {
    std::vector<Bait> all = {
        {"payment_card", "4111 1111 1111 1111"},
        {"phone", "12025550143"},
        {"provider_id", messageId(1)}};
    for (int one : {0, 7, 99, kConversations - 1}) {
        all.push_back({"phone", customer(one).waId});
        all.push_back({"contact_name", customer(one).name});
    }
    return all;
}

/// What the desk's own API shows, its mails and the files of its store.
std::vector<Surface> surfacesOfDesk(const std::vector<DeskTicket>& tickets) {
    std::vector<Surface> surfaces;
    for (const auto& ticket : tickets)
        surfaces.push_back({"ticket " + ticket.id, ticket.bytes, "ORD-3"});
    surfaces.push_back({"mails", peer().mails(), ""});
    return surfaces;
}

std::vector<Surface> storeOfDesk() {
    std::vector<Surface> surfaces;
    peer().stop();
    for (const auto& file : peer().storeFiles())
        surfaces.push_back({file.filename().string(), readFile(file), "ORD-3", false});
    peer().start();
    return surfaces;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(conversations_with_a_real_help_desk)

BOOST_AUTO_TEST_CASE(arrive_complete_in_order_and_masked_and_leave_no_bait_anywhere) {
    const Conversations conversations(kConversations, kMessages);
    Desk desk;
    const auto earlierMails = peer().mails();  // that an agent of another test caused
    desk.daemon.start();
    BOOST_REQUIRE(desk.post(conversations.bodies()));
    BOOST_REQUIRE(desk.drained());
    BOOST_TEST(desk.balanced());
    BOOST_TEST(desk.synced() == conversations.total());

    const auto tickets = peer().tickets();
    const auto figures = conversations.figuresOf(tickets);
    std::cout << fmt::format(
        "peers: {} tickets, {} complete, {} in order, {} entries not masked as they must be\n",
        figures.tickets,
        figures.complete,
        figures.inOrder,
        figures.unmasked
    );
    BOOST_TEST(figures.tickets == kConversations);
    BOOST_TEST(figures.complete == kConversations);
    BOOST_TEST(figures.inOrder == kConversations);
    BOOST_TEST(figures.unmasked == 0);
    BOOST_TEST((peer().mails() == earlierMails), "the desk sent mails");

    BOOST_REQUIRE_EQUAL(desk.daemon.stop(), 0);
    const bowline::app::Sweep sweep(baits());
    const auto seen = sweep.over(surfacesOfDesk(tickets));
    BOOST_TEST(seen.clean(), toText(seen));
    const auto stored = sweep.over(storeOfDesk());
    BOOST_TEST(stored.clean(), toText(stored));
    const auto own =
        sweep.over(surfacesOf(installationOf(desk.daemon), {"ORD-300000", "Support", "helpdesk"}));
    BOOST_TEST(own.clean(), toText(own));
}

BOOST_AUTO_TEST_SUITE_END()
