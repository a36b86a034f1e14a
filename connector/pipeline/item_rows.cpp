#include "connector/pipeline/item_rows.h"

#include "connector/vault/seal.h"

namespace bowline::pipeline {

vault::CellAddress cellOf(const store::OutboxItem& row, std::string_view column) {
    return {row.tenant.str(), "outbox", column, row.id.bytes(), row.guardVersion};
}

void sealInto(
    store::OutboxItem& row,
    const ClearedItem& item,
    const Forbidden& forbidden,
    const vault::SealingKey& key
) {
    row.item = vault::seal(key, cellOf(row, "item"), item);
    row.forbidden = vault::seal(key, cellOf(row, "forbidden"), forbidden);
}

ledger::EntryFields entryFor(ledger::Act act, const store::OutboxItem& row, Instant at) {
    ledger::EntryFields entry;
    entry.at = at;
    entry.act = act;
    entry.object = "item:" + row.id.hex();
    entry.ruleSet = row.ruleSet;
    entry.codes = {{"destination", row.destination.str()}, {"purpose", row.purpose.str()}};
    return entry;
}

}  // namespace bowline::pipeline
