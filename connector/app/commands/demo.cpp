// `bowline demo`: a fresh installation in a temporary folder, made-up conversations sent to it as
// signed webhooks over HTTP, and a look at everything that it wrote. Exit 0 only when nothing was
// lost, doubled or leaked, and the look could have seen a leak.
#include "connector/app/commands/commands.h"
#include "connector/app/demo/verdict.h"
#include "connector/app/exit_codes.h"
#include "connector/app/setup.h"
#include "connector/app/signals.h"
#include "connector/base/clock.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>
#include <stop_token>

namespace bowline::app {

namespace {

struct DemoOptions {
    std::string chats = "config/demo-chats.jsonl";
    bool keep = false;
    bool json = false;
};

/// Messages that lie in the past, as they do when they arrive; each has a second of its own.
std::int64_t firstSecond() {
    constexpr std::chrono::minutes kAgo{10};
    return toMillis(SystemClock().now() - kAgo) / 1000;
}

Played play(const Chats& chats, const Playground& playground, const std::stop_token& stop) {
    Provider provider(playground.port(), "/webhooks/meta", playground.appSecret());
    const auto settled = [&] { playground.waitUntilNothingWaits(stop); };
    auto played = Play(chats, provider, SetupOptions().number, firstSecond(), settled).run();
    settled();
    return played;
}

std::vector<Surface> pagesOf(const Playground& playground) {
    return {
        {"/metrics", playground.page("/metrics"), "bowline_webhooks_received_total", true},
        {"/status", playground.page("/status"), "invariant", true}};
}

void printWhereToLook(std::ostream& out, const Playground& playground) {
    const auto where = playground.installation();
    out << fmt::format(
        "\nStill running: process {0}, webhooks on http://127.0.0.1:{1}/webhooks/meta\n"
        "  tickets  {2}/tickets\n  log      {3}\n  ask it   {6} status --config {4}\n"
        "  stop it  kill {0}     then: rm -r {5}\n",
        playground.pid(),
        playground.port(),
        where.stateFolder.string(),
        where.logFile.string(),
        where.configFile.string(),
        playground.folder().string(),
        std::filesystem::read_symlink("/proc/self/exe").string()
    );
}

nlohmann::json whereToLook(const Playground& playground) {
    return {
        {"pid", playground.pid()},
        {"port", playground.port()},
        {"folder", playground.folder().string()},
        {"config", playground.installation().configFile.string()}};
}

void show(
    const DemoOptions& options,
    const Verdict& verdict,
    const Played& played,
    const Playground& playground
) {
    if (options.json) {
        auto document = toJson(verdict, played);
        if (options.keep)
            document["running"] = whereToLook(playground);
        std::cout << document.dump(2) << "\n";
        return;
    }
    print(std::cout, verdict, played);
    if (options.keep)
        printWhereToLook(std::cout, playground);
    else
        std::cout << "\nTo look around in it yourself: bowline demo --keep\n";
}

int runDemo(const DemoOptions& options) {
    const auto chats = readChats(options.chats);
    std::stop_source stop;
    const SignalThread signals({[&] { stop.request_stop(); }, [] {}, [] {}});
    Playground playground;
    const auto played = play(chats, playground, stop.get_token());
    const auto pages = pagesOf(playground);
    const int code = options.keep ? 0 : playground.stopDaemon();
    auto verdict = judge(chats, played, playground, pages);
    if (code != 0)
        verdict.faults.push_back(fmt::format("the daemon ended with exit code {}", code));
    if (options.keep)
        playground.keep();
    show(options, verdict, played, playground);
    return verdict.passed() ? kOk : kFinding;
}

}  // namespace

void addDemo(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<DemoOptions>();
    auto* command = cli.add_subcommand(
        "demo", "made-up conversations through a real daemon in a temporary folder"
    );
    command->add_option("--chats", options->chats, "the conversations, one JSON object a line")
        ->capture_default_str();
    command->add_flag("--keep", options->keep, "leave the daemon running and say where to look");
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runDemo(*options); }; });
}

}  // namespace bowline::app
