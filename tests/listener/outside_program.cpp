#include "tests/listener/outside_program.h"

#include "tests/support/program.h"

#include <boost/test/unit_test.hpp>

#include <arpa/inet.h>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace bowline::tests {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool isTaken(std::uint16_t port) {
    const auto address = loopback(port);
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected =
        ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return connected;
}

/// As a system call: glibc 2.36 declares the function without extern "C".
int pidfdOf(pid_t pid) {
    return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
}

pid_t spawnInto(const std::vector<std::string>& words, const std::filesystem::path& log) {
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const int none = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    const pid_t pid = spawn(words, none, out, "");
    ::close(out);
    ::close(none);
    return pid;
}

}  // namespace

boost::unit_test::decorator::precondition needs(std::string file, std::string package) {
    return boost::unit_test::decorator::precondition(
        [file = std::move(file), package = std::move(package)](boost::unit_test::test_unit_id) {
            boost::test_tools::assertion_result there(std::filesystem::exists(file));
            there.message() << "there is no " << file << "; install the package " << package;
            return there;
        }
    );
}

std::uint16_t freePort() {
    auto address = loopback(0);
    socklen_t size = sizeof address;
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool bound = ::bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(fd);
    if (!bound)
        throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

OutsideProgram::OutsideProgram(
    const std::vector<std::string>& words, const std::filesystem::path& log
)
    : pid_(spawnInto(words, log)) {}

OutsideProgram::~OutsideProgram() {
    signalChild(pid_, SIGKILL);
    (void)reapChild(pid_);
}

bool OutsideProgram::eventually(const std::function<bool()>& condition) const {
    constexpr seconds kPatience{30};
    constexpr milliseconds kAskEvery{20};
    const int alive = pidfdOf(pid_);
    bool holds = condition();
    bool ended = false;
    for (int asked = 0; !holds && !ended && asked < kPatience / kAskEvery; ++asked) {
        pollfd wait{alive, POLLIN, 0};
        ended = ::poll(&wait, 1, static_cast<int>(kAskEvery.count())) > 0;
        holds = condition();
    }
    ::close(alive);
    return holds;
}

bool OutsideProgram::listensOn(std::uint16_t port) const {
    return eventually([port] { return isTaken(port); });
}

std::vector<std::string> OutsideProgram::openFiles() const {
    std::vector<std::string> names;
    const auto folder = std::filesystem::path("/proc") / std::to_string(pid_) / "fd";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::error_code gone;
        const auto name = std::filesystem::read_symlink(entry.path(), gone);
        if (!gone)
            names.push_back(name.string());
    }
    return names;
}

}  // namespace bowline::tests
