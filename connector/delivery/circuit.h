// A breaker per destination: after several failures in a row, or at once when the destination
// refuses us, nothing is sent for a while, then one trial goes out and decides. Pure state machine
// over instants that the caller brings; keeps no clock, no thread.
#pragma once

#include "connector/base/clock.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bowline::delivery {

struct CircuitSettings {
    std::uint32_t failuresToOpen = 5;  ///< in a row
    std::chrono::milliseconds openFor{
        std::chrono::seconds{15}};  ///< first pause; doubles with each failed trial
    std::chrono::milliseconds longest{std::chrono::minutes{1}};  ///< cap of the pause
};

enum class CircuitState { Closed, Open, HalfOpen };
std::string_view toText(CircuitState state);

/// What a call changed, for the log: Opened and Closed by failures, Stopped and Resumed by a
/// refusal.
enum class CircuitChange { None, Opened, Closed, Stopped, Resumed };

/// Threads: one at a time (the courier keeps it in a Guarded).
class Circuit {
public:
    explicit Circuit(CircuitSettings settings) : settings_(settings) {}

    /// True when a request may begin now. In an open circuit whose pause is over the first question
    /// gets the one trial; the others wait until it is answered, or for another pause if it never
    /// is.
    [[nodiscard]] bool admits(Instant now);
    /// Whether `admits` would say yes, without taking the trial.
    [[nodiscard]] bool wouldAdmit(Instant now) const;
    /// The destination answered, even if it refused the item. While it is stopped only the trial's
    /// answer counts, not one that was under way when it stopped.
    CircuitChange answered();
    /// It did not, or asked to be left alone.
    CircuitChange failed(Instant now);
    /// It refuses us: stopped, however few failures there were, until a trial is answered.
    CircuitChange denied(Instant now);
    /// The trial ended before the destination was asked: another may go at once.
    void trialUnused(Instant now);

    [[nodiscard]] CircuitState state() const noexcept { return state_; }
    [[nodiscard]] bool stopped() const noexcept { return stopped_; }
    /// When to ask `admits` again. Absence: nothing while closed.
    [[nodiscard]] std::optional<Instant> nextTrial() const;

private:
    CircuitChange open(Instant now);

    CircuitSettings settings_;
    CircuitState state_ = CircuitState::Closed;
    bool stopped_ = false;
    std::uint32_t failures_ = 0;
    std::chrono::milliseconds pause_{0};
    Instant trialAt_;
};

}  // namespace bowline::delivery
