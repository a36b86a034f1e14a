// Opens one item and sends it on its trip; see the header.
#include "connector/delivery/carrier.h"

#include "connector/delivery/trip.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/seal.h"

namespace bowline::delivery {

namespace {

using store::LeasedItem;

bool isCarried(store::ItemKind kind) {
    return kind == store::ItemKind::Comment || kind == store::ItemKind::StopNote;
}

vault::CellAddress cellOf(const store::OutboxItem& row, std::string_view column) {
    return {row.tenant.str(), "outbox", column, row.id.bytes(), row.guardVersion};
}

// Nothing when the cell is not what the guard sealed: nothing that waiting could mend.
std::optional<OpenedItem> opened(const store::OutboxItem& row, const vault::SealingKey& key) {
    if (!row.item || !row.forbidden)
        return std::nullopt;
    try {
        return OpenedItem{
            vault::open(key, cellOf(row, "item"), *row.item),
            vault::open(key, cellOf(row, "forbidden"), *row.forbidden),
        };
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

Attempt Carrier::carry(const LeasedItem& row, Destination& destination, store::Database& reader)
    const {
    if (!isCarried(row.item.kind))
        return unopened(Unusable{"kind_not_carried"});
    vault::SealingKeyPtr key;
    try {
        const auto find = [&](const KeyId& id) { return store::SealingKeys(reader).find(id); };
        key = openKeys_.get(row.item.keyId, find);
    } catch (const Error&) {
        return unopened(Postponed{"store_busy", std::nullopt});
    }
    if (!key)
        return unopened(Unusable{"key_destroyed"});
    auto subjectKey = std::make_shared<const KeyedHash>(vault::Keys::ledgerSubjectHash(*key));
    // One whose answer was lost may have arrived: it is looked up, and nothing new is sent.
    if (row.stopped && !row.lookUpFirst)
        return {Stopped{}, std::nullopt, std::move(subjectKey)};
    const auto open = opened(row.item, *key);
    if (!open)
        return {Unusable{"cell_closed"}, std::nullopt, std::move(subjectKey)};
    Trip trip(row, *open, {destination, reader, writer_, audit_, clock_, *key, *subjectKey});
    auto ending = trip.run();
    auto commitment = trip.commitment();
    return {std::move(ending), commitment, std::move(subjectKey)};
}

}  // namespace bowline::delivery
