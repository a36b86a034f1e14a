// One row on its way through the workflow: what it knows beforehand, what it makes durable under
// way, and how it ends. Catches what an adapter, a library or the store may throw: an ending must
// be stored for every row that was leased (GUIDE 5: the courier's loop).
#pragma once

#include "connector/base/clock.h"
#include "connector/delivery/attempt.h"
#include "connector/delivery/destination.h"
#include "connector/delivery/item_exchange.h"
#include "connector/delivery/joining.h"
#include "connector/delivery/workflow.h"
#include "connector/store/audit_log.h"
#include "connector/store/links.h"

#include <optional>
#include <string>

namespace bowline::delivery {

/// What a trip works with; all outlive it.
struct TripParts {
    Destination& destination;
    store::Database& reader;  ///< the calling thread's own
    store::Writer& writer;
    const store::AuditLog& audit;
    const Clock& clock;
    const vault::SealingKey& key;  ///< the person's
    const KeyedHash& subjectKey;   ///< her ledger key
};

/// Threads: one at a time.
class Trip final : private Progress {
public:
    /// `row` and `open` outlive it.
    Trip(const store::LeasedItem& row, const OpenedItem& open, TripParts parts);

    /// What fails before anything left is Postponed, afterwards Uncertain.
    [[nodiscard]] Ending run();
    /// Absence: nothing when nothing left.
    [[nodiscard]] std::optional<Digest> commitment() const;
    /// True when nothing of what was sent can be there: the same rows may be sent otherwise.
    [[nodiscard]] bool leftNothing(const Ending& ending) const;
    /// True when the comment was looked up, not found and then written.
    [[nodiscard]] bool lookedUp() const noexcept { return sought_ && writes_; }

private:
    [[nodiscard]] WorkflowInput input() const;
    [[nodiscard]] std::optional<store::Link> linkOf(store::LinkKind kind, std::string_view key)
        const;
    [[nodiscard]] store::Link linkTo(LinkKind kind, const std::string& remoteId) const;
    [[nodiscard]] store::AuditFact replacedFact(LinkKind kind, Replacement how) const;
    void checkLast() const;

    void begins(adapter_api::Primitive primitive) override;
    void link(LinkKind kind, const std::string& remoteId) override;
    void relink(
        LinkKind kind, const std::string& gone, const std::string& remoteId, Replacement how
    ) override;

    [[nodiscard]] Ending broken(std::string why) const;
    [[nodiscard]] Ending failed(std::string_view what) const;

    const store::LeasedItem& row_;
    const OpenedItem& open_;
    TripParts parts_;
    StepLog steps_;
    ItemExchange exchange_;
    bool sought_ = false;  ///< the comment.find of this attempt has begun
    bool writes_ = false;  ///< and its comment
};

}  // namespace bowline::delivery
