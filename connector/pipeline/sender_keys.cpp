#include "connector/pipeline/sender_keys.h"

#include <algorithm>

namespace bowline::pipeline {

namespace {

vault::SealingKeyPtr openKey(store::Database& db, const Parts& parts, const KeyId& id) {
    auto key = parts.openKeys.get(id, [&](const KeyId& wanted) {
        return store::SealingKeys(db).find(wanted);
    });
    if (!key)
        throw Error(
            "pipeline: the key of a sender was destroyed", "the person was erased; nothing to do"
        );
    return key;
}

SenderKey newSenderKey(const Parts& parts, Instant now) {
    SenderKey made;
    made.key = std::make_shared<const vault::SealingKey>(parts.keys.newSealingKey());
    made.newKey = store::StoredKey{parts.keys.wrap(*made.key), parts.tenant, std::nullopt, now};
    return made;
}

bool isKnown(const std::vector<store::SenderRow>& known, const BlindIndex& index) {
    return std::ranges::find(known, index, &store::SenderRow::index) != known.end();
}

}  // namespace

SenderKey keyForSender(
    store::Database& db, const Parts& parts, const std::vector<BlindIndex>& indexes
) {
    const auto known = store::Senders(db).find(parts.tenant, indexes);
    const auto now = parts.clock.now();
    SenderKey sender = known.empty() ? newSenderKey(parts, now) : SenderKey{};
    if (!known.empty())
        sender.key = openKey(db, parts, known.front().keyId);
    for (const auto& index : indexes) {
        if (isKnown(known, index))
            continue;
        sender.newSenders.push_back({parts.tenant, index, sender.key->id(), std::nullopt, now});
    }
    return sender;
}

void writeSenderKey(store::Database& db, const SenderKey& sender) {
    if (sender.newKey && !store::SealingKeys(db).insertIfAbsent(*sender.newKey)) {
        throw Stale("pipeline: a sender's key was made twice");
    }
    for (const auto& row : sender.newSenders) {
        if (!store::Senders(db).insert(row))
            throw Stale("pipeline: a sender became known meanwhile");
    }
}

}  // namespace bowline::pipeline
