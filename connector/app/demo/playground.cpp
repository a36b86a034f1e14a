#include "connector/app/demo/playground.h"

#include "connector/app/setup.h"
#include "connector/base/clock.h"
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/http/unix_client.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdlib>
#include <fmt/format.h>
#include <iostream>
#include <unistd.h>

namespace bowline::app {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kReady{60};  // a debug build on a busy machine
constexpr std::chrono::seconds kSettle{60};
constexpr std::chrono::seconds kStop{40};  // more than the daemon gives itself to drain
constexpr std::chrono::milliseconds kBetweenLooks{50};

SetupOptions optionsIn(const fs::path& folder) {
    SetupOptions options;
    options.configDir = folder / "etc";
    options.stateDir = folder / "var";
    options.runDir = folder / "run";
    options.port = 0;  // the system chooses a free one
    return options;
}

/// "... port 41234": the state that the daemon tells with READY=1.
std::uint16_t portIn(const std::string& ready) {
    constexpr std::string_view kWord = "port ";
    std::uint16_t port = 0;
    const auto at = ready.find(kWord);
    if (at != std::string::npos)
        std::from_chars(ready.data() + at + kWord.size(), ready.data() + ready.size(), port);
    return port;
}

/// Rows of the outbox that nobody counts (stop notes) wait too.
std::int64_t waitingIn(const nlohmann::json& status) {
    if (!status["invariant"].is_object())
        return 1;
    std::int64_t waiting = status["invariant"]["waiting"].get<std::int64_t>();
    for (const auto& destination : status["destinations"])
        waiting = std::max(waiting, destination["waiting"].get<std::int64_t>());
    return waiting;
}

void showProgress(std::int64_t waiting) {
    if (::isatty(STDERR_FILENO) == 0)
        return;
    std::cerr << (waiting > 0 ? fmt::format("\r  {} waiting ...   ", waiting)
                              : std::string("\r                   \r"))
              << std::flush;
}

}  // namespace

ScratchFolder::ScratchFolder() {
    std::error_code none;
    std::string name = (fs::temp_directory_path(none) / "bowline-demo-XXXXXX").string();
    if (none || ::mkdtemp(name.data()) == nullptr)
        throw Error("demo: cannot make a temporary folder", "look at TMPDIR and its free space");
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    if (!kept_)
        fs::remove_all(path_, ignored);
}

Playground::Playground() : appSecret_(toHex(randomBytes(16))) {
    const auto options = optionsIn(folder());
    (void)layDown(options, destinationFor(options), {WipedText(appSecret_), {}});
    readiness_.emplace((folder() / "ready.sock").string());
    start();
}

void Playground::start() {
    const auto where = installation();
    daemon_ = std::make_unique<ChildProcess>(ChildCall{
        {"serve", "--unsigned", "--verbose", "--config", where.configFile.string()},
        where.logFile,
        readiness_->path()});
    const auto ready = readiness_->waitFor("READY=1", daemon_->endFd(), kReady);
    port_ = ready ? portIn(*ready) : std::uint16_t{0};
    if (port_ != 0)
        return;
    folder_.keep();
    throw Error(
        "demo: the daemon did not become ready",
        fmt::format("read what it wrote: {}", where.logFile.string())
    );
}

Installation Playground::installation() const {
    return {folder() / "etc" / "bowline.yaml", folder() / "var", folder() / "daemon.log"};
}

std::string Playground::page(const std::string& path) const {
    constexpr std::chrono::seconds kAnswer{10};
    const auto answer = http::askLocally(
        (folder() / "run" / "admin.sock").string(), {"GET", path, ""}, kAnswer, 1 << 20
    );
    const auto* got = std::get_if<http::ClientAnswer>(&answer);
    if (got != nullptr && got->status == 200)
        return got->body;
    throw Error(
        "demo: the daemon's admin socket does not answer " + path,
        "run again with --keep and read the daemon's log"
    );
}

void Playground::waitUntilNothingWaits(const std::stop_token& stop) const {
    SystemClock clock;
    const auto end = clock.now() + kSettle;
    std::int64_t waiting = 1;
    while (waiting > 0) {
        if (!clock.sleepUntil(clock.now() + kBetweenLooks, stop))
            throw Error("demo: stopped", "nothing is left behind");
        if (clock.now() > end) {
            throw Error(
                fmt::format("demo: {} messages still wait after {} s", waiting, kSettle.count()),
                "run again with --keep and look at: bowline status"
            );
        }
        waiting = waitingIn(nlohmann::json::parse(page("/status")));
        showProgress(waiting);
    }
}

Printed Playground::ask(std::vector<std::string> command) const {
    const auto file = folder() / (command.front() + ".json");
    command.insert(command.end(), {"--json", "--config", installation().configFile.string()});
    return runCommand(command, file);
}

int Playground::stopDaemon() {
    return daemon_->stop(kStop);
}

void Playground::keep() {
    folder_.keep();
    daemon_->leaveRunning();
}

}  // namespace bowline::app
