// What each destination calls a person. An alias is unique within its destination and never
// changes.
#pragma once

#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <optional>
#include <string>
#include <string_view>

namespace bowline::store {

class Aliases {
public:
    explicit Aliases(Database& db) : db_(db) {}

    [[nodiscard]] std::optional<std::string> find(
        const TenantId& tenant, const DestinationId& destination, const PersonId& person
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
