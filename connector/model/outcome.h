// What became of one step with a destination. All five are normal days, so they are values.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

namespace bowline {

struct Delivered {
    std::string remoteId;  ///< the destination's id of what was found or made
    friend bool operator==(const Delivered&, const Delivered&) = default;
};
/// Not now: the remote is busy or down. `after` is the wait it asked for, if it did.
struct RetryLater {
    std::string why;  ///< a code of the adapter's closed list, here and below
    std::optional<std::chrono::seconds> after;
    friend bool operator==(const RetryLater&, const RetryLater&) = default;
};
/// Never: the remote will not take it. Parks the item and tells a human.
struct Rejected {
    std::string why;
    friend bool operator==(const Rejected&, const Rejected&) = default;
};
/// Sent, answer lost. Look it up by key before sending again.
struct Uncertain {
    std::string why;
    friend bool operator==(const Uncertain&, const Uncertain&) = default;
};
/// The system refuses us, not the item: a wrong token, a missing right or field. The destination
/// stops until somebody mends it; the item waits.
struct Denied {
    std::string why;
    friend bool operator==(const Denied&, const Denied&) = default;
};
using StepOutcome = std::variant<Delivered, RetryLater, Rejected, Uncertain, Denied>;

/// What a finished step of a primitive gave, for the steps that follow it: ids and tickets of the
/// destination. Rests sealed.
struct StepOutput {
    std::string text;
    friend bool operator==(const StepOutput&, const StepOutput&) = default;
};

}  // namespace bowline
