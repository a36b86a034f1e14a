// This program once more, as a child in a session of its own: the daemon of the demo, and the
// commands that look at what it left. The child is ended with the object, by its own process id.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace bowline::app {

struct ChildCall {
    std::vector<std::string> arguments;  ///< after the program's name
    std::filesystem::path output;        ///< standard output and error are appended here, mode 0600
    std::string notifySocket;            ///< NOTIFY_SOCKET for the child; empty: none
};

/// Not thread-safe.
class ChildProcess {
public:
    /// Errors: Error when the child cannot be started. The child sees no credentials and no
    /// watchdog of a service that this process may run in.
    explicit ChildProcess(const ChildCall& call);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    /// A descriptor that becomes readable when the child has ended.
    [[nodiscard]] int endFd() const { return endFd_; }
    /// Waits for the end, killing the child after `patience`. The exit code, 128 + signal.
    int wait(std::chrono::milliseconds patience);
    /// TERM, then wait().
    int stop(std::chrono::milliseconds patience);
    /// The child runs on when this object goes.
    void leaveRunning() { left_ = true; }

private:
    pid_t pid_ = -1;
    int endFd_ = -1;
    bool left_ = false;
};

struct Printed {
    int exitCode = 0;
    std::string text;
};

/// Runs `bowline ARGUMENTS` to its end; what it printed goes through `file`.
Printed runCommand(const std::vector<std::string>& arguments, const std::filesystem::path& file);

/// The whole file; empty when there is none.
std::string bytesOf(const std::filesystem::path& file);

}  // namespace bowline::app
