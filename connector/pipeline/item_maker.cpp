#include "connector/pipeline/item_maker.h"

#include "connector/base/log.h"
#include "connector/base/random_id.h"
#include "connector/stages/leak_guard.h"
#include "connector/vault/seal.h"

namespace bowline::pipeline {

namespace {

// The item's AAD carries the guard's version: vault::open<ClearedItem> succeeds only for what this
// guard made.
vault::CellAddress cellOf(const store::OutboxItem& row, std::string_view column) {
    return {row.tenant.str(), "outbox", column, row.id.bytes(), row.guardVersion};
}

/// Only what says nothing of the person: names of ours, keys and a fixed sentence.
ItemContent stubContent(const ItemContent& full, const std::string& language) {
    ItemContent stub;
    stub.contactAlias = full.contactAlias;
    stub.contactName = full.contactAlias;
    stub.ticketSubject = "[WA] " + full.contactAlias;
    stub.ticketQueue = full.ticketQueue;
    stub.commentText = stages::stubText("withheld", language);
    stub.messageKind = full.messageKind;
    stub.sentAt = full.sentAt;
    stub.late = full.late;
    return stub;
}

}  // namespace

void ItemMaker::add(stages::Rendered rendered, store::ItemKind kind) {
    auto judged = stages::LeakGuard::check(rendered.item, rendered.forbidden);
    if (const auto* cleared = std::get_if<ClearedItem>(&judged)) {
        addCleared(*cleared, rendered.forbidden, kind, kind == store::ItemKind::Comment);
        return;
    }
    addParked(rendered.item, std::get<stages::Leak>(judged));
    addStub(std::move(rendered.item), rendered.forbidden);
}

void ItemMaker::addCleared(
    const ClearedItem& item, const Forbidden& forbidden, store::ItemKind kind, bool counted
) {
    auto row = rowFor(item.item(), kind, counted);
    row.item = vault::seal(*context_.personKey, cellOf(row, "item"), item);
    row.forbidden = vault::seal(*context_.personKey, cellOf(row, "forbidden"), forbidden);
    auto entry = entryFor(ledger::Act::DisclosureReleased, row);
    entry.counts = item.item().removed;
    plan_.entries.push_back(std::move(entry));
    plan_.items.push_back({std::move(row), store::ItemState::Queued, "", std::nullopt});
}

void ItemMaker::addParked(const MaskedItem& item, const stages::Leak& leak) {
    auto row = rowFor(item, store::ItemKind::Comment, true);
    // Contained at once: the guard stands before the outbox, so the value has not left.
    store::Incident incident{
        newId<store::IncidentId>(),
        row.tenant,
        plan_.event,
        row.id,
        row.destination,
        leak.cls,
        leak.form,
        leak.field,
        row.ruleSet,
        context_.now,
        context_.now};
    auto entry = entryFor(ledger::Act::IncidentOpened, row);
    entry.reason = "leak_guard";
    entry.codes["class"] = leak.cls;
    logEvent(
        "guard.blocked",
        {{"item", row.id.hex()},
         {"destination", row.destination.str()},
         {"class", leak.cls},
         {"form", leak.form},
         {"field", leak.field}}
    );
    plan_.entries.push_back(std::move(entry));
    plan_.items.push_back(
        {std::move(row), store::ItemState::Parked, "leak_guard", std::move(incident)}
    );
}

void ItemMaker::addStub(MaskedItem item, const Forbidden& forbidden) {
    item.content = stubContent(item.content, context_.rules.language);
    item.removed.clear();
    const auto judged = stages::LeakGuard::check(std::move(item), forbidden);
    // A stub that is refused too stays away: the parked row and its incident already tell of it.
    if (const auto* cleared = std::get_if<ClearedItem>(&judged)) {
        addCleared(*cleared, forbidden, store::ItemKind::Comment, false);
    }
}

store::OutboxItem ItemMaker::rowFor(const MaskedItem& item, store::ItemKind kind, bool counted)
    const {
    const auto& placed = context_.placed;
    store::OutboxItem row;
    row.id = newId<ItemId>();
    row.tenant = plan_.tenant;
    row.destination = item.destination;
    row.purpose = context_.rules.mappings.at(item.destination).purpose;
    row.kind = kind;
    row.counted = counted;
    row.event = plan_.event;
    row.person = placed.person;
    row.conversation = placed.conversation;
    row.episode = placed.episode;
    row.order = placed.event.order;
    row.dueAt = row.createdAt = context_.now;
    row.ruleSet = context_.rules.id;
    row.guardVersion = stages::LeakGuard::kVersion;
    row.keyId = context_.personKey->id();
    return row;
}

ledger::EntryFields ItemMaker::entryFor(ledger::Act act, const store::OutboxItem& row) const {
    ledger::EntryFields entry;
    entry.at = context_.now;
    entry.act = act;
    entry.object = "item:" + row.id.hex();
    entry.ruleSet = row.ruleSet;
    entry.codes = {{"destination", row.destination.str()}, {"purpose", row.purpose.str()}};
    return entry;
}

}  // namespace bowline::pipeline
