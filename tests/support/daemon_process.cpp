#include "tests/support/daemon_process.h"

#include <algorithm>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdexcept>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

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

/// Starts the program with standard input from `input`, standard output and error to `output`.
pid_t spawn(
    const std::vector<std::string>& words, int input, int output, const std::string& notifySocket
) {
    std::vector<char*> argv;
    for (const auto& word : words)
        argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    const pid_t child = fork();
    if (child != 0)
        return child;
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    if (!notifySocket.empty())
        setenv("NOTIFY_SOCKET", notifySocket.c_str(), 1);
    execv(argv[0], argv.data());
    _exit(127);
}

int exitCodeOf(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string readAll(int fd) {
    std::string all;
    char buffer[4096];
    for (ssize_t n = 0; (n = read(fd, buffer, sizeof buffer)) > 0;)
        all.append(buffer, static_cast<std::size_t>(n));
    return all;
}

Finished runWithInput(const std::vector<std::string>& words, std::string_view input) {
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

}  // namespace

Finished runProgram(const std::string& binary, const std::vector<std::string>& arguments) {
    std::vector<std::string> words{binary};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return runWithInput(words, "");
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

std::optional<std::string> NotifySocket::waitFor(std::string_view word, pid_t child) {
    const int alive = pidfd_open(child, 0);
    std::optional<std::string> found;
    while (!found) {
        pollfd waits[] = {{socket_, POLLIN, 0}, {alive, POLLIN, 0}};
        poll(waits, 2, -1);
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
    const auto made = runWithInput(
        {kBinary,
         "init",
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

std::filesystem::path DaemonProcess::configFile() const {
    return folder_ / "etc" / "bowline.yaml";
}

std::filesystem::path DaemonProcess::logFile() const {
    return folder_ / "daemon.log";
}

std::filesystem::path DaemonProcess::stateFolder() const {
    return folder_ / "var";
}

std::filesystem::path DaemonProcess::ticketFolder() const {
    return folder_ / "var" / "tickets";
}

Finished DaemonProcess::run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--config", configFile().string()});
    return runProgram(kBinary, arguments);
}

std::string DaemonProcess::status() const {
    return run({"status", "--json"}).output;
}

}  // namespace bowline::tests
