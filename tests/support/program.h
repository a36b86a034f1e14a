// Programs as children of a test: they die with it, hear nothing of a service that the test may run
// in, and are bound by file modes, as a service's own user is, also where the tests run as root.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace bowline::tests {

/// Starts a program (`words`: its file and its arguments) with standard input from `input`,
/// standard output and error to `output`. `notifySocket`: NOTIFY_SOCKET of the child; empty: none.
/// Threads: the child dies with the calling thread.
pid_t spawn(
    const std::vector<std::string>& words, int input, int output, const std::string& notifySocket
);

/// Sends `signal` to a child. std::logic_error unless `child` is one process: kill(2) takes 0 for
/// the whole group and -1 for every process of the machine, which root may really signal.
void signalChild(pid_t child, int signal);

/// Waits for a child's end. The exit code, 128 + signal when it was killed. std::logic_error as
/// signalChild: waitpid(2) takes -1 for any child.
int reapChild(pid_t child);

/// What a finished program left behind.
struct Finished {
    int exitCode = -1;   ///< as reapChild
    std::string output;  ///< standard output and error
};

/// Runs the program at `binary` to its end; `input` is all that it reads, at most a pipe's worth.
Finished runProgram(
    const std::string& binary, const std::vector<std::string>& arguments, std::string_view input
);

}  // namespace bowline::tests
