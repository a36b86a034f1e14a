// How far a message of the business got on its way to the person.
#pragma once

#include "connector/base/clock.h"
#include "connector/model/update.h"

#include <optional>

namespace bowline {

/// What the provider has said of one message so far: when each step happened, in the provider's
/// time. The state is read off the steps, so the order in which they arrive does not matter and
/// nothing can go backwards.
struct MessageProgress {
    std::optional<Instant> sent{};
    std::optional<Instant> delivered{};
    std::optional<Instant> read{};
    std::optional<Instant> played{};
    std::optional<Instant> failed{};
    std::optional<int> errorCode{};  ///< the provider's, of the failure

    /// Takes one step in; of a step that is told twice the earlier time counts. A state that is no
    /// step (Unknown) changes nothing.
    void note(DeliveryState state, Instant at, std::optional<int> code);

    /// The furthest step. What has arrived did not fail, whatever a later word says
    /// (reference whatsapp.md 5: "failed" after "delivered" is not applied).
    [[nodiscard]] DeliveryState state() const;

    /// It arrived and is said to have failed.
    [[nodiscard]] bool isContradicted() const;

    friend bool operator==(const MessageProgress&, const MessageProgress&) = default;
};

}  // namespace bowline
