#include "connector/pipeline/person_reader.h"

#include "connector/store/aliases.h"
#include "connector/store/blocks.h"
#include "connector/store/persons.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/seal.h"

#include <utility>

namespace bowline::pipeline {

namespace {

void keep(stages::PersonValues& known, Phone value) {
    known.phones.push_back(std::move(value));
}
void keep(stages::PersonValues& known, Bsuid value) {
    known.bsuids.push_back(std::move(value));
}
void keep(stages::PersonValues& known, DisplayName value) {
    known.names.push_back(std::move(value));
}

}  // namespace

vault::SealingKeyPtr PersonReader::openKey(const KeyId& id) {
    auto key = parts_.openKeys.get(id, [&](const KeyId& wanted) {
        return store::SealingKeys(db_).find(wanted);
    });
    if (!key)
        throw Error(
            "pipeline: the key of a person was destroyed", "the person was erased; nothing to do"
        );
    return key;
}

stages::PersonValues PersonReader::valuesOf(const PersonId& person) {
    stages::PersonValues known;
    for (const auto& row : store::Persons(db_).attributesOf(parts_.tenant, person)) {
        const auto key = openKey(row.keyId);
        const vault::CellAddress address{
            parts_.tenant.str(), "person_attributes", "value", row.id.bytes(), 1};
        std::visit(
            [&](const auto& sealed) { keep(known, vault::open(*key, address, sealed)); }, row.value
        );
    }
    return known;
}

std::map<DestinationId, std::string> PersonReader::aliasesOf(const PersonId& person) {
    std::map<DestinationId, std::string> aliases;
    const auto active = parts_.active.with([](const ActiveRules& rules) { return rules; });
    for (const auto& [destination, mapping] : active.rules->mappings) {
        auto alias = store::Aliases(db_).find(parts_.tenant, destination, person);
        if (alias)
            aliases.emplace(destination, std::move(*alias));
    }
    return aliases;
}

bool PersonReader::isBlocked(const PersonId& person) {
    return store::Blocks(db_).isBlocked(parts_.tenant, person);
}

}  // namespace bowline::pipeline
