#include "tests/support/notify_socket.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

extern "C" {  // glibc 2.36 forgets it in this header
#include <sys/pidfd.h>
}

namespace bowline::tests {

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

}  // namespace bowline::tests
