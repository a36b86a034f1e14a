// `bowline diff --mapping NEW`: kept traffic under the rules as they are and as they would be with
// the changed mapping. Reads the store beside a running daemon, writes nothing, prints no value.
#include "connector/app/commands/diff.h"

#include "connector/app/commands/commands.h"
#include "connector/app/configuration.h"
#include "connector/app/diff/traffic_diff.h"
#include "connector/app/exit_codes.h"
#include "connector/app/keys_at_start.h"
#include "connector/app/store_files.h"
#include "connector/base/error.h"
#include "connector/settings/scalar.h"
#include "connector/settings/times_of_day.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <iostream>
#include <unistd.h>

namespace bowline::app {

namespace {

constexpr std::string_view kEverything = "all";

struct DiffOptions {
    Comparison comparison;
    std::string since;
};

/// A time, or how long ago ("30d"). Absence: it is neither.
std::optional<Instant> sinceOf(const std::string& text, Instant now) {
    if (text.empty())
        return Instant{};
    if (const auto ago = settings::parseQuantity(settings::FieldType::Duration, text))
        return now - std::chrono::milliseconds(*ago);
    return settings::parseInstant(text);
}

std::string faultOfSince(const std::string& text) {
    return sinceOf(text, SystemClock().now()) ? "" : "is no time; write 2026-11-01T00:00Z or 30d";
}

/// On a terminal one line that is written over and over; else nothing.
void showProgress(std::int64_t done, std::int64_t all) {
    if (isatty(STDERR_FILENO) == 0)
        return;
    std::cerr << fmt::format("\rdiff: {} of {} message(s)", done, all) << (done >= all ? "\n" : "")
              << std::flush;
}

/// A daemon that delivers beside it goes first.
void giveWay() {
    constexpr int kLower = 10;
    if (nice(kLower) == -1)
        std::cerr << "diff: runs at full priority\n";
}

TrafficDiff compared(const Comparison& options) {
    const auto before = loadOrRefuse(options.config);
    const auto after = loadChangedOrRefuse(options.config, options.mapping);
    const StoreFiles files(*before.config);
    if (!files.exists())
        throw Error(
            "diff: there is no store at " + before.config->store.path,
            "run it where the daemon has taken traffic, or use bowline try"
        );
    giveWay();
    const vault::Keys keys(masterKeyOf(*before.config, secretSource(options.config)));
    const TrafficSource source{
        before.config->tenant, keys, [&] { return files.openReader(); }, options.threads};
    return compareTraffic(source, before.rules, after.rules, options.since, showProgress);
}

/// What becomes visible and was not accepted by its name.
std::vector<std::string> unaccepted(
    const TrafficDiff& diff, const std::vector<std::string>& accepted
) {
    const auto names = [&](std::string_view cls) {
        return std::ranges::find(accepted, cls) != accepted.end();
    };
    std::vector<std::string> left;
    for (const auto& [cls, tickets] : diff.newlyVisible()) {
        if (!names(cls) && !names(kEverything))
            left.push_back(cls);
    }
    return left;
}

}  // namespace

int printComparison(const Comparison& options) {
    const auto diff = compared(options);
    const auto left = unaccepted(diff, options.accept);
    if (options.json)
        std::cout << diffAsJson(diff).dump(2) << "\n";
    else
        printDiff(std::cout, diff);
    if (left.empty())
        return kOk;
    std::cerr << fmt::format(
        "diff: this change shows more: {}\n  if that is meant, say so: --accept {}\n",
        fmt::join(left, ", "),
        fmt::join(left, " --accept ")
    );
    return kFinding;
}

void addDiff(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<DiffOptions>();
    auto* command = cli.add_subcommand(
        "diff",
        "compare what tickets would get under a changed mapping, on the traffic that is kept"
    );
    auto& comparison = options->comparison;
    addConfigOption(*command, comparison.config);
    command->add_option("--mapping", comparison.mapping, "the changed mapping file")
        ->required()
        ->check(CLI::ExistingFile);
    command
        ->add_option(
            "--since",
            options->since,
            "only what was said since then, 2026-11-01T00:00Z or 30d; without: all that is kept"
        )
        ->check(faultOfSince);
    command->add_option(
        "--accept",
        comparison.accept,
        "a class that may become visible, or all; without: exit 1 when any does"
    );
    command->add_option("--threads", comparison.threads, "how many work at it")
        ->check(CLI::Range(1, 64));
    command->add_flag("--json", comparison.json, "print as JSON");
    command->callback([options, &chosen] {
        chosen = [options] {
            auto asked = options->comparison;
            asked.since = sinceOf(options->since, SystemClock().now()).value();
            return printComparison(asked);
        };
    });
}

}  // namespace bowline::app
