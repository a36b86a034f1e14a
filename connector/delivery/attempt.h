// How one attempt to deliver an item ended: what the destination said, or why it was not asked.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/hmac.h"
#include "connector/model/outcome.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace bowline::delivery {

/// The egress guard found a value of this class in this form; nothing of those bytes left.
struct Blocked {
    std::string cls;
    std::string form;
};
/// The person stopped this purpose while the item waited.
struct Stopped {};
/// The item can never be delivered as it is: "key_destroyed", "cell_closed", "kind_not_carried",
/// "unknown_destination". A human must look.
struct Unusable {
    std::string why;
};
/// The destination was not asked, or not to the end, and it is not its fault: "circuit_open",
/// "destination_stopped", "rate_limit", "index_lag", "lease_over", "store_busy", "failed".
struct Postponed {
    std::string why;
    std::optional<Instant> until;  ///< nothing: the retry policy says when
    bool lookUpFirst = false;      ///< something left that nobody remembers
};
/// Tried for as long as the configuration allows.
struct GaveUp {
    std::string last;  ///< why the last attempt failed
};

/// Refused with others, and nothing of it is there: each row is tried alone.
struct Parted {
    Instant at;
};

using Ending = std::variant<
    Delivered,
    RetryLater,
    Rejected,
    Uncertain,
    Denied,
    Blocked,
    Stopped,
    Unusable,
    Postponed,
    GaveUp,
    Parted>;

// Reasons of ours that more than one file knows.
inline constexpr const char* kCircuitOpen = "circuit_open";
inline constexpr const char* kDestinationStopped = "destination_stopped";

struct Attempt {
    Ending ending;
    /// HMAC under the person's ledger key of all that left; nothing when nothing did.
    std::optional<Digest> commitment;
    /// The person's ledger key, opened; null when it could not be.
    std::shared_ptr<const KeyedHash> subjectKey;
    /// Nothing that this row ever sent can be there: who travels with whom may change.
    bool mayPart = false;
};

/// An attempt that ended before the item was opened.
Attempt unopened(Ending ending);

/// `why` when it is a code: 1..80 characters of [a-z0-9_], no part longer than 24, fewer than seven
/// digits; else "not_a_code". What an adapter says is stored, logged and put on record, and must
/// not carry the words of an answer.
std::string asReason(std::string why);

/// How a wait counts towards giving up: as one more failure, not at all, or so that what failed
/// before counts no more either, since the destination refuses us and not the item.
enum class Weight { Failure, Nothing, Pardon };
/// Why rows wait that were Parted.
inline constexpr const char* kTriedAlone = "tried_alone";
/// The row goes on waiting, and how long, where somebody said so: the destination or us.
struct Wait {
    std::string why;
    std::optional<std::chrono::seconds> asked;
    std::optional<Instant> until;
    bool answerLost = false;
    Weight weight = Weight::Failure;
};
/// The row has left the outbox: "delivered", "parked" or "dropped".
struct Conclusion {
    std::string_view outcome;
    std::string reason;  ///< code, or empty
};
std::variant<Wait, Conclusion> meaningOf(const Ending& ending);

}  // namespace bowline::delivery
