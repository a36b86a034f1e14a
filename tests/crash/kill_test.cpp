// kill -9 under load, again and again, with a backlog and with a destination that fails now and
// then. At the end everything that was answered 200 stands in exactly one ticket entry, in order,
// the terms of promise 1 add up and the ledger is whole.
//
// It kills the process, not the power: what the page cache holds survives. The order of fdatasync
// and answer is ack_after_sync_test's.
// BOWLINE_CRASH_ROUNDS: how many kills, 200 when unset. BOWLINE_CRASH_SEED: repeats a run's
// chances.
#include "tests/crash/folder_watch.h"
#include "tests/crash/outage.h"
#include "tests/support/comparison.h"
#include "tests/support/daemon_process.h"
#include "tests/support/load.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <iostream>
#include <optional>

namespace bowline::tests {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr int kConnections = 4;
constexpr int kFirstTalkers = 20;
constexpr int kRoundsPerNewTalker = 20;  // first messages too must meet a kill
constexpr int kMostAcknowledged = 60;    // a round
constexpr int kMostChanges = 12;         // of the folder, before a kill among deliveries
constexpr milliseconds kPatience{250};   // for the next change
// Of each ten rounds these have the destination down: begun and ended between kills.
constexpr int kOutageFrom = 4;
constexpr int kOutageTo = 6;
constexpr int kDrainTries = 2'400;  // of at most kPatience each: ten minutes

// A killed courier's rows wait for their lease: the shortest that settings allow. Everything else
// is as short as that so that the end does not take minutes.
constexpr const char* kQuickDelivery = R"(delivery:
  lease: 5s
  retry_base: 100ms
  retry_cap: 1s
  circuit_open: 1s
)";

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr ? std::stoull(value) : otherwise;
}

/// The daemon, its load and its destination, killed round by round.
class CrashRun {
public:
    explicit CrashRun(std::uint64_t seed)
        : daemon_(folder_), load_(seed, kConnections), chance_(seed) {
        daemon_.configure(kQuickDelivery);
        for (int i = 0; i < kFirstTalkers; ++i)
            load_.addTalker();
    }

    void round(int n) {
        if (n % 10 == kOutageFrom)
            outage_.emplace(daemon_.ticketFolder(), folder_ / "aside");
        if (n % 10 == kOutageTo)
            outage_.reset();
        if (n % kRoundsPerNewTalker == 0)
            load_.addTalker();
        daemon_.start();
        load_.begin(daemon_.port(), n);
        load_.waitForAcknowledged(between(1, kMostAcknowledged, chance_));
        if (oneIn(2, chance_))
            letDeliveriesGoOn();
        daemon_.kill();
        load_.end();
    }

    /// Runs the daemon until nothing waits. False when it never came to that.
    bool drain() {
        outage_.reset();
        daemon_.start();
        FolderWatch watch(daemon_.ticketFolder());
        for (int tries = 0; tries < kDrainTries; ++tries) {
            if (status()["invariant"]["waiting"] == 0)
                return true;
            static_cast<void>(watch.waitForChange(kPatience));
        }
        return false;
    }

    json status() const { return json::parse(daemon_.status()); }
    DaemonProcess& daemon() { return daemon_; }
    const Load& load() const { return load_; }

private:
    /// No more webhooks: the kill meets a courier and not the intake.
    void letDeliveriesGoOn() {
        load_.end();
        FolderWatch watch(daemon_.ticketFolder());
        int changes = between(0, kMostChanges, chance_);
        while (changes > 0 && watch.waitForChange(kPatience))
            --changes;
    }

    TempFolder folder_;
    DaemonProcess daemon_;
    Load load_;
    Chance chance_;
    std::optional<Outage> outage_;
};

void print(
    std::uint64_t rounds, const CrashRun& run, const TicketFigures& found, const json& status
) {
    int bodies = 0;
    int repeated = 0;
    for (const auto& talker : run.load().talkers()) {
        bodies += talker.bodiesAcknowledged();
        repeated += talker.bodiesRepeated();
    }
    std::cout << fmt::format(
        "crash: rounds {} | webhooks acknowledged {} (messages {}) | entries {} | lost {} | "
        "doubled "
        "{} | out of order {} | late {} | webhooks sent again {} | messages known already {}\n",
        rounds,
        bodies,
        found.acknowledged,
        found.entries,
        found.lost,
        found.doubled,
        found.outOfOrder,
        found.late,
        repeated,
        status["invariant"]["duplicates"].get<std::int64_t>()
    );
}

}  // namespace

BOOST_AUTO_TEST_CASE(kill_9_under_load_with_a_backlog_loses_doubles_and_misplaces_nothing) {
    const auto rounds = fromEnvironment("BOWLINE_CRASH_ROUNDS", 200);
    const auto seed = fromEnvironment("BOWLINE_CRASH_SEED", std::random_device{}());
    std::cout << fmt::format("crash: BOWLINE_CRASH_SEED={}\n", seed) << std::flush;
    CrashRun run(seed);
    for (std::uint64_t n = 1; n <= rounds; ++n)
        run.round(static_cast<int>(n));

    BOOST_TEST(run.drain());
    const auto status = run.status();
    BOOST_TEST(run.daemon().stop() == 0);
    const auto found = compare(ticketsIn(run.daemon().ticketFolder()), run.load().talkers());
    print(rounds, run, found, status);

    BOOST_TEST(found.acknowledged > 0);
    BOOST_TEST(found.lost == 0);
    BOOST_TEST(found.doubled == 0);
    BOOST_TEST(found.outOfOrder == 0);
    BOOST_TEST(found.strange == 0);
    BOOST_TEST(status["invariant"]["balanced"].get<bool>());
    BOOST_TEST(status["invariant"]["synced"] == found.entries);
    BOOST_TEST(leftoversIn(run.daemon().ticketFolder()).empty());
    const auto audit = run.daemon().run({"audit", "verify"});
    BOOST_TEST(audit.exitCode == 0, audit.output);
}

}  // namespace bowline::tests
