// See the header. Lines of strace stand in the order of time: a call that another thread's line
// would interrupt is split into "<unfinished ...>" and "<... NAME resumed>" (strace(1)).
#include "tests/crash/system_trace.h"

#include <fcntl.h>
#include <map>
#include <sstream>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace bowline::tests {

namespace {

constexpr const char* kCalls =
    "trace=fdatasync,fsync,read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg";
constexpr std::string_view kUnfinished = "<unfinished ...>";

bool has(std::string_view line, std::string_view part) {
    return line.find(part) != std::string_view::npos;
}

/// Reads what strace says until it has attached; false when it ends before.
bool saysAttached(int output) {
    std::string said;
    char buffer[512];
    for (ssize_t n = 0; (n = read(output, buffer, sizeof buffer)) > 0;) {
        said.append(buffer, static_cast<std::size_t>(n));
        if (has(said, "attached"))
            return !has(said, "not permitted");
    }
    return false;
}

class Steps {
public:
    void take(const std::string& line) {
        const auto thread = line.substr(0, line.find(' '));
        const bool begun = has(line, kUnfinished);
        const bool resumed = has(line, " resumed>");
        if (!resumed && isAnswer(line))
            all_.push_back(TraceStep::AnswerBegun);
        if (begun)
            open_[thread] = line;
        const auto whole = resumed ? open_[thread] + line : line;
        if (!begun && isSync(whole))
            all_.push_back(TraceStep::Synced);
        if (!begun && has(whole, "\"POST /"))
            all_.push_back(TraceStep::RequestRead);
    }
    std::vector<TraceStep> all() { return std::move(all_); }

private:
    // The admin listener answers too, over a Unix socket.
    static bool isAnswer(std::string_view line) {
        return has(line, "<TCP:") && has(line, "\"HTTP/1.1 200");
    }
    static bool isSync(std::string_view line) {
        return has(line, "sync(") && has(line, "-wal>") && has(line, "= 0");
    }

    std::map<std::string, std::string> open_;  ///< by thread
    std::vector<TraceStep> all_;
};

}  // namespace

std::optional<SystemTrace> SystemTrace::attach(pid_t process, const std::filesystem::path& file) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return std::nullopt;
    const auto target = std::to_string(process);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        execlp(
            "strace",
            "strace",
            "-f",
            "-yy",
            "-s",
            "32",
            "-e",
            kCalls,
            "-o",
            file.c_str(),
            "-p",
            target.c_str(),
            nullptr
        );
        _exit(127);
    }
    close(ends[1]);
    const bool attached = saysAttached(ends[0]);
    SystemTrace trace(child, ends[0], file);
    return attached ? std::optional(std::move(trace)) : std::nullopt;
}

SystemTrace::SystemTrace(pid_t strace, int said, std::filesystem::path file)
    : strace_(strace), said_(said), file_(std::move(file)) {}

SystemTrace::SystemTrace(SystemTrace&& other) noexcept
    : strace_(std::exchange(other.strace_, -1)),
      said_(std::exchange(other.said_, -1)),
      file_(std::move(other.file_)) {}

SystemTrace::~SystemTrace() {
    if (strace_ > 0)
        waitpid(strace_, nullptr, 0);
    if (said_ >= 0)
        close(said_);
}

std::vector<TraceStep> SystemTrace::steps() {
    waitpid(std::exchange(strace_, -1), nullptr, 0);
    Steps steps;
    std::istringstream lines(readFile(file_));
    for (std::string line; std::getline(lines, line);)
        steps.take(line);
    return steps.all();
}

int answersBeforeSync(const std::vector<TraceStep>& steps) {
    int early = 0;
    bool synced = false;
    for (const auto step : steps) {
        early += step == TraceStep::AnswerBegun && !synced ? 1 : 0;
        synced = step == TraceStep::Synced || (step != TraceStep::RequestRead && synced);
    }
    return early;
}

}  // namespace bowline::tests
