#include "connector/pipeline/requeue.h"

#include "connector/base/error.h"
#include "connector/pipeline/item_rows.h"
#include "connector/stages/entry_labels.h"
#include "connector/stages/forbidden_values.h"
#include "connector/stages/leak_guard.h"
#include "connector/store/outbox.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/seal.h"

namespace bowline::pipeline {

namespace {

constexpr std::size_t kMost = 1'000;

/// Its place among the others is gone: it is told as what arrives late is.
MaskedItem asLate(MaskedItem item, store::ItemKind kind, std::string_view language) {
    auto& content = item.content;
    if (kind != store::ItemKind::Comment || content.late || content.commentText.empty())
        return item;
    content.late = true;
    content.commentText = stages::lateLabel(content.sentAt, language) + content.commentText;
    return item;
}

/// Absence: nothing when the guard refuses it, which may be a newer one than that which cleared it.
std::optional<store::OutboxItem> sealedAgain(
    store::OutboxItem row, const vault::SealingKey& key, const RuleSet& rules
) {
    const auto mapping = rules.mappings.find(row.destination);
    if (mapping == rules.mappings.end())
        return std::nullopt;
    const auto item = vault::open<ClearedItem>(key, cellOf(row, "item"), *row.item);
    const auto forbidden = vault::open<Forbidden>(key, cellOf(row, "forbidden"), *row.forbidden);
    const auto judged = stages::LeakGuard::check(
        asLate(item.item(), row.kind, rules.language),
        forbidden,
        {{}, stages::permittedBy(mapping->second)}
    );
    const auto* cleared = std::get_if<ClearedItem>(&judged);
    if (cleared == nullptr)
        return std::nullopt;
    row.guardVersion = stages::LeakGuard::kVersion;
    sealInto(row, *cleared, forbidden, key);
    return row;
}

/// Absence: nothing for what cannot go out, a cell that does not open among it.
std::optional<ReadyItem> ready(
    const store::OutboxItem& row, store::Database& reader, const Parts& parts, const RuleSet& rules
) {
    const auto key = parts.openKeys.get(row.keyId, [&](const KeyId& id) {
        return store::SealingKeys(reader).find(id);
    });
    if (!key || !row.item || !row.forbidden)
        return std::nullopt;
    try {
        auto again = sealedAgain(row, *key, rules);
        if (!again)
            return std::nullopt;
        return ReadyItem{
            std::move(*again),
            std::make_shared<const KeyedHash>(vault::Keys::ledgerSubjectHash(*key))};
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::vector<store::OutboxItem> chosen(
    const RequeueChoice& choice, store::Database& reader, const std::string& ruleSet
) {
    store::Outbox outbox(reader);
    return choice.item ? outbox.refused(*choice.item)
                       : outbox.refused(choice.destination, ruleSet, kMost);
}

}  // namespace

ReadyAgain readyAgain(const RequeueChoice& choice, store::Database& reader, const Parts& parts) {
    const auto rules = parts.active.with([](const ActiveRules& active) { return active.rules; });
    ReadyAgain out;
    for (const auto& row : chosen(choice, reader, rules->id)) {
        if (row.ruleSet != rules->id && !choice.earlierRules)
            ++out.ofEarlierRules;
        else if (auto item = ready(row, reader, parts, *rules))
            out.items.push_back(std::move(*item));
        else
            ++out.refused;
    }
    return out;
}

std::size_t requeue(const std::vector<ReadyItem>& items, store::Database& db, const Parts& parts) {
    const auto now = parts.clock.now();
    std::size_t queued = 0;
    for (const auto& [row, subjectKey] : items) {
        if (!store::Outbox(db).requeue(row, now))
            continue;
        const auto entry = entryFor(ledger::Act::ItemRequeued, row, now);
        parts.audit.append(db, {entry, subjectKey.get(), row.person});
        ++queued;
    }
    return queued;
}

}  // namespace bowline::pipeline
