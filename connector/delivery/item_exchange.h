// One item's way to its destination, primitive by primitive: the guarded exchange, and what the
// item's finished steps gave.
#pragma once

#include "connector/delivery/egress_guard.h"
#include "connector/delivery/step_log.h"

namespace bowline::delivery {

/// Steps belong to the primitive that is running: the same name in another one is another step. A
/// primitive that only looks has none: what it saw in an earlier attempt may be different now. What
/// is the item's (a slash in front) is there for all: a message that came with its ticket is known
/// to be there, whatever a search index shows yet.
/// Threads: one at a time. The references outlive it.
class ItemExchange final : public GuardedExchange {
public:
    ItemExchange(
        const Forbidden& forbidden,
        adapter_api::Exchange& outlet,
        LastCheck lastCheck,
        StepLog& steps
    )
        : GuardedExchange(forbidden, outlet, std::move(lastCheck)), steps_(steps) {}

    /// The next primitive begins; what the last one did has been answered.
    void enter(adapter_api::Primitive primitive);
    /// True when the running primitive began a write that neither an answer of the primitive nor a
    /// step tells of: stopped here, it must be looked up before it is repeated.
    [[nodiscard]] bool hasOpenWrite() const;

    [[nodiscard]] std::optional<std::string> checkpointed(std::string_view step) const override;
    void checkpoint(std::string_view step, const std::string& output) override;
    /// Logging in is no write.
    void keepToken(
        std::string_view name,
        const adapter_api::AnswerText& value,
        std::optional<Instant> expiresAt
    ) override;

private:
    [[nodiscard]] std::string nameOf(std::string_view step) const;

    StepLog& steps_;
    adapter_api::Primitive primitive_ = adapter_api::Primitive::HealthCheck;
    Digest settled_{};  ///< what had left when all was still known
};

}  // namespace bowline::delivery
