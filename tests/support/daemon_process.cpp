#include "tests/support/daemon_process.h"

#include <algorithm>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern "C" {  // glibc 2.36 forgets it in this header
#include <sys/pidfd.h>
}

namespace bowline::tests {

namespace {

const std::string kBinary = BOWLINE_BINARY_DIR "/bowline";

struct Pipe {
    Pipe() {
        if (pipe2(ends, O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
    }
    int ends[2];
};

std::vector<char*> pointersTo(const std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (const auto& word : words)
        pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

/// Ours without what systemd, or a test under systemd, would tell a service.
std::vector<std::string> environmentWith(const std::string& notifySocket) {
    std::vector<std::string> all;
    for (char** one = environ; *one != nullptr; ++one) {
        const std::string_view entry(*one);
        const bool isService = entry.starts_with("NOTIFY_SOCKET=") ||
                               entry.starts_with("CREDENTIALS_DIRECTORY=") ||
                               entry.starts_with("WATCHDOG_");
        if (!isService)
            all.emplace_back(entry);
    }
    if (!notifySocket.empty())
        all.push_back("NOTIFY_SOCKET=" + notifySocket);
    return all;
}

/// Between fork and exec. The child dies with the test, hears its signals, and is bound by file
/// modes as the service's own user is, also where the tests run as root.
void becomeService(int input, int output) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes must look like an error, as a full disk does
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
    prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
}

/// Starts the program with standard input from `input`, standard output and error to `output`.
pid_t spawn(
    const std::vector<std::string>& words, int input, int output, const std::string& notifySocket
) {
    const auto environment = environmentWith(notifySocket);
    const auto argv = pointersTo(words);
    const auto envp = pointersTo(environment);
    const pid_t child = fork();
    if (child < 0)
        throw std::runtime_error("no child process");
    if (child > 0)
        return child;
    becomeService(input, output);
    execve(argv[0], argv.data(), envp.data());
    _exit(127);
}

int exitCodeOf(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::size_t countIn(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        ++count;
    return count;
}

std::string readAll(int fd) {
    std::string all;
    char buffer[4096];
    for (ssize_t n = 0; (n = read(fd, buffer, sizeof buffer)) > 0;)
        all.append(buffer, static_cast<std::size_t>(n));
    return all;
}

}  // namespace

const std::string& daemonBinary() {
    return kBinary;
}

Finished runProgram(
    const std::string& binary, const std::vector<std::string>& arguments, std::string_view input
) {
    std::vector<std::string> words{binary};
    words.insert(words.end(), arguments.begin(), arguments.end());
    Pipe in;
    Pipe out;
    const pid_t child = spawn(words, in.ends[0], out.ends[1], "");
    close(in.ends[0]);
    close(out.ends[1]);
    if (write(in.ends[1], input.data(), input.size()) < 0)
        throw std::runtime_error("child takes no input");
    close(in.ends[1]);
    Finished finished;
    finished.output = readAll(out.ends[0]);
    close(out.ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    finished.exitCode = exitCodeOf(status);
    return finished;
}

NotifySocket::NotifySocket(const std::filesystem::path& path)
    : name_(path.string()), socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name_.copy(address.sun_path, sizeof address.sun_path - 1);
    if (bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("no notify socket");
    }
}

NotifySocket::~NotifySocket() {
    close(socket_);
}

void NotifySocket::drain() {
    char buffer[4096];
    while (recv(socket_, buffer, sizeof buffer, MSG_DONTWAIT) >= 0) {
    }
}

std::optional<std::string> NotifySocket::waitFor(std::string_view word, pid_t child) {
    const int alive = pidfd_open(child, 0);
    std::optional<std::string> found;
    while (!found) {
        pollfd waits[] = {{socket_, POLLIN, 0}, {alive, POLLIN, 0}};
        if (poll(waits, 2, -1) < 0 && errno == EINTR)
            continue;
        if ((waits[0].revents & POLLIN) == 0)
            break;
        char buffer[4096];
        const auto n = recv(socket_, buffer, sizeof buffer, 0);
        const std::string text(buffer, static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
        if (text.find(word) != std::string::npos)
            found = text;
    }
    close(alive);
    return found;
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
    pid_ = spawn({kBinary, "serve", "--config", configFile().string()}, none, log, notify_.name());
    close(log);
    close(none);
    const auto ready = notify_.waitFor("READY=1", pid_);
    if (!ready) {
        reap();
        throw std::runtime_error("the daemon ended before it was ready: " + readFile(logFile()));
    }
    port_ = static_cast<std::uint16_t>(std::stoi(ready->substr(ready->find("port ") + 5)));
}

int DaemonProcess::reap() {
    int status = 0;
    waitpid(std::exchange(pid_, -1), &status, 0);
    return exitCodeOf(status);
}

void DaemonProcess::kill() {
    ::kill(pid_, SIGKILL);
    reap();
}

int DaemonProcess::stop() {
    ::kill(pid_, SIGTERM);
    return reap();
}

bool DaemonProcess::reload() {
    const auto told = [this](std::string_view event) {
        return countIn(readFile(logFile()), event);
    };
    const auto taken = told("event=config.loaded");
    const auto kept = told("event=config.kept");
    ::kill(pid_, SIGHUP);
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
    constexpr int kAsks = 1200;
    constexpr int kBetweenMs = 50;
    const int alive = pidfd_open(pid_, 0);
    bool holds = condition();
    bool ended = false;
    for (int asked = 0; !holds && !ended && asked < kAsks; ++asked) {
        pollfd wait{alive, POLLIN, 0};
        ended = poll(&wait, 1, kBetweenMs) > 0;
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
