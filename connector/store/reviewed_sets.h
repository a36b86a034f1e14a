// Rule sets that took traffic under a signed review, each once. Before the first there was no
// launch.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <string>

namespace bowline::store {

class ReviewedSets {
public:
    explicit ReviewedSets(Database& db) : db_(db) {}

    [[nodiscard]] bool any(const TenantId& tenant);
    /// `ruleSet`: 64 hex characters.
    [[nodiscard]] bool has(const TenantId& tenant, const std::string& ruleSet);
    /// False when it was there already.
    bool add(const TenantId& tenant, const std::string& ruleSet, Instant at);

private:
    Database& db_;
};

}  // namespace bowline::store
