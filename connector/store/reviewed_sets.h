// Rule sets that took traffic under a signed review, each once, and who may approve what follows
// them. Before the first there was no launch.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <optional>
#include <string>

namespace bowline::store {

class ReviewedSets {
public:
    explicit ReviewedSets(Database& db) : db_(db) {}

    /// `ruleSet`: 64 hex characters.
    [[nodiscard]] bool has(const TenantId& tenant, const std::string& ruleSet);
    /// What put() was given with the set that was activated last. Absence: nothing before the
    /// launch.
    [[nodiscard]] std::optional<std::string> approversInForce(const TenantId& tenant);
    /// `ruleSet` became active at `at`. `approvers`: names and public keys, in a form of the
    /// caller's.
    void put(
        const TenantId& tenant, const std::string& ruleSet, const std::string& approvers, Instant at
    );

private:
    Database& db_;
};

}  // namespace bowline::store
