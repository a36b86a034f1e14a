// posix_spawn and not fork: the parent has threads.
#include "connector/app/demo/child_process.h"

#include "connector/base/error.h"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <spawn.h>
#include <sstream>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern "C" {  // glibc 2.36 forgets to say so itself
#include <sys/pidfd.h>
}

namespace bowline::app {

namespace {

constexpr std::chrono::seconds kCommand{60};  // a command that only reads; far more than it needs

/// What a service manager gave to us and means us alone.
bool isOurs(std::string_view variable) {
    for (const std::string_view name :
         {"NOTIFY_SOCKET=", "CREDENTIALS_DIRECTORY=", "WATCHDOG_USEC=", "WATCHDOG_PID="}) {
        if (variable.starts_with(name))
            return true;
    }
    return false;
}

std::vector<std::string> environmentFor(const ChildCall& call) {
    std::vector<std::string> all;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        if (!isOurs(*variable))
            all.emplace_back(*variable);
    }
    if (!call.notifySocket.empty())
        all.push_back("NOTIFY_SOCKET=" + call.notifySocket);
    return all;
}

/// As the system call wants it; `words` outlive it.
std::vector<char*> pointersTo(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (auto& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

class SpawnSetup {
public:
    explicit SpawnSetup(const std::filesystem::path& output) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(
            &actions_, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600
        );
        posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
        // Ctrl-C at our terminal is ours: we stop the child in order.
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSID);
    }
    ~SpawnSetup() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnSetup(const SpawnSetup&) = delete;
    SpawnSetup& operator=(const SpawnSetup&) = delete;

    [[nodiscard]] pid_t spawn(char* const* words, char* const* environment) const {
        pid_t pid = -1;
        const int failure =
            posix_spawn(&pid, "/proc/self/exe", &actions_, &attributes_, words, environment);
        return failure == 0 ? pid : -1;
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

}  // namespace

ChildProcess::ChildProcess(const ChildCall& call) {
    std::vector<std::string> words{"bowline"};
    words.insert(words.end(), call.arguments.begin(), call.arguments.end());
    auto environment = environmentFor(call);
    pid_ = SpawnSetup(call.output).spawn(pointersTo(words).data(), pointersTo(environment).data());
    if (pid_ < 0)
        throw Error("demo: cannot start a child process", "look at the limits: ulimit -u");
    endFd_ = ::pidfd_open(pid_, 0);
}

ChildProcess::~ChildProcess() {
    constexpr std::chrono::seconds kGrace{30};
    if (pid_ > 0 && !left_)
        stop(kGrace);
    if (endFd_ >= 0)
        ::close(endFd_);
}

int ChildProcess::wait(std::chrono::milliseconds patience) {
    if (pid_ < 0)
        return 0;
    pollfd end{endFd_, POLLIN, 0};
    if (::poll(&end, 1, static_cast<int>(patience.count())) == 0)
        ::kill(pid_, SIGKILL);
    int status = 0;
    ::waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int ChildProcess::stop(std::chrono::milliseconds patience) {
    if (pid_ > 0)
        ::kill(pid_, SIGTERM);
    return wait(patience);
}

Printed runCommand(const std::vector<std::string>& arguments, const std::filesystem::path& file) {
    ChildProcess command({arguments, file, ""});
    const int code = command.wait(kCommand);
    return {code, bytesOf(file)};
}

std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return std::move(all).str();
}

}  // namespace bowline::app
