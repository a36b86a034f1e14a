#include "connector/store/reviewed_sets.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kHas =
    R"sql(SELECT 1 FROM reviewed_sets WHERE tenant = $1 AND rule_set = $2)sql";

constexpr std::string_view kApproversInForce = R"sql(SELECT approvers FROM reviewed_sets
WHERE tenant = $1 ORDER BY activated_ms DESC LIMIT 1)sql";

constexpr std::string_view kPut =
    R"sql(INSERT INTO reviewed_sets (tenant, rule_set, activated_ms, approvers)
VALUES ($1, $2, $3, $4)
ON CONFLICT (tenant, rule_set) DO UPDATE SET activated_ms = excluded.activated_ms)sql";

constexpr NamedQuery kQueries[] = {
    {"reviewed_sets.has", kHas},
    {"reviewed_sets.approvers_in_force", kApproversInForce},
    {"reviewed_sets.put", kPut},
};

}  // namespace

std::span<const NamedQuery> reviewedSetQueries() {
    return kQueries;
}

bool ReviewedSets::has(const TenantId& tenant, const std::string& ruleSet) {
    const auto isThere = [](const Row&) { return true; };
    return db_.queryOne(kHas, {asValue(tenant), std::string_view(ruleSet)}, isThere).has_value();
}

std::optional<std::string> ReviewedSets::approversInForce(const TenantId& tenant) {
    return db_.queryOne(kApproversInForce, {asValue(tenant)}, [](const Row& row) {
        return row.string(0);
    });
}

void ReviewedSets::put(
    const TenantId& tenant, const std::string& ruleSet, const std::string& approvers, Instant at
) {
    db_.execute(
        kPut, {asValue(tenant), std::string_view(ruleSet), asValue(at), std::string_view(approvers)}
    );
}

}  // namespace bowline::store
