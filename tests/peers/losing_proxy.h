// A proxy between the daemon and a help desk that lets every request act and then, when it is told
// to, loses the answer: what an operator's network does at the worst moment.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace bowline::tests {

/// Listens on a free port of loopback until it is dropped. Threads: one a connection.
class LosingProxy {
public:
    /// Forwards to 127.0.0.1:`upstream`.
    explicit LosingProxy(std::uint16_t upstream);
    ~LosingProxy();
    LosingProxy(const LosingProxy&) = delete;
    LosingProxy& operator=(const LosingProxy&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// From now on one in `n` writes (POST, PUT) acts and gets no answer; 0: none.
    void loseOneIn(int n) { oneIn_ = n; }
    /// Answers lost so far, each to a request that the help desk had carried out.
    [[nodiscard]] int lost() const { return lost_; }

private:
    void accept(const std::stop_token& stop);
    void serve(int client);
    [[nodiscard]] bool loses(std::string_view request);

    std::uint16_t upstream_;
    std::uint16_t port_ = 0;
    int listener_ = -1;
    std::atomic<int> oneIn_ = 0;
    std::atomic<int> writes_ = 0;
    std::atomic<int> lost_ = 0;
    std::vector<std::jthread> connections_;
    std::jthread acceptor_;  ///< the last member: it ends before what it uses
};

}  // namespace bowline::tests
