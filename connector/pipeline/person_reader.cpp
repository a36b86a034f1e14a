#include "connector/pipeline/person_reader.h"

#include "connector/store/aliases.h"
#include "connector/store/blocks.h"
#include "connector/store/persons.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/key_destroyed.h"
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
    auto key = openKeys_.get(id, [&](const KeyId& wanted) {
        return store::SealingKeys(db_).find(wanted);
    });
    if (!key)
        throw vault::KeyDestroyed("pipeline: the key of a person was destroyed");
    return key;
}

stages::PersonValues PersonReader::valuesOf(const PersonId& person) {
    stages::PersonValues known;
    for (const auto& row : store::Persons(db_).attributesOf(tenant_, person)) {
        const auto key = openKey(row.keyId);
        const vault::CellAddress address{
            tenant_.str(), "person_attributes", "value", row.id.bytes(), 1};
        std::visit(
            [&](const auto& sealed) { keep(known, vault::open(*key, address, sealed)); }, row.value
        );
    }
    return known;
}

std::map<DestinationId, std::string> PersonReader::aliasesOf(
    const PersonId& person, const RuleSet& rules
) {
    std::map<DestinationId, std::string> aliases;
    for (const auto& [destination, mapping] : rules.mappings) {
        auto alias = store::Aliases(db_).find(tenant_, destination, person);
        if (alias)
            aliases.emplace(destination, std::move(*alias));
    }
    return aliases;
}

bool PersonReader::isBlocked(const PersonId& person) {
    return store::Blocks(db_).isBlocked(tenant_, person);
}

}  // namespace bowline::pipeline
