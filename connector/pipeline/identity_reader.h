// Whose identifiers are these? Asks the store, by blind index, for one event's sender.
#pragma once

#include "connector/base/hmac.h"
#include "connector/model/identity.h"
#include "connector/model/update.h"
#include "connector/stages/identify.h"
#include "connector/store/database.h"
#include "connector/store/persons.h"

#include <optional>
#include <variant>
#include <vector>

namespace bowline::pipeline {

/// An identifier that the sender came with.
struct Identifier {
    std::variant<Phone, Bsuid> value;
    BlindIndex index;
    bool isParent = false;
    [[nodiscard]] IdentityKind kind() const { return static_cast<IdentityKind>(value.index()); }
};

/// What the provider says of a person's identifiers, as the store can take it.
struct IdentityNews {
    std::vector<Identifier> gained{};        ///< nobody's until now
    std::vector<store::AttributeId> lost{};  ///< hers until now
    std::optional<PersonId> other{};         ///< one belongs to her: nothing merges by itself
};

class IdentityReader {
public:
    /// References outlive it.
    IdentityReader(store::Database& db, const TenantId& tenant, const KeyedHash& blindIndexes)
        : db_(db), tenant_(tenant), blindIndexes_(blindIndexes) {}

    [[nodiscard]] std::vector<Identifier> identifiersOf(const Sender& sender) const;
    [[nodiscard]] stages::IdentityView viewOf(const std::vector<Identifier>& identifiers);
    /// An identifier that took the place of one of `old` ends that one: numbers are given to
    /// others. `person`: who had the old ones; nothing when nobody has.
    [[nodiscard]] IdentityNews newsOf(
        const IdentityUpdate& identity,
        const std::vector<Identifier>& old,
        const std::optional<PersonId>& person
    );
    /// Whether a human was asked about the two already.
    [[nodiscard]] bool isProposed(const PersonId& person, const PersonId& other);

private:
    std::optional<PersonId> ownerOf(const Identifier& identifier);
    std::optional<PersonId> ownerOf(IdentityKind kind, const BlindIndex& index);
    bool hasUserId(const PersonId& person);

    store::Database& db_;
    const TenantId& tenant_;
    const KeyedHash& blindIndexes_;
};

}  // namespace bowline::pipeline
