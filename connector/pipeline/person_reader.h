// What the store knows of one person, or of a group: her values, opened, and what the destinations
// call her.
#pragma once

#include "connector/model/rules.h"
#include "connector/stages/render.h"
#include "connector/store/database.h"
#include "connector/vault/key_cache.h"

#include <map>
#include <string>

namespace bowline::pipeline {

class PersonReader {
public:
    /// References outlive it.
    PersonReader(store::Database& db, const TenantId& tenant, vault::KeyCache& openKeys)
        : db_(db), tenant_(tenant), openKeys_(openKeys) {}

    /// Errors: vault::KeyDestroyed.
    [[nodiscard]] vault::SealingKeyPtr openKey(const KeyId& id);
    /// Her live attributes. Errors: those of openKey.
    [[nodiscard]] stages::PersonValues valuesOf(const PersonId& person);
    /// Of the destinations that the rules know; one without a name for her is left out.
    [[nodiscard]] std::map<DestinationId, std::string> aliasesOf(
        const PersonId& person, const RuleSet& rules
    );
    /// An operator wants nothing of hers shown.
    [[nodiscard]] bool isBlocked(const PersonId& person);

private:
    store::Database& db_;
    const TenantId& tenant_;
    vault::KeyCache& openKeys_;
};

}  // namespace bowline::pipeline
