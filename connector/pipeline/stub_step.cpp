#include "connector/pipeline/stub_step.h"

#include "connector/base/log.h"
#include "connector/base/text.h"
#include "connector/pipeline/item_rows.h"
#include "connector/pipeline/stub.h"
#include "connector/stages/leak_guard.h"
#include "connector/store/outbox.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/seal.h"

namespace bowline::pipeline {

namespace {

constexpr std::string_view kGuarded = "egress_guard";  // delivery's reason
constexpr std::size_t kMostParked = 10'000;

/// One item has one stub, whoever makes it and however often.
ItemId stubIdOf(const ItemId& parked) {
    const auto digest = sha256({"stub", parked.bytes()});
    return *ItemId::fromBytes(asText(digest).substr(0, 16));
}

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
    stub.row.id = stubIdOf(parked.id);
    stub.row.counted = false;
    stub.row.dueAt = stub.row.createdAt = parts.clock.now();
    sealInto(stub.row, *cleared, forbidden, key);
    stub.entry = entryFor(ledger::Act::DisclosureReleased, stub.row, stub.row.createdAt);
    return stub;
}

}  // namespace

std::vector<store::OutboxItem> parkedWithoutStub(store::Database& reader) {
    store::Outbox outbox(reader);
    auto parked = outbox.parkedFor(kGuarded, kMostParked);
    std::erase_if(parked, [&](const store::OutboxItem& item) {
        return outbox.find(stubIdOf(item.id)).has_value();
    });
    return parked;
}

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
            if (store::Outbox(db).find(stub->row.id))
                return;
            store::Outbox(db).insert(stub->row, store::ItemState::Queued, "");
            audit.append(db, {stub->entry, subject.get(), stub->row.person});
        },
        [arrived = parts.itemsArrived](const std::exception_ptr& failure) {
            failure ? logEvent("loop.failed", {{"loop", "stub"}}) : arrived();
        }
    );
}

}  // namespace bowline::pipeline
