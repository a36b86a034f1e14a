// What the guard asks of a bare way out that needs time or can fail before it sends: to do all of
// that first, then to let the guard look a last time, and only then to send.
#pragma once

#include "connector/adapter_api/exchange.h"

#include <functional>
#include <variant>

namespace bowline::delivery {

using OutboundAnswer = std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer>;

/// Called right before the first byte of a request. Throws to refuse; then nothing leaves.
using BeforeFirstByte = std::function<void()>;

/// A way out for requests. A stop that is committed while a request waits for its turn must still
/// hold it back, so the wait lies before `begin`, never behind it.
class Outlet : public adapter_api::Exchange {
public:
    using Exchange::send;
    /// Waits for its turn, makes the request ready, calls `begin`, sends.
    /// Errors: Throttled and Error before `begin` was called; nothing has left then. What `begin`
    /// throws.
    virtual OutboundAnswer send(
        const adapter_api::OutboundRequest& request, const BeforeFirstByte& begin
    ) = 0;
};

/// Sends through `outlet`, whether or not it is an Outlet.
OutboundAnswer sendThrough(
    adapter_api::Exchange& outlet,
    const adapter_api::OutboundRequest& request,
    const BeforeFirstByte& begin
);

}  // namespace bowline::delivery
