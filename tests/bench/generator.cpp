// Epoll over the connections; each sends again when it is answered.
#include "tests/bench/generator.h"

#include "tests/bench/load_connection.h"

#include <memory>
#include <sys/epoll.h>
#include <unistd.h>

namespace bowline::tests {

namespace {

using Time = std::chrono::steady_clock;

/// One that knows how long its answer took.
struct Connection : LoadConnection {
    using LoadConnection::LoadConnection;
    Time::time_point begun;
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
        result_.waits.emplace_back(Time::now() - connection.begun);
        ++(connection.acknowledged() ? result_.acknowledged : result_.refused);
        sendNext(connection);
    }

    void sendNext(Connection& connection) {
        if (next_ == requests_.size())
            return;
        ++underWay_;
        connection.begun = Time::now();
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
