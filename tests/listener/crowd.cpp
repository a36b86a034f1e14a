#include "tests/listener/crowd.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bowline::tests {

namespace {

constexpr std::uint32_t kFirstSender = 0x7F01'0001;  // 127.1.0.1
constexpr std::size_t kPerSender = 200;

sockaddr_in place(std::uint32_t address, std::uint16_t port) {
    sockaddr_in made{};
    made.sin_family = AF_INET;
    made.sin_port = htons(port);
    made.sin_addr.s_addr = htonl(address);
    return made;
}

int connected(std::uint32_t from, std::uint16_t port) {
    const auto own = place(from, 0);
    const auto theirs = place(INADDR_LOOPBACK, port);
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || ::bind(fd, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0 ||
        ::connect(fd, reinterpret_cast<const sockaddr*>(&theirs), sizeof theirs) != 0)
        throw std::runtime_error(std::string("crowd: ") + std::strerror(errno));
    return fd;
}

}  // namespace

std::size_t openFilesAllowed() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

Crowd::Crowd(std::uint16_t port, std::size_t count, std::string_view first) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto from = kFirstSender + static_cast<std::uint32_t>(i / kPerSender);
        sockets_.push_back({connected(from, port), POLLIN, 0});
        ::send(sockets_.back().fd, first.data(), first.size(), MSG_NOSIGNAL);
    }
}

Crowd::~Crowd() {
    for (const auto& socket : sockets_)
        ::close(socket.fd);
}

void Crowd::drip(std::string_view piece) {
    for (const auto& socket : sockets_)
        ::send(socket.fd, piece.data(), piece.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Crowd::listen(int patienceMs) {
    ::poll(sockets_.data(), sockets_.size(), patienceMs);
    std::erase_if(sockets_, [this](const pollfd& socket) {
        if (socket.revents == 0)
            return false;
        std::array<char, 1024> block{};
        const auto got = ::recv(socket.fd, block.data(), block.size(), MSG_DONTWAIT);
        if (got > 0) {
            ++answered_;
            return false;
        }
        if (got < 0 && errno == EAGAIN)
            return false;
        ::close(socket.fd);
        return true;
    });
}

bool Crowd::allAnswered(std::string_view status) {
    for (const auto& socket : sockets_) {
        pollfd one = socket;
        std::array<char, 1024> block{};
        if (::poll(&one, 1, 10'000) != 1)
            return false;
        const auto got = ::recv(socket.fd, block.data(), block.size(), 0);
        const std::string_view head(block.data(), got < 0 ? 0 : static_cast<std::size_t>(got));
        if (head.substr(0, 9 + status.size()) != "HTTP/1.1 " + std::string(status))
            return false;
    }
    return true;
}

}  // namespace bowline::tests
