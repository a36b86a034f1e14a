// One item's way to its destination: the guarded exchange, and what the item's finished steps gave.
#pragma once

#include "connector/delivery/egress_guard.h"
#include "connector/delivery/outlet.h"
#include "connector/delivery/step_log.h"

namespace bowline::delivery {

/// Knows besides whether an attempt that ends here leaves a write behind that nobody would
/// remember. Threads: one at a time. The references outlive it.
class ItemExchange final : public GuardedExchange {
public:
    ItemExchange(
        const Forbidden& forbidden,
        adapter_api::Exchange& outlet,
        LastCheck lastCheck,
        StepLog& steps
    )
        : GuardedExchange(forbidden, outlet, std::move(lastCheck)), steps_(steps) {}

    /// The next primitive begins; what the last one wrote has been answered.
    void primitiveBegins() { openWrite_ = false; }
    /// True when the running primitive wrote something of which neither its outcome nor a step
    /// tells yet: stopped here, it must be looked up before it is repeated.
    [[nodiscard]] bool hasOpenWrite() const noexcept { return openWrite_; }

    /// True unless all that was written was refused: 4xx but 408 and 409, 503, or not sent.
    [[nodiscard]] bool mayHaveWritten() const noexcept { return mayHaveWritten_; }

    /// A request whose method only reads (RFC 9110, 9.2.1) is no write.
    OutboundAnswer send(const adapter_api::OutboundRequest& request) override;
    void writeFile(std::string_view name, std::string_view bytes) override;
    [[nodiscard]] std::optional<std::string> checkpointed(std::string_view step) const override;
    void checkpoint(std::string_view step, const std::string& output) override;
    /// Logging in is no write.
    void keepToken(
        std::string_view name,
        const adapter_api::AnswerText& value,
        std::optional<Instant> expiresAt
    ) override;

private:
    StepLog& steps_;
    bool openWrite_ = false;
    bool mayHaveWritten_ = false;
    bool hadWritten_ = false;  ///< before the last request
};

}  // namespace bowline::delivery
