// The unique live index decides whose an identifier is; ON CONFLICT turns a race into "no".
#include "connector/store/persons.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kFind = R"sql(SELECT
    tenant, person_id, key_id, version, created_ms
FROM persons WHERE tenant = $1 AND person_id = $2)sql";

constexpr std::string_view kFindByIndex = R"sql(SELECT
    p.tenant, p.person_id, p.key_id, p.version, p.created_ms
FROM person_attributes a JOIN persons p ON p.tenant = a.tenant AND p.person_id = a.person_id
WHERE a.tenant = $1 AND a.kind = $2 AND a.blind_index = $3 AND a.valid_to_ms IS NULL)sql";

constexpr std::string_view kAttributesOf = R"sql(SELECT
    attribute_id, tenant, person_id, blind_index, kind, value, key_id, valid_from_ms, valid_to_ms
FROM person_attributes
WHERE tenant = $1 AND person_id = $2 AND valid_to_ms IS NULL
ORDER BY valid_from_ms, attribute_id)sql";

constexpr std::string_view kInsertPerson = R"sql(INSERT INTO persons (
    tenant, person_id, key_id, version, created_ms
) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view kInsertAttribute = R"sql(INSERT INTO person_attributes (
    attribute_id, tenant, person_id, blind_index, kind, value, key_id, valid_from_ms, valid_to_ms
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view kEndAttribute = R"sql(UPDATE person_attributes SET valid_to_ms = $3
WHERE tenant = $1 AND attribute_id = $2 AND valid_to_ms IS NULL)sql";

constexpr std::string_view kBumpVersion = R"sql(UPDATE persons SET version = version + 1
WHERE tenant = $1 AND person_id = $2 AND version = $3)sql";

constexpr NamedQuery kQueries[] = {
    {"persons.find", kFind},
    {"persons.find_by_index", kFindByIndex},
    {"persons.attributes_of", kAttributesOf},
    {"persons.insert", kInsertPerson},
    {"persons.insert_attribute", kInsertAttribute},
    {"persons.end_attribute", kEndAttribute},
    {"persons.bump_version", kBumpVersion},
};

enum class AttributeKind { Phone, Bsuid, Name };

constexpr std::string_view toText(AttributeKind kind) {
    constexpr std::string_view kNames[] = {"phone", "bsuid", "name"};
    return kNames[static_cast<int>(kind)];
}

AttributeKind kindOf(const SealedAttribute& value) {
    return static_cast<AttributeKind>(value.index());
}

AttributeKind kindOf(IdentityKind kind) {
    return kind == IdentityKind::Phone ? AttributeKind::Phone : AttributeKind::Bsuid;
}

SealedAttribute sealedAs(AttributeKind kind, std::string bytes) {
    switch (kind) {
        case AttributeKind::Phone:
            return vault::Sealed<Phone>{std::move(bytes)};
        case AttributeKind::Bsuid:
            return vault::Sealed<Bsuid>{std::move(bytes)};
        case AttributeKind::Name:
            break;
    }
    return vault::Sealed<DisplayName>{std::move(bytes)};
}

std::string_view bytesOf(const SealedAttribute& value) {
    return std::visit([](const auto& cell) { return std::string_view(cell.bytes); }, value);
}

PersonRow personAt(const Row& row) {
    Columns in(row);
    return {in.name<TenantId>(), in.id<PersonId>(), in.id<KeyId>(), in.integer(), in.instant()};
}

SealedAttribute valueAt(Columns& in) {
    const auto kind = in.oneOf(AttributeKind::Name);
    return sealedAs(kind, in.bytes());
}

AttributeRow attributeAt(const Row& row) {
    Columns in(row);
    return {
        in.id<AttributeId>(),
        in.name<TenantId>(),
        in.id<PersonId>(),
        in.orNone([&] { return in.blindIndex(); }),
        valueAt(in),
        in.id<KeyId>(),
        in.instant(),
        in.orNone([&] { return in.instant(); })};
}

}  // namespace

std::span<const NamedQuery> personQueries() {
    return kQueries;
}

std::optional<PersonRow> Persons::find(const TenantId& tenant, const PersonId& id) {
    return db_.queryOne(kFind, {asValue(tenant), asValue(id)}, personAt);
}

std::optional<PersonRow> Persons::findByIndex(
    const TenantId& tenant, IdentityKind kind, const BlindIndex& index
) {
    return db_.queryOne(
        kFindByIndex, {asValue(tenant), toText(kindOf(kind)), asValue(index)}, personAt
    );
}

std::vector<AttributeRow> Persons::attributesOf(const TenantId& tenant, const PersonId& person) {
    return db_.queryAll(kAttributesOf, {asValue(tenant), asValue(person)}, attributeAt);
}

bool Persons::insertPerson(const PersonRow& person) {
    return one(db_.execute(
        kInsertPerson,
        {asValue(person.tenant),
         asValue(person.id),
         asValue(person.keyId),
         person.version,
         asValue(person.createdAt)}
    ));
}

bool Persons::insertAttribute(const AttributeRow& attribute) {
    return one(db_.execute(
        kInsertAttribute,
        {asValue(attribute.id),
         asValue(attribute.tenant),
         asValue(attribute.person),
         asValue(attribute.index),
         toText(kindOf(attribute.value)),
         Blob{bytesOf(attribute.value)},
         asValue(attribute.keyId),
         asValue(attribute.validFrom),
         asValue(attribute.validTo)}
    ));
}

bool Persons::endAttribute(const TenantId& tenant, const AttributeId& id, Instant at) {
    return one(db_.execute(kEndAttribute, {asValue(tenant), asValue(id), asValue(at)}));
}

bool Persons::bumpVersion(const TenantId& tenant, const PersonId& person, std::int64_t expected) {
    return one(db_.execute(kBumpVersion, {asValue(tenant), asValue(person), expected}));
}

}  // namespace bowline::store
