#include "connector/pipeline/item_maker.h"

#include "connector/base/log.h"
#include "connector/base/random_id.h"
#include "connector/pipeline/item_rows.h"
#include "connector/pipeline/stub.h"
#include "connector/stages/leak_guard.h"

namespace bowline::pipeline {

void ItemMaker::add(stages::Rendered rendered, store::ItemKind kind, std::string_view shownBefore) {
    addLate(rendered);
    addAmendments(rendered);
    tellUnfit(rendered);
    auto judged = stages::LeakGuard::check(
        rendered.item, rendered.forbidden, {shownBefore, rendered.permitted}
    );
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
    addRow(rowFor(item.item(), kind, counted), item, forbidden);
}

void ItemMaker::addRow(store::OutboxItem row, const ClearedItem& item, const Forbidden& forbidden) {
    sealInto(row, item, forbidden, *context_.personKey);
    auto entry = entryFor(ledger::Act::DisclosureReleased, row, context_.now);
    entry.counts = item.item().removed;
    entry.codes["route"] = item.item().rule;
    plan_.entries.push_back(std::move(entry));
    plan_.items.push_back({std::move(row), store::ItemState::Queued, "", std::nullopt});
}

/// What the guard refuses stays as it is: it is outside already, and its incident tells of it.
void ItemMaker::addAmendments(const stages::Rendered& rendered) {
    for (const auto& amendment : rendered.amendments) {
        const auto judged =
            stages::LeakGuard::check(amendment.item, rendered.forbidden, {{}, rendered.permitted});
        const auto* cleared = std::get_if<ClearedItem>(&judged);
        if (cleared == nullptr)
            continue;
        auto row = rowFor(amendment.item, store::ItemKind::Amend, false);
        row.event = amendment.event;
        row.episode = amendment.episode;
        addRow(std::move(row), *cleared, rendered.forbidden);
    }
}

void ItemMaker::tellUnfit(const stages::Rendered& rendered) {
    for (const auto& field : rendered.unfit)
        logEvent(
            "field.left_out", {{"destination", rendered.item.destination.str()}, {"field", field}}
        );
}

void ItemMaker::addLate(const stages::Rendered& rendered) {
    const auto& destination = rendered.item.destination;
    for (const auto& late : rendered.late) {
        plan_.incidents.push_back(lateIncident(destination, late));
        plan_.entries.push_back(lateEntry(destination, late));
        logEvent(
            "value.late_discovery",
            {{"event", late.event.hex()}, {"destination", destination.str()}, {"class", late.cls}}
        );
    }
}

/// Contained at once too: the rest of the value is masked, so the whole of it is not outside.
store::Incident ItemMaker::lateIncident(
    const DestinationId& destination, const stages::LateDiscovery& late
) const {
    return {
        .id = newId<store::IncidentId>(),
        .tenant = plan_.tenant,
        .event = late.event,
        .item = std::nullopt,
        .destination = destination,
        .cls = late.cls,
        .form = "late_discovery",
        .field = "comment.text",
        .ruleSet = context_.rules.id,
        .openedAt = context_.now,
        .containedAt = context_.now};
}

ledger::EntryFields ItemMaker::lateEntry(
    const DestinationId& destination, const stages::LateDiscovery& late
) const {
    ledger::EntryFields entry;
    entry.at = context_.now;
    entry.act = ledger::Act::IncidentOpened;
    entry.object = "event:" + late.event.hex();
    entry.reason = "late_discovery";
    entry.ruleSet = context_.rules.id;
    entry.codes = {{"destination", destination.str()}, {"class", late.cls}};
    return entry;
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
    auto entry = entryFor(ledger::Act::IncidentOpened, row, context_.now);
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
    const auto judged =
        stages::LeakGuard::check(stubOf(std::move(item), context_.rules.language), forbidden);
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
    row.givesWay = isImported(placed.event);
    return row;
}

}  // namespace bowline::pipeline
