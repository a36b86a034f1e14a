#include "connector/pipeline/stub_step.h"

#include "connector/base/log.h"
#include "connector/base/random_id.h"
#include "connector/pipeline/item_rows.h"
#include "connector/pipeline/stub.h"
#include "connector/stages/leak_guard.h"
#include "connector/store/outbox.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/seal.h"

namespace bowline::pipeline {

namespace {

struct StubRow {
    store::OutboxItem row;
    ledger::EntryFields entry;
};

std::optional<StubRow> makeStub(
    const store::OutboxItem& parked, const vault::SealingKey& key, const Parts& parts
) {
    const auto item = vault::open<ClearedItem>(key, cellOf(parked, "item"), *parked.item);
    const auto forbidden =
        vault::open<Forbidden>(key, cellOf(parked, "forbidden"), *parked.forbidden);
    const auto active = parts.active.with([](const ActiveRules& rules) { return rules; });
    const auto judged =
        stages::LeakGuard::check(stubOf(item.item(), active.rules->language), forbidden);
    const auto* cleared = std::get_if<ClearedItem>(&judged);
    if (cleared == nullptr)
        return std::nullopt;
    StubRow stub{parked, {}};
    stub.row.id = newId<ItemId>();
    stub.row.counted = false;
    stub.row.dueAt = stub.row.createdAt = parts.clock.now();
    sealInto(stub.row, *cleared, forbidden, key);
    stub.entry = entryFor(ledger::Act::DisclosureReleased, stub.row, stub.row.createdAt);
    return stub;
}

}  // namespace

void sendStubFor(const store::OutboxItem& parked, store::Database& reader, const Parts& parts) {
    const auto key = parts.openKeys.get(parked.keyId, [&](const KeyId& id) {
        return store::SealingKeys(reader).find(id);
    });
    if (!key || !parked.item || !parked.forbidden)
        return;
    const auto stub = makeStub(parked, *key, parts);
    if (!stub)
        return;
    const auto subject = std::make_shared<const KeyedHash>(vault::Keys::ledgerSubjectHash(*key));
    parts.writer.submit(
        [stub, subject, &audit = parts.audit](store::Database& db) {
            store::Outbox(db).insert(stub->row, store::ItemState::Queued, "");
            audit.append(db, {stub->entry, subject.get(), stub->row.person});
        },
        [arrived = parts.itemsArrived](const std::exception_ptr& failure) {
            failure ? logEvent("loop.failed", {{"loop", "stub"}}) : arrived();
        }
    );
}

}  // namespace bowline::pipeline
