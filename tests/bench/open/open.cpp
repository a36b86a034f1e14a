// bench_open: what a webhook waits for its acknowledgement when they come at a fixed rate, whatever
// became of those before, and every delivery takes 100 ms; beside it, in the same run, what the
// disk takes for a sync.
//
// It measures and prints; it never fails for being slow. It fails when a webhook was not
// acknowledged, or what was acknowledged is not in the store.
//   bench_open [seconds] [webhooks a second]...     10 seconds of 1000 and of 3300 when not given
#include "tests/bench/adapter/stub_server.h"
#include "tests/bench/disk.h"
#include "tests/bench/open/paced_load.h"
#include "tests/bench/traffic.h"
#include "tests/peers/rt_peer.h"
#include "tests/support/daemon_process.h"
#include "tests/support/destination.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <iostream>

namespace bowline::tests {

namespace {

constexpr int kCustomers = 500;
constexpr std::size_t kConnections = 256;
constexpr std::size_t kSyncs = 500;
constexpr std::chrono::milliseconds kDelivery{100};

void line(std::string_view what, const std::string& figure) {
    std::cout << fmt::format("  {:<46} {}\n", what, figure) << std::flush;
}

std::string millis(Micros time) {
    return fmt::format("{:.2f}", time.count() / 1e3);
}

std::string spread(const std::vector<Micros>& waits) {
    const auto of = spreadOf(waits);
    const auto most = waits.empty() ? Micros{} : *std::ranges::max_element(waits);
    return fmt::format("{} / {} / {} ms", millis(of.median), millis(of.p99), millis(most));
}

/// The slow help desk is the only destination.
void deliverTo(const StubServer& desk, const DaemonProcess& daemon, const TempFolder& folder) {
    const auto token = folder / "token";
    writeFile(token, "token\n");
    std::filesystem::permissions(token, std::filesystem::perms(0600));
    sendTo(daemon, {rtDestination(desk.port(), token.string(), "Support"), "Support", "rt.yaml"});
}

nlohmann::json termsOf(const DaemonProcess& daemon) {
    return nlohmann::json::parse(daemon.status()).at("invariant");
}

void print(const PacedResult& result, const ProcessFigures& before, const ProcessFigures& after) {
    line("acknowledged durably, webhooks/s", fmt::format("{:.0f}", result.perSecond()));
    line("acknowledgement since due, p50 / p99 / most", spread(result.waits));
    line("sent after it was due, p50 / p99 / most", spread(result.late));
    line(
        "CPU of the daemon a webhook",
        fmt::format(
            "{:.1f} us", (after.cpu - before.cpu).count() / static_cast<double>(result.acknowledged)
        )
    );
    line("resident at most", fmt::format("{:.1f} MiB", after.peakMiB));
    line(
        "not acknowledged / connections lost", fmt::format("{} / {}", result.refused, result.lost)
    );
}

void printSyncs(std::string_view what, const Spread& syncs) {
    line(what, fmt::format("{} / {} ms", millis(syncs.median), millis(syncs.p99)));
}

bool measure(double rate, std::size_t seconds) {
    const TempFolder folder;
    RtStub stub;
    const StubServer desk(stub, kDelivery);
    DaemonProcess daemon(folder);
    deliverTo(desk, daemon, folder);
    daemon.start();
    const auto count = static_cast<std::size_t>(rate) * seconds;
    const auto requests = signedRequests(webhookBodies("open", count, kCustomers));
    std::cout << fmt::format("{} webhooks a second for {} s\n", rate, seconds);
    const auto before = figuresOf(daemon.pid());
    SyncsMeanwhile disk(folder.path());
    const auto result = sendPaced(daemon.port(), kConnections, rate, requests);
    const auto busy = disk.ended();
    const auto after = figuresOf(daemon.pid());
    print(result, before, after);
    const bool decided = daemon.eventually([&] { return termsOf(daemon).at("received") == count; });
    const auto terms = termsOf(daemon);
    line(
        "received / delivered meanwhile",
        fmt::format("{} / {}", terms.at("received").dump(), terms.at("synced").dump())
    );
    daemon.kill();  // what waits would take the slow desk many minutes
    printSyncs("fdatasync of 1 KiB meanwhile, p50 / p99", busy);
    printSyncs("fdatasync of 1 KiB afterwards, p50 / p99", syncsOf(folder.path(), kSyncs));
    line(
        "acknowledgement p99 / fdatasync p99 meanwhile",
        fmt::format("{:.1f}", spreadOf(result.waits).p99 / busy.p99)
    );
    return decided && result.acknowledged == count && terms.at("balanced") == true;
}

}  // namespace

}  // namespace bowline::tests

int main(int argc, char** argv) {
    std::size_t seconds = argc > 1 ? std::stoul(argv[1]) : 10;
    std::vector<double> rates;
    for (int i = 2; i < argc; ++i)
        rates.push_back(std::stod(argv[i]));
    if (rates.empty())
        rates = {1000, 3300};
    bool whole = true;
    for (const double rate : rates)
        whole = bowline::tests::measure(rate, seconds) && whole;
    return whole ? 0 : 1;
}
