#include "tests/support/daemon_process.h"

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <unistd.h>
#include <utility>

extern "C" {  // glibc 2.36 forgets it in this header
#include <sys/pidfd.h>
}

namespace bowline::tests {

namespace {

const std::string kBinary = BOWLINE_BINARY_DIR "/bowline";

std::size_t countIn(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        ++count;
    return count;
}

}  // namespace

const std::string& daemonBinary() {
    return kBinary;
}

DaemonProcess::DaemonProcess(const TempFolder& folder)
    : folder_(folder), notify_(folder / "notify.sock") {
    const auto made = runProgram(
        kBinary,
        {"init",
         "--config-dir",
         (folder / "etc").string(),
         "--state-dir",
         (folder / "var").string(),
         "--run-dir",
         (folder / "run").string(),
         "--number",
         kNumber,
         "--port",
         "0",
         "--i-accept-loss"},
        std::string(kAppSecret) + "\n"
    );
    if (made.exitCode != 0)
        throw std::runtime_error("bowline init: " + made.output);
}

DaemonProcess::~DaemonProcess() {
    if (pid_ > 0)
        kill();
}

void DaemonProcess::start() {
    notify_.drain();
    const int log = open(logFile().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const int none = open("/dev/null", O_RDONLY | O_CLOEXEC);
    pid_ = spawn(serveWords(), none, log, notify_.name());
    close(log);
    close(none);
    const auto ready = notify_.waitFor("READY=1", pid_);
    if (!ready) {
        reap();
        throw std::runtime_error("the daemon ended before it was ready: " + readFile(logFile()));
    }
    port_ = static_cast<std::uint16_t>(std::stoi(ready->substr(ready->find("port ") + 5)));
}

std::vector<std::string> DaemonProcess::serveWords() const {
    std::vector<std::string> words{kBinary, "serve", "--config", configFile().string()};
    if (isTrial)
        words.emplace_back("--unsigned");
    return words;
}

int DaemonProcess::reap() {
    return reapChild(std::exchange(pid_, -1));
}

void DaemonProcess::kill() {
    signalChild(pid_, SIGKILL);
    reap();
}

int DaemonProcess::stop() {
    signalChild(pid_, SIGTERM);
    return reap();
}

bool DaemonProcess::reload() {
    const auto told = [this](std::string_view event) {
        return countIn(readFile(logFile()), event);
    };
    const auto taken = told("event=config.loaded");
    const auto kept = told("event=config.kept");
    signalChild(pid_, SIGHUP);
    const bool answered = eventually([&] {
        return told("event=config.loaded") > taken || told("event=config.kept") > kept;
    });
    if (!answered)
        throw std::runtime_error("the daemon said nothing to HUP: " + readFile(logFile()));
    return told("event=config.loaded") > taken;
}

void DaemonProcess::configure(std::string_view yaml) const {
    writeFile(configFile(), readFile(configFile()) + std::string(yaml));
}

bool DaemonProcess::eventually(const std::function<bool()>& condition) const {
    constexpr std::chrono::seconds kPatience{60};
    const int alive = pidfd_open(pid_, 0);
    bool holds = condition();
    bool ended = false;
    for (int asked = 0; !holds && !ended && asked < kPatience / askEvery; ++asked) {
        pollfd wait{alive, POLLIN, 0};
        ended = poll(&wait, 1, static_cast<int>(askEvery.count())) > 0;
        holds = condition();
    }
    close(alive);
    return holds;
}

std::filesystem::path DaemonProcess::configFile() const {
    return folder_ / "etc" / "bowline.yaml";
}

std::filesystem::path DaemonProcess::logFile() const {
    return folder_ / "daemon.log";
}

std::filesystem::path DaemonProcess::mappingFile() const {
    return folder_ / "etc" / "mappings" / "helpdesk.yaml";
}

std::filesystem::path DaemonProcess::credential(const std::string& name) const {
    return folder_ / "etc" / "credentials" / name;
}

std::filesystem::path DaemonProcess::stateFolder() const {
    return folder_ / "var";
}

std::filesystem::path DaemonProcess::storeFile() const {
    return stateFolder() / "bowline.db";
}

std::filesystem::path DaemonProcess::ticketFolder() const {
    return folder_ / "var" / "tickets";
}

Finished DaemonProcess::run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--config", configFile().string()});
    return runProgram(kBinary, arguments, "");
}

std::string DaemonProcess::status() const {
    return run({"status", "--json"}).output;
}

}  // namespace bowline::tests
