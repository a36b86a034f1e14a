// Several connections that post signed webhooks at once until the daemon goes away or they are told
// to stop. A talker belongs to one connection of a round, so its messages arrive in the order of
// their numbers.
#pragma once

#include "tests/support/talker.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace bowline::tests {

/// Threads: begin, waitForAcknowledged and end from the test's.
class Load {
public:
    Load(std::uint64_t seed, int connections) : seed_(seed), connections_(connections) {}

    /// One more talker; not while the load runs.
    void addTalker();
    /// Starts posting to `port`. `round` makes the chances of this round.
    void begin(std::uint16_t port, int round);
    /// Returns when `count` bodies were acknowledged since begin, or when every connection ended.
    void waitForAcknowledged(int count);
    /// Lets every connection end after the answer it waits for; returns when all have.
    void end();

    [[nodiscard]] const std::vector<Talker>& talkers() const { return talkers_; }

private:
    void post(const std::stop_token& stop, std::uint16_t port, int connection, Chance chance);
    bool postOne(WebhookClient& client, Talker& talker, Chance& chance);
    void count();
    void connectionEnded();

    std::uint64_t seed_;
    int connections_;
    std::vector<Talker> talkers_;
    std::mutex mutex_;
    std::condition_variable counted_;
    int acknowledged_ = 0;
    int running_ = 0;
    std::vector<std::jthread> threads_;
};

}  // namespace bowline::tests
