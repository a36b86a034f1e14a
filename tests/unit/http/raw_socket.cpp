// Blocking system calls with a receive time-out; failures are exceptions, which fail the test.
#include "tests/unit/http/raw_socket.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace bowline::http::test {

namespace {

int checked(int result, const char* what) {
    if (result < 0)
        throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
    return result;
}

template <class Address>
const sockaddr* plain(const Address& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int openSocket(int family) {
    const int fd = checked(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    const timeval wait{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    return fd;
}

std::size_t lengthIn(std::string_view head) {
    const auto at = head.find("Content-Length: ");
    if (at == std::string_view::npos)
        return 0;
    return std::strtoul(std::string(head.substr(at + 16, 12)).c_str(), nullptr, 10);
}

}  // namespace

RawSocket::RawSocket(std::uint16_t port) : fd_(openSocket(AF_INET)) {
    const auto address = loopback(port);
    checked(::connect(fd_, plain(address), sizeof address), "connect");
}

RawSocket::RawSocket(std::uint16_t port, const char* from) : fd_(openSocket(AF_INET)) {
    auto own = loopback(0);
    checked(::inet_pton(AF_INET, from, &own.sin_addr) - 1, "address");
    checked(::bind(fd_, plain(own), sizeof own), "bind");
    const auto address = loopback(port);
    checked(::connect(fd_, plain(address), sizeof address), "connect");
}

RawSocket::RawSocket(const std::string& path) : fd_(openSocket(AF_UNIX)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    checked(::connect(fd_, plain(address), sizeof address), "connect");
}

RawSocket::~RawSocket() {
    if (fd_ >= 0)
        ::close(fd_);
}

RawSocket::RawSocket(RawSocket&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), pending_(std::move(other.pending_)) {}

void RawSocket::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;  // the peer has closed; what it said is read by the test
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool RawSocket::fill() {
    std::array<char, 65536> block{};
    const auto got = ::recv(fd_, block.data(), block.size(), 0);
    if (got < 0 && errno != ECONNRESET)
        checked(-1, "recv");
    if (got > 0)
        pending_.append(block.data(), static_cast<std::size_t>(got));
    return got > 0;
}

std::string RawSocket::readToEnd() const {
    RawSocket reader(::dup(fd_));
    reader.pending_ = pending_;
    while (reader.fill()) {
    }
    return reader.pending_;
}

std::string RawSocket::readUntil(std::string_view mark) {
    auto at = pending_.find(mark);
    while (at == std::string::npos && fill())
        at = pending_.find(mark);
    if (at == std::string::npos)
        return std::exchange(pending_, {});
    auto text = pending_.substr(0, at + mark.size());
    pending_.erase(0, text.size());
    return text;
}

std::string RawSocket::readAnswer() {
    auto answer = readUntil("\r\n\r\n");
    const auto length = lengthIn(answer);
    while (pending_.size() < length && fill()) {
    }
    answer += pending_.substr(0, length);
    pending_.erase(0, length);
    return answer;
}

void RawSocket::reset() {
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(std::exchange(fd_, -1));
}

void RawSocket::closeSending() const {
    ::shutdown(fd_, SHUT_WR);
}

RawListener::RawListener() : RawListener("127.0.0.1", 0) {}

RawListener::RawListener(const char* where, std::uint16_t port)
    : fd_(openSocket(AF_INET)), port_(port) {
    auto address = loopback(port);
    checked(::inet_pton(AF_INET, where, &address.sin_addr) - 1, "address");
    checked(::bind(fd_, plain(address), sizeof address), "bind");
    checked(::listen(fd_, 16), "listen");
    socklen_t size = sizeof address;
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
}

RawListener::~RawListener() {
    ::close(fd_);
}

RawSocket RawListener::accept() const {
    const int fd = checked(::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC), "accept");
    const timeval wait{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    return RawSocket(fd);
}

bool RawListener::hasCaller() const {
    pollfd caller{.fd = fd_, .events = POLLIN, .revents = 0};
    return ::poll(&caller, 1, 0) == 1;
}

int statusOf(std::string_view answer) {
    if (!answer.starts_with("HTTP/1.1 "))
        return 0;
    return std::atoi(std::string(answer.substr(9, 3)).c_str());
}

}  // namespace bowline::http::test
