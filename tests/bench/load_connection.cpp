#include "tests/bench/load_connection.h"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace bowline::tests {

namespace {

constexpr std::string_view kLength = "ontent-Length: ";

int connectTo(std::uint16_t port) {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("bench: nobody listens");
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

}  // namespace

LoadConnection::LoadConnection(std::uint16_t port) : fd_(connectTo(port)) {}

LoadConnection::~LoadConnection() {
    close(fd_);
}

bool LoadConnection::send(const std::string& request) {
    got_.clear();
    const auto size = static_cast<ssize_t>(request.size());
    return ::send(fd_, request.data(), request.size(), MSG_NOSIGNAL) == size;
}

bool LoadConnection::receive() {
    char buffer[4096];
    const auto n = recv(fd_, buffer, sizeof buffer, MSG_DONTWAIT);
    if (n > 0)
        got_.append(buffer, static_cast<std::size_t>(n));
    return n > 0 || (n < 0 && errno == EAGAIN);
}

bool LoadConnection::answered() const {
    const auto head = got_.find("\r\n\r\n");
    const auto length = got_.find(kLength);
    if (head == std::string::npos || length == std::string::npos)
        return false;
    return got_.size() >= head + 4 + std::stoul(got_.substr(length + kLength.size(), 10));
}

}  // namespace bowline::tests
