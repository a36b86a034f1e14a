// What each destination calls a person. An alias is unique within its destination and never
// changes.
#pragma once

#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

class Aliases {
public:
    explicit Aliases(Database& db) : db_(db) {}

    [[nodiscard]] std::optional<std::string> find(
        const TenantId& tenant, const DestinationId& destination, const PersonId& person
    );
    /// Who is called so, in one destination or in all; each once.
    [[nodiscard]] std::vector<PersonId> owners(
        const TenantId& tenant,
        std::string_view alias,
        const std::optional<DestinationId>& destination
    );
    /// False when the person has an alias there or somebody else has this one: look, and draw
    /// again.
    [[nodiscard]] bool insert(
        const TenantId& tenant,
        const DestinationId& destination,
        const PersonId& person,
        std::string_view alias
    );

private:
    Database& db_;
};

}  // namespace bowline::store
