// See the header. Source of the fields: proc(5), /proc/PID/stat 14 and 15, /proc/PID/status.
#include "tests/bench/figures.h"

#include "tests/support/temp_folder.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace bowline::tests {

namespace {

constexpr int kFieldsBetweenNameAndTimes = 11;

double mebibytes(const std::string& status, const std::string& field) {
    const auto at = status.find(field);
    return at == std::string::npos ? 0 : std::stod(status.substr(at + field.size())) / 1024;
}

Micros threadCpu() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

Micros cpuOfRound(std::size_t calls, const std::function<void()>& call) {
    const auto before = threadCpu();
    for (std::size_t i = 0; i < calls; ++i)
        call();
    return (threadCpu() - before) / static_cast<double>(calls);
}

}  // namespace

ProcessFigures figuresOf(pid_t process) {
    const auto folder = "/proc/" + std::to_string(process);
    const auto stat = readFile(folder + "/stat");
    const auto name = stat.rfind(')');  // a program's name may hold blanks
    if (name == std::string::npos)
        throw std::runtime_error("no such process");
    std::istringstream fields(stat.substr(name + 1));
    std::string skipped;
    for (int i = 0; i < kFieldsBetweenNameAndTimes + 1; ++i)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    const auto status = readFile(folder + "/status");
    return {
        Micros((user + system) / ticks * 1e6),
        mebibytes(status, "VmRSS:"),
        mebibytes(status, "VmHWM:")};
}

Micros cpuOfCall(std::size_t calls, const std::function<void()>& call) {
    std::array<Micros, 3> rounds;
    std::ranges::generate(rounds, [&] { return cpuOfRound(calls, call); });
    std::ranges::sort(rounds);
    return rounds[1];
}

Spread spreadOf(std::vector<Micros> waits) {
    if (waits.empty())
        return {};
    std::ranges::sort(waits);
    return {waits[waits.size() / 2], waits[waits.size() * 99 / 100]};
}

}  // namespace bowline::tests
