#include "tests/support/program.h"

#include <csignal>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bowline::tests {

namespace {

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

/// Between fork and exec.
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

void requireOne(pid_t child) {
    if (child <= 0)
        throw std::logic_error("not one process: its child has ended, or was never started");
}

std::string readAll(int fd) {
    std::string all;
    char buffer[4096];
    for (ssize_t n = 0; (n = read(fd, buffer, sizeof buffer)) > 0;)
        all.append(buffer, static_cast<std::size_t>(n));
    return all;
}

}  // namespace

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

void signalChild(pid_t child, int signal) {
    requireOne(child);
    ::kill(child, signal);
}

int reapChild(pid_t child) {
    requireOne(child);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
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
    finished.exitCode = reapChild(child);
    return finished;
}

}  // namespace bowline::tests
