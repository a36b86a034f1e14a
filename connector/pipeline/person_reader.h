// What the store knows of one person, or of a group: her values, opened, and what the destinations
// call her.
#pragma once

#include "connector/pipeline/parts.h"
#include "connector/stages/render.h"

#include <map>
#include <string>

namespace bowline::pipeline {

class PersonReader {
public:
    /// References outlive it.
    PersonReader(store::Database& db, const Parts& parts) : db_(db), parts_(parts) {}

    /// Errors: Error when the key was destroyed.
    [[nodiscard]] vault::SealingKeyPtr openKey(const KeyId& id);
    /// Her live attributes. Errors: those of openKey.
    [[nodiscard]] stages::PersonValues valuesOf(const PersonId& person);
    /// Of the destinations that the active rules know; one without a name for her is left out.
    [[nodiscard]] std::map<DestinationId, std::string> aliasesOf(const PersonId& person);
    /// An operator wants nothing of hers shown.
    [[nodiscard]] bool isBlocked(const PersonId& person);

private:
    store::Database& db_;
    const Parts& parts_;
};

}  // namespace bowline::pipeline
