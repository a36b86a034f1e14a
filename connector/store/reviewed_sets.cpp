#include "connector/store/reviewed_sets.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kAny = R"sql(SELECT 1 FROM reviewed_sets WHERE tenant = $1 LIMIT 1)sql";

constexpr std::string_view kHas =
    R"sql(SELECT 1 FROM reviewed_sets WHERE tenant = $1 AND rule_set = $2)sql";

constexpr std::string_view kAdd = R"sql(INSERT INTO reviewed_sets (tenant, rule_set, activated_ms)
VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)sql";

constexpr NamedQuery kQueries[] = {
    {"reviewed_sets.any", kAny},
    {"reviewed_sets.has", kHas},
    {"reviewed_sets.add", kAdd},
};

bool isThere(const Row&) {
    return true;
}

}  // namespace

std::span<const NamedQuery> reviewedSetQueries() {
    return kQueries;
}

bool ReviewedSets::any(const TenantId& tenant) {
    return db_.queryOne(kAny, {asValue(tenant)}, isThere).has_value();
}

bool ReviewedSets::has(const TenantId& tenant, const std::string& ruleSet) {
    return db_.queryOne(kHas, {asValue(tenant), std::string_view(ruleSet)}, isThere).has_value();
}

bool ReviewedSets::add(const TenantId& tenant, const std::string& ruleSet, Instant at) {
    return one(db_.execute(kAdd, {asValue(tenant), std::string_view(ruleSet), asValue(at)}));
}

}  // namespace bowline::store
