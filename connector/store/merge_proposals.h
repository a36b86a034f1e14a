// Two persons who may be one: what a human has to decide. Ids only.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

enum class MergeReason {
    TwoOwners,          ///< the number of a sender is one person's, the user id another's
    NumberWithOtherId,  ///< a number came with a user id that its owner does not have: given to
                        ///< somebody else, or a second account of hers
    ClaimedTwice        ///< the provider says a person is reached under an identifier of another
};
constexpr auto kLastMergeReason = MergeReason::ClaimedTwice;

constexpr std::string_view toText(MergeReason reason) {
    constexpr std::string_view kNames[] = {"two_owners", "number_with_other_id", "claimed_twice"};
    return kNames[static_cast<int>(reason)];
}

struct MergeProposal {
    TenantId tenant;
    PersonId person;  ///< in either order
    PersonId other;
    MergeReason reason = MergeReason::TwoOwners;
    EventId event;  ///< that showed it
    Instant proposedAt;
};

/// A proposal in the words of one destination, for a human who sees its tickets.
struct MergeQuestion {
    MergeReason reason = MergeReason::TwoOwners;
    Instant proposedAt;
    DestinationId destination;
    std::string alias;
    std::string otherAlias;
};

class MergeProposals {
public:
    explicit MergeProposals(Database& db) : db_(db) {}

    /// False when this pair is proposed already: nothing is written then.
    [[nodiscard]] bool propose(const MergeProposal& proposal);
    /// Whether the two are proposed, in either order.
    [[nodiscard]] bool isProposed(
        const TenantId& tenant, const PersonId& person, const PersonId& other
    );
    /// The newest first.
    [[nodiscard]] std::vector<MergeProposal> newest(std::size_t limit);
    /// The newest first, once a destination that knows both.
    [[nodiscard]] std::vector<MergeQuestion> newestQuestions(std::size_t limit);
    [[nodiscard]] std::int64_t count();

private:
    Database& db_;
};

}  // namespace bowline::store
