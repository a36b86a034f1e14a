// One made-up customer of the crash test and the provider's side of the bargain: messages numbered
// from 1 in the order in which they are sent; what was not acknowledged is sent again, or given up
// now and then as a provider does after days.
#pragma once

#include "tests/support/webhook_client.h"

#include <random>
#include <string>
#include <vector>

namespace bowline::tests {

using Chance = std::mt19937_64;

/// One in `n`, by chance.
bool oneIn(int n, Chance& chance);
/// low..high, both included.
int between(int low, int high, Chance& chance);

/// What a talker knows of a message. Unknown: never acknowledged, so it may be there once or not.
enum class Fate { Unknown, Acknowledged };

/// Threads: one at a time.
class Talker {
public:
    explicit Talker(int number);

    /// The body to send now: the one whose answer is missing, or a new one with one or two messages
    /// of which two may share their second.
    const std::string& nextBody(Chance& chance);
    void acknowledged();
    void answerLost(Chance& chance);

    [[nodiscard]] int number() const { return number_; }
    /// By number of the message, from 0 for the first.
    [[nodiscard]] const std::vector<Fate>& fates() const { return fates_; }
    [[nodiscard]] int bodiesAcknowledged() const { return acknowledged_; }
    [[nodiscard]] int bodiesRepeated() const { return repeated_; }

private:
    std::string newMessage();

    int number_;
    Customer who_;
    std::vector<Fate> fates_;
    std::string open_;          ///< sent and not acknowledged; empty when there is none
    std::size_t openFrom_ = 0;  ///< the first message of `open_`
    int acknowledged_ = 0;
    int repeated_ = 0;
};

/// What stands in a ticket for message `n` (from 1) of talker `number`.
std::string textOf(int number, std::size_t n);

}  // namespace bowline::tests
