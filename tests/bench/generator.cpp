// Epoll over blocking-free sockets. An answer is over when its head has ended and as many bytes of
// body have come as Content-Length says; the servers here always say it.
#include "tests/bench/generator.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bowline::tests {

namespace {

using Time = std::chrono::steady_clock;

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

class Connection {
public:
    explicit Connection(std::uint16_t port) : fd_(connectTo(port)) {}
    ~Connection() { close(fd_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] int fd() const { return fd_; }

    // A request of a few KiB always fits into an empty socket buffer.
    bool send(const std::string& request) {
        begun_ = Time::now();
        got_.clear();
        const auto size = static_cast<ssize_t>(request.size());
        return ::send(fd_, request.data(), request.size(), MSG_NOSIGNAL) == size;
    }

    /// False when the server closed the connection.
    bool receive() {
        char buffer[4096];
        const auto n = recv(fd_, buffer, sizeof buffer, MSG_DONTWAIT);
        if (n > 0)
            got_.append(buffer, static_cast<std::size_t>(n));
        return n > 0 || (n < 0 && errno == EAGAIN);
    }

    [[nodiscard]] bool answered() const {
        const auto head = got_.find("\r\n\r\n");
        const auto length = got_.find(kLength);
        if (head == std::string::npos || length == std::string::npos)
            return false;
        return got_.size() >= head + 4 + std::stoul(got_.substr(length + kLength.size(), 10));
    }
    [[nodiscard]] bool acknowledged() const { return got_.compare(9, 3, "200") == 0; }
    [[nodiscard]] Micros waited() const { return Time::now() - begun_; }

private:
    int fd_;
    std::string got_;
    Time::time_point begun_;
};

class ClosedLoop {
public:
    ClosedLoop(
        std::uint16_t port, std::size_t connections, const std::vector<std::string>& requests
    )
        : requests_(requests), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
        for (std::size_t i = 0; i < std::min(connections, requests.size()); ++i)
            open(port);
    }
    ~ClosedLoop() { close(epoll_); }
    ClosedLoop(const ClosedLoop&) = delete;
    ClosedLoop& operator=(const ClosedLoop&) = delete;

    LoadResult run() {
        const auto begun = Time::now();
        for (auto& connection : connections_)
            sendNext(*connection);
        while (underWay_ > 0)
            serveOnce();
        result_.took = Time::now() - begun;
        return std::move(result_);
    }

private:
    void open(std::uint16_t port) {
        auto& connection = connections_.emplace_back(std::make_unique<Connection>(port));
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = connection.get();
        epoll_ctl(epoll_, EPOLL_CTL_ADD, connection->fd(), &event);
    }

    void serveOnce() {
        epoll_event events[64];
        const int n = epoll_wait(epoll_, events, 64, -1);
        for (int i = 0; i < n; ++i)
            serve(*static_cast<Connection*>(events[i].data.ptr));
    }

    void serve(Connection& connection) {
        if (!connection.receive())
            return drop(connection);
        if (!connection.answered())
            return;
        --underWay_;
        result_.waits.push_back(connection.waited());
        ++(connection.acknowledged() ? result_.acknowledged : result_.refused);
        sendNext(connection);
    }

    void sendNext(Connection& connection) {
        if (next_ == requests_.size())
            return;
        ++underWay_;
        if (!connection.send(requests_[next_++]))
            drop(connection);
    }

    void drop(Connection& connection) {
        epoll_ctl(epoll_, EPOLL_CTL_DEL, connection.fd(), nullptr);
        --underWay_;
        ++result_.lost;
    }

    const std::vector<std::string>& requests_;
    int epoll_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::size_t next_ = 0;
    std::size_t underWay_ = 0;
    LoadResult result_;
};

}  // namespace

LoadResult sendAll(
    std::uint16_t port, std::size_t connections, const std::vector<std::string>& requests
) {
    return ClosedLoop(port, connections, requests).run();
}

}  // namespace bowline::tests
