#include "connector/store/merge_proposals.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

#include <algorithm>

namespace bowline::store {

namespace {

constexpr std::string_view kPropose = R"sql(INSERT INTO merge_proposals (
    tenant, person_id, other_id, reason, event_id, proposed_ms
) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant, person_id, other_id) DO NOTHING)sql";

constexpr std::string_view kIsProposed = R"sql(SELECT 1 FROM merge_proposals
WHERE tenant = $1 AND person_id = $2 AND other_id = $3)sql";

constexpr std::string_view kNewest = R"sql(SELECT
    tenant, person_id, other_id, reason, event_id, proposed_ms
FROM merge_proposals ORDER BY proposed_ms DESC, person_id, other_id LIMIT $1)sql";

constexpr std::string_view kNewestQuestions = R"sql(SELECT
    m.reason, m.proposed_ms, a.destination, a.alias, b.alias
FROM merge_proposals m
JOIN aliases a ON a.tenant = m.tenant AND a.person_id = m.person_id
JOIN aliases b ON b.tenant = m.tenant AND b.person_id = m.other_id AND b.destination = a.destination
ORDER BY m.proposed_ms DESC, m.person_id, m.other_id, a.destination LIMIT $1)sql";

constexpr std::string_view kCount = R"sql(SELECT COUNT(*) FROM merge_proposals)sql";

constexpr NamedQuery kQueries[] = {
    {"merge_proposals.propose", kPropose},
    {"merge_proposals.is_proposed", kIsProposed},
    {"merge_proposals.newest", kNewest},
    {"merge_proposals.newest_questions", kNewestQuestions},
    {"merge_proposals.count", kCount},
};

MergeProposal proposalAt(const Row& row) {
    Columns in(row);
    return {
        in.name<TenantId>(),
        in.id<PersonId>(),
        in.id<PersonId>(),
        in.oneOf(kLastMergeReason),
        in.id<EventId>(),
        in.instant()};
}

MergeQuestion questionAt(const Row& row) {
    Columns in(row);
    return {
        in.oneOf(kLastMergeReason), in.instant(), in.name<DestinationId>(), in.text(), in.text()};
}

}  // namespace

std::span<const NamedQuery> mergeProposalQueries() {
    return kQueries;
}

bool MergeProposals::propose(const MergeProposal& proposal) {
    const auto& [lower, higher] = std::minmax(proposal.person, proposal.other);
    return one(db_.execute(
        kPropose,
        {asValue(proposal.tenant),
         asValue(lower),
         asValue(higher),
         toText(proposal.reason),
         asValue(proposal.event),
         asValue(proposal.proposedAt)}
    ));
}

bool MergeProposals::isProposed(
    const TenantId& tenant, const PersonId& person, const PersonId& other
) {
    const auto& [lower, higher] = std::minmax(person, other);
    const auto found = db_.queryOne(
        kIsProposed,
        {asValue(tenant), asValue(lower), asValue(higher)},
        [](const Row& row) { return row.integer(0); }
    );
    return found.has_value();
}

std::vector<MergeProposal> MergeProposals::newest(std::size_t limit) {
    return db_.queryAll(kNewest, {asValue(limit)}, proposalAt);
}

std::vector<MergeQuestion> MergeProposals::newestQuestions(std::size_t limit) {
    return db_.queryAll(kNewestQuestions, {asValue(limit)}, questionAt);
}

std::int64_t MergeProposals::count() {
    return *db_.queryOne(kCount, {}, [](const Row& row) { return row.integer(0); });
}

}  // namespace bowline::store
