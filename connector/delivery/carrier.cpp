// Opens one item and sends it on its trip; see the header.
#include "connector/delivery/carrier.h"

#include "connector/delivery/joining.h"
#include "connector/delivery/trip.h"
#include "connector/store/sealing_keys.h"

namespace bowline::delivery {

namespace {

using store::LeasedItem;

bool isCarried(store::ItemKind kind) {
    return kind == store::ItemKind::Comment || kind == store::ItemKind::StopNote ||
           kind == store::ItemKind::Amend;
}

}  // namespace

Attempt Carrier::carry(LeasedItem& row, Destination& destination, store::Database& reader) const {
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
    auto open = openedGroup(row, *key);
    if (!open)
        return {Unusable{"cell_closed"}, std::nullopt, std::move(subjectKey)};
    const bool wasGroup = !row.joined.empty();
    try {
        open = withWaiting(row, std::move(*open), {destination, reader, writer_, clock_, *key});
    } catch (const Error&) {
        return {Postponed{"store_busy", std::nullopt}, std::nullopt, std::move(subjectKey)};
    }
    Trip trip(row, *open, {destination, reader, writer_, audit_, clock_, *key, *subjectKey});
    auto ending = trip.run();
    const bool mayPart = trip.leftNothing(ending) && (!wasGroup || trip.lookedUp());
    auto commitment = trip.commitment();
    return {std::move(ending), commitment, std::move(subjectKey), mayPart};
}

}  // namespace bowline::delivery
