#include "tests/bench/open/paced_load.h"

#include "tests/bench/load_connection.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <sys/epoll.h>
#include <unistd.h>

namespace bowline::tests {

namespace {

using Time = std::chrono::steady_clock;

struct Connection : LoadConnection {
    using LoadConnection::LoadConnection;
    Time::time_point due;  ///< of the request under way
};

class OpenLoop {
public:
    OpenLoop(
        std::uint16_t port,
        std::size_t connections,
        double rate,
        const std::vector<std::string>& requests
    )
        : requests_(requests),
          between_(
              std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(1 / rate))
          ),
          epoll_(epoll_create1(EPOLL_CLOEXEC)) {
        for (std::size_t i = 0; i < connections; ++i)
            open(port);
    }
    ~OpenLoop() { close(epoll_); }
    OpenLoop(const OpenLoop&) = delete;
    OpenLoop& operator=(const OpenLoop&) = delete;

    PacedResult run() {
        begun_ = Time::now();
        while ((next_ < requests_.size() && !free_.empty()) || underWay_ > 0) {
            sendDue();
            receiveUntilNext();
        }
        result_.took = Time::now() - begun_;
        return std::move(result_);
    }

private:
    void open(std::uint16_t port) {
        auto& connection = all_.emplace_back(std::make_unique<Connection>(port));
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = connection.get();
        epoll_ctl(epoll_, EPOLL_CTL_ADD, connection->fd(), &event);
        free_.push_back(connection.get());
    }

    [[nodiscard]] Time::time_point dueOf(std::size_t request) const {
        return begun_ + between_ * static_cast<Time::rep>(request);
    }

    void sendDue() {
        while (next_ < requests_.size() && !free_.empty() && dueOf(next_) <= Time::now()) {
            auto* connection = free_.front();
            free_.pop_front();
            send(*connection, next_++);
        }
    }

    void send(Connection& connection, std::size_t request) {
        connection.due = dueOf(request);
        result_.late.emplace_back(Time::now() - connection.due);
        ++underWay_;
        if (!connection.send(requests_[request]))
            drop(connection);
    }

    /// Until the next request is due, when a connection is free for it; else until an answer.
    [[nodiscard]] timespec patience() const {
        constexpr timespec kUntilAnswer{1, 0};
        if (next_ == requests_.size() || free_.empty())
            return kUntilAnswer;
        const auto left = std::max(dueOf(next_) - Time::now(), Time::duration::zero());
        const auto nanos = std::chrono::nanoseconds(left).count();
        return {nanos / 1'000'000'000, nanos % 1'000'000'000};
    }

    void receiveUntilNext() {
        epoll_event events[64];
        const auto wait = patience();
        const int n = epoll_pwait2(epoll_, events, 64, &wait, nullptr);
        for (int i = 0; i < n; ++i)
            receive(*static_cast<Connection*>(events[i].data.ptr));
    }

    void receive(Connection& connection) {
        if (!connection.receive())
            return drop(connection);
        if (!connection.answered())
            return;
        --underWay_;
        result_.waits.emplace_back(Time::now() - connection.due);
        ++(connection.acknowledged() ? result_.acknowledged : result_.refused);
        free_.push_back(&connection);
    }

    void drop(Connection& connection) {
        epoll_ctl(epoll_, EPOLL_CTL_DEL, connection.fd(), nullptr);
        const bool wasFree = std::erase(free_, &connection) > 0;
        underWay_ -= wasFree ? 0 : 1;
        ++result_.lost;
    }

    const std::vector<std::string>& requests_;
    Time::duration between_;
    int epoll_;
    Time::time_point begun_;
    std::vector<std::unique_ptr<Connection>> all_;
    std::deque<Connection*> free_;  ///< in turn, so that none rests until the server closes it
    std::size_t next_ = 0;
    std::size_t underWay_ = 0;
    PacedResult result_;
};

}  // namespace

PacedResult sendPaced(
    std::uint16_t port,
    std::size_t connections,
    double rate,
    const std::vector<std::string>& requests
) {
    return OpenLoop(port, connections, rate, requests).run();
}

}  // namespace bowline::tests
