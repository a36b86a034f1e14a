// bench_ingest: webhooks a second acknowledged durably and delivered, what they wait, what a
// message costs; beside it, in the same run, the bare listener, the sum of the stages and the disk.
//
// It measures and prints; it never fails for being slow. It fails when a webhook was not
// acknowledged or did not arrive.
//   bench_ingest [messages] [connections] [workers]     20000, 64 and the daemon's own when not
//   given
#include "connector/app/configuration.h"
#include "connector/app/diff/traffic_diff.h"
#include "connector/app/keys_at_start.h"
#include "connector/app/store_files.h"
#include "tests/bench/bare_process.h"
#include "tests/bench/disk.h"
#include "tests/bench/generator.h"
#include "tests/bench/stage_costs.h"
#include "tests/bench/traffic.h"
#include "tests/support/daemon_process.h"
#include "tests/support/webhook_client.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <poll.h>
#include <thread>

namespace bowline::tests {

namespace {

using Time = std::chrono::steady_clock;

constexpr int kCustomers = 500;
constexpr std::size_t kWarmUp = 200;
constexpr int kLookAgainMs = 200;  // each look costs the daemon a query
constexpr int kMostLooks = 3'000;

struct Size {
    std::size_t messages = 20'000;
    std::size_t connections = 64;
    std::string workers;  ///< delivery.workers; empty: as the daemon has it by itself
};

struct DaemonResult {
    LoadResult load;
    Micros drained{};      ///< from the first request until nothing waits
    Micros cpuAMessage{};  ///< of the whole daemon, until nothing waits
    ProcessFigures after;
    bool complete = false;
};

void line(std::string_view what, const std::string& figure) {
    std::cout << fmt::format("  {:<46} {}\n", what, figure) << std::flush;
}

std::string load() {
    std::ifstream in("/proc/loadavg");
    std::string one;
    in >> one;
    return one;
}

std::int64_t waitingIn(const DaemonProcess& daemon) {
    return nlohmann::json::parse(daemon.status())["invariant"]["waiting"].get<std::int64_t>();
}

bool waitUntilDrained(const DaemonProcess& daemon) {
    for (int looks = 0; looks < kMostLooks; ++looks) {
        if (waitingIn(daemon) == 0)
            return true;
        poll(nullptr, 0, kLookAgainMs);
    }
    return false;
}

std::vector<std::string> requestsOf(const std::string& run, std::size_t count) {
    return signedRequests(webhookBodies(run, count, kCustomers));
}

DaemonResult measureDaemon(DaemonProcess& daemon, const Size& size) {
    const auto requests = requestsOf("main", size.messages);
    (void)sendAll(daemon.port(), size.connections, requestsOf("warm", kWarmUp));
    (void)waitUntilDrained(daemon);
    const auto before = figuresOf(daemon.pid());
    const auto begun = Time::now();
    DaemonResult result;
    result.load = sendAll(daemon.port(), size.connections, requests);
    result.complete = waitUntilDrained(daemon) && result.load.acknowledged == size.messages;
    result.drained = Time::now() - begun;
    result.after = figuresOf(daemon.pid());
    result.cpuAMessage = (result.after.cpu - before.cpu) / static_cast<double>(size.messages);
    return result;
}

/// CPU of the bare listener a request.
Micros measureBare(const Size& size) {
    const BareProcess bare;
    const auto requests = requestsOf("bare", size.messages);
    (void)sendAll(bare.port(), size.connections, requestsOf("bare-warm", kWarmUp));
    const auto before = figuresOf(bare.pid()).cpu;
    const auto result = sendAll(bare.port(), size.connections, requests);
    const auto cpu = (figuresOf(bare.pid()).cpu - before) / static_cast<double>(size.messages);
    const auto waits = spreadOf(result.waits);
    line("bare listener, requests/s", fmt::format("{:.0f}", result.perSecond()));
    line(
        "bare listener, answer p50 / p99",
        fmt::format("{:.2f} / {:.2f} ms", waits.median.count() / 1e3, waits.p99.count() / 1e3)
    );
    line("bare listener, CPU a request", fmt::format("{:.1f} us", cpu.count()));
    return cpu;
}

void printDaemon(const DaemonResult& result) {
    const auto waits = spreadOf(result.load.waits);
    const auto perSecond =
        static_cast<double>(result.load.acknowledged) / (result.drained.count() / 1e6);
    line("acknowledged durably, webhooks/s", fmt::format("{:.0f}", result.load.perSecond()));
    line(
        "acknowledgement p50 / p99",
        fmt::format("{:.2f} / {:.2f} ms", waits.median.count() / 1e3, waits.p99.count() / 1e3)
    );
    line("delivered into tickets, messages/s", fmt::format("{:.0f}", perSecond));
    line(
        "CPU of the daemon a message, all included",
        fmt::format("{:.1f} us", result.cpuAMessage.count())
    );
    line(
        "resident at the end / at most",
        fmt::format("{:.1f} / {:.1f} MiB", result.after.residentMiB, result.after.peakMiB)
    );
    line(
        "not acknowledged / connections lost",
        fmt::format("{} / {}", result.load.refused, result.load.lost)
    );
}

void measureDisk(const std::filesystem::path& folder) {
    const auto syncs = syncsOf(folder, 500);
    const auto one = commitsOf(folder, 300, 1);
    const auto many = commitsOf(folder, 90, 64);
    line(
        "fdatasync of 1 KiB appends p50 / p99",
        fmt::format("{:.2f} / {:.2f} ms", syncs.median.count() / 1e3, syncs.p99.count() / 1e3)
    );
    line("SQLite FULL, 1 row a commit, rows/s", fmt::format("{:.0f}", one.rowsPerSecond));
    line(
        "SQLite FULL, 64 rows a commit, rows/s",
        fmt::format("{:.0f} ({:.1f} us CPU a row)", many.rowsPerSecond, many.cpuPerRow.count())
    );
}

std::string shareOf(const StageCost& cost, Micros sum) {
    return fmt::format("{} {:.0f} %", cost.stage, 100 * (cost.ofMessage() / sum));
}

/// The dearest stages in words; `costs` begins with them.
void printWhereItGoes(const std::vector<StageCost>& costs, Micros sum) {
    std::cout << "  most of it: " << shareOf(costs[0], sum) << "; " << shareOf(costs[1], sum)
              << "; " << shareOf(costs[2], sum) << "\n";
    line(
        "sum without " + costs[0].stage,
        fmt::format("{:6.1f} us", (sum - costs[0].ofMessage()).count())
    );
}

/// Prints every stage, the dearest first; returns the sum for one message.
Micros printStages(std::vector<StageCost> costs) {
    std::ranges::sort(costs, std::greater{}, &StageCost::ofMessage);
    Micros sum{};
    for (const auto& cost : costs) {
        sum += cost.ofMessage();
        const auto calls = fmt::format(" ({:.0f} calls)", cost.callsAMessage);
        line(
            cost.stage,
            fmt::format(
                "{:6.1f} us{}", cost.ofMessage().count(), cost.callsAMessage > 1 ? calls : ""
            )
        );
    }
    line("sum of the stages", fmt::format("{:6.1f} us", sum.count()));
    printWhereItGoes(costs, sum);
    return sum;
}

/// The same mapping on both sides, as separate sets: every message is rendered twice.
bool measureDiff(const DaemonProcess& daemon) {
    const auto config = daemon.configFile().string();
    const auto before = app::loadOrRefuse(config);
    const auto after = app::loadOrRefuse(config);
    const vault::Keys keys(app::masterKeyOf(*before.config, app::secretSource(config)));
    const app::StoreFiles files(*before.config);
    const auto begun = Time::now();
    const auto diff = app::compareTraffic(
        {before.config->tenant,
         keys,
         [&] { return files.openReader(); },
         std::max(std::thread::hardware_concurrency(), 1U)},
        before.rules,
        after.rules,
        Instant{},
        [](std::int64_t, std::int64_t) {}
    );
    const auto seconds = std::chrono::duration<double>(Time::now() - begun).count();
    const auto perSecond = static_cast<double>(diff.compared) / seconds;
    line(
        "bowline diff, messages/s (100,000 would take)",
        fmt::format("{:.0f} ({:.1f} s)", perSecond, 100'000 / perSecond)
    );
    return diff.tickets.empty() && diff.compared > 0;
}

Journey journeyOf(const DaemonProcess& daemon) {
    const auto body = webhookBodies("stage", 1, 1).front();
    return {daemon.configFile().string(), body, signatureOf(body, kAppSecret)};
}

bool measure(const Size& size) {
    const TempFolder folder;
    DaemonProcess daemon(folder);
    std::cout << fmt::format(
        "bench_ingest: {} messages of about 1 KiB, {} connections, load before {}\n",
        size.messages,
        size.connections,
        load()
    );
    if (!size.workers.empty())
        daemon.configure("delivery:\n  workers: " + size.workers + "\n");
    const auto bare = measureBare(size);
    daemon.start();
    const auto result = measureDaemon(daemon, size);
    (void)daemon.stop();
    printDaemon(result);
    const bool isDiffEmpty = measureDiff(daemon);
    measureDisk(folder.path());
    std::cout << "CPU of the stages, for one message:\n";
    const auto journey = journeyOf(daemon);
    auto costs = pureStages(journey);
    const auto entries = std::max<std::size_t>(1, size.messages / kCustomers / 2);
    const auto durable = durableStages(journey, folder.path(), entries);
    costs.insert(costs.end(), durable.begin(), durable.end());
    costs.push_back({"listener", bare});
    const auto sum = printStages(std::move(costs));
    line("daemon / sum of the stages", fmt::format("{:.2f}", result.cpuAMessage / sum));
    std::cout << "load after " << load() << "\n";
    return result.complete && isDiffEmpty;
}

}  // namespace

}  // namespace bowline::tests

int main(int argc, char** argv) {
    bowline::tests::Size size;
    if (argc > 1)
        size.messages = std::stoul(argv[1]);
    if (argc > 2)
        size.connections = std::stoul(argv[2]);
    if (argc > 3)
        size.workers = argv[3];
    return bowline::tests::measure(size) ? 0 : 1;
}
