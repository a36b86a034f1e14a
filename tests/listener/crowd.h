// Many connections from as many senders as the caps want, each of which sends next to nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <poll.h>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::tests {

/// Raises this process's limit of open files as far as it may; how many it may have then.
std::size_t openFilesAllowed();

/// All to one port of loopback, 200 from each of 127.1.0.1, 127.1.0.2, … Not thread-safe.
class Crowd {
public:
    /// Connects `count` sockets, each of which sends `first`.
    Crowd(std::uint16_t port, std::size_t count, std::string_view first);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    /// Each socket that is still open sends `piece`.
    void drip(std::string_view piece);
    /// Takes what has come, waiting for it up to `patience`, and counts.
    void listen(int patienceMs);
    [[nodiscard]] std::size_t answered() const { return answered_; }
    [[nodiscard]] std::size_t open() const { return sockets_.size(); }
    /// Reads until each has been answered with `status`; false when one was not.
    [[nodiscard]] bool allAnswered(std::string_view status);

private:
    std::vector<pollfd> sockets_;
    std::size_t answered_ = 0;
};

}  // namespace bowline::tests
