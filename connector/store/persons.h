// People and what identifies them. An attribute (phone, BSUID, name) is sealed and has a time of
// validity; phone and BSUID carry a blind index that belongs to one person at a time.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/model/identity.h"
#include "connector/store/database.h"
#include "connector/vault/sealed.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace bowline::store {

using AttributeId = Id<struct AttributeTag>;

struct PersonRow {
    TenantId tenant;
    PersonId id;
    KeyId keyId;
    std::int64_t version = 1;  ///< counts changes of the person or of her attributes
    Instant createdAt;
};

/// The alternative is the kind: phone, bsuid, name.
using SealedAttribute =
    std::variant<vault::Sealed<Phone>, vault::Sealed<Bsuid>, vault::Sealed<DisplayName>>;

struct AttributeRow {
    AttributeId id;
    TenantId tenant;
    PersonId person;
    std::optional<BlindIndex> index;  ///< for phone and bsuid; none over names
    SealedAttribute value;
    KeyId keyId;
    Instant validFrom;
    std::optional<Instant> validTo;  ///< nothing while it is valid
};

class Persons {
public:
    explicit Persons(Database& db) : db_(db) {}

    [[nodiscard]] std::optional<PersonRow> find(const TenantId& tenant, const PersonId& id);
    /// The person to whom the identifier belongs now.
    [[nodiscard]] std::optional<PersonRow> findByIndex(
        const TenantId& tenant, IdentityKind kind, const BlindIndex& index
    );
    /// The attributes that are valid now, oldest first.
    [[nodiscard]] std::vector<AttributeRow> attributesOf(
        const TenantId& tenant, const PersonId& person
    );

    /// False when the id is there already.
    [[nodiscard]] bool insertPerson(const PersonRow& person);
    /// False when the identifier belongs to somebody now: the caller's snapshot is Stale. Nothing
    /// is written then.
    [[nodiscard]] bool insertAttribute(const AttributeRow& attribute);
    /// Ends the validity of an attribute. False when it had ended already.
    [[nodiscard]] bool endAttribute(const TenantId& tenant, const AttributeId& id, Instant at);
    /// False when the person changed since `expected`: Stale.
    [[nodiscard]] bool bumpVersion(
        const TenantId& tenant, const PersonId& person, std::int64_t expected
    );

private:
    Database& db_;
};

}  // namespace bowline::store
