// The bait sweep: planted values in many spellings, a busy hour, then every byte that the daemon
// wrote is searched, decoded, with a control on every surface that must be found.
#include "tests/flow/flow.h"
#include "tests/flow/sweeping.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline::tests;
using bowline::app::Bait;

namespace {

const Customer kAna{"447700900417", "Quetzalia Zorrowitz", "GB.13491208655302741918"};
constexpr const char* kOrder = "ORD-246813";

std::vector<Bait> baits() {
    return {
        {"payment_card", "4111 1111 1111 1111"},
        {"payment_card", "5555 5555 5555 4444"},
        {"phone", kAna.waId},
        {"phone", "12025550143"},
        {"contact_name", "Zorrowitz"},
        {"email", "quetzalia.zorrowitz@example.org"},
        {"provider_id", messageId(1)}};
}

/// What a busy hour brings; each message also says the order number, which the mapping keeps.
std::vector<std::string> busyHour() {
    const std::vector<std::string> says = {
        "card 4111 1111 1111 1111",
        "card 4111-1111-1111-1111 or 5555555555554444",
        "４１１１ １１１１ １１１１ １１１１",
        "٤١١١ ١١١١ ١١١١ ١١١١",
        "I am Quetzalia Zorrowitz, quetzalia.zorrowitz@example.org",
        "zorrowitz here, call +1 (202) 555-0143 or +44 7700 900417",
        "QUETZALIA.ZORROWITZ@EXAMPLE.ORG"};
    std::vector<std::string> bodies;
    int n = 1;
    for (const auto& text : says)
        bodies.push_back(oneText(kAna, n++, text + " for " + kOrder));
    bodies.push_back(bodies.front());
    bodies.push_back(statusBody(messageId(1), kAna, "read", kFirstSecond));
    bodies.push_back(preferenceBody(kAna, true, kFirstSecond));
    bodies.push_back(R"({"object": "whatsapp_business_account", "Zorrowitz 4111111111111111": [)");
    bodies.push_back(oneText(kAna, n++, "STOP"));
    bodies.push_back(oneText(kAna, n++, std::string("again ") + kOrder));
    return bodies;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(no_bait_is_found)

BOOST_AUTO_TEST_CASE(in_any_byte_that_the_daemon_wrote) {
    RunningFlow flow;
    BOOST_REQUIRE(flow.post(busyHour()));
    const auto refused = oneText(kAna, 77, "card 4111 1111 1111 1111");
    BOOST_TEST(WebhookClient(flow.daemon.port()).postSigned(refused, "sha256=00") == 401);
    BOOST_REQUIRE(flow.settled());
    const bowline::app::Sweep sweep(baits());
    const bowline::app::Controls controls{kOrder, "Support", "helpdesk"};
    const auto running = sweep.over(surfacesOf(installationOf(flow.daemon), controls));
    BOOST_TEST(running.found.empty(), toText(running));  // its log may still hold all of the store
    BOOST_REQUIRE_EQUAL(flow.daemon.stop(), 0);
    const auto ended = sweep.over(surfacesOf(installationOf(flow.daemon), controls));
    BOOST_TEST(ended.clean(), toText(ended));
    BOOST_TEST(ended.surfaces >= 4);  // store, log, ledger, ticket file and page at least
}

BOOST_AUTO_TEST_CASE(in_what_the_command_line_prints) {
    RunningFlow flow;
    BOOST_REQUIRE(flow.post(busyHour()));
    BOOST_REQUIRE(flow.settled());
    const bowline::app::Sweep sweep(baits());
    std::vector<bowline::app::Surface> printed = {
        {"status", flow.daemon.run({"status"}).output, "parked"},
        {"status --json", flow.daemon.run({"status", "--json"}).output, "invariant"},
        {"audit verify", flow.daemon.run({"audit", "verify"}).output, "ledger"},
        {"check", flow.daemon.run({"check"}).output, "rule set"}};
    const auto report = sweep.over(printed);
    BOOST_TEST(report.clean(), toText(report));
}

BOOST_AUTO_TEST_CASE(but_every_bait_in_the_sealed_originals_so_the_search_can_see) {
    const RunningFlow flow;
    BOOST_REQUIRE(flow.post(busyHour()));
    BOOST_REQUIRE(flow.settled());
    const auto cells = openCells(installationOf(flow.daemon));
    for (const auto& bait : baits()) {
        const auto holds = [&](const std::string& cell) {
            return bowline::app::Sweep::howIn(cell, bait).has_value();
        };
        BOOST_TEST(std::ranges::any_of(cells.originals, holds), bait.value);
    }
    const bowline::app::Sweep sweep(baits());
    const auto report = sweep.over(cells.masked);
    BOOST_TEST(report.found.empty(), toText(report));
}

BOOST_AUTO_TEST_SUITE_END()
