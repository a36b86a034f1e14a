// Read, opened and measured on the courier's thread, leased in one transaction that looks again;
// see the header.
#include "connector/delivery/joining.h"

#include "connector/base/log.h"
#include "connector/delivery/workflow.h"
#include "connector/store/delivery_steps.h"
#include "connector/store/links.h"
#include "connector/store/outbox.h"
#include "connector/vault/seal.h"

#include <iterator>
#include <vector>

namespace bowline::delivery {

namespace {

vault::CellAddress cellOf(const store::OutboxItem& row, std::string_view column) {
    return {row.tenant.str(), "outbox", column, row.id.bytes(), row.guardVersion};
}

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

std::vector<ClearedItem> itemsOf(const std::vector<OpenedItem>& all) {
    std::vector<ClearedItem> items;
    for (const auto& each : all)
        items.push_back(each.item);
    return items;
}

OpenedItem together(const std::vector<OpenedItem>& all) {
    Forbidden forbidden;
    for (const auto& each : all) {
        const auto& values = each.forbidden.values;
        forbidden.values.insert(forbidden.values.end(), values.begin(), values.end());
    }
    return {joined(itemsOf(all)), std::move(forbidden)};
}

// A ticket that is not there yet is made with its first message.
bool mayLead(const store::LeasedItem& row, const ClearedItem& item, const JoiningParts& parts) {
    using store::LinkKind;
    const auto& [tenant, destination] = std::tie(row.item.tenant, row.item.destination);
    return !row.lookUpFirst && !row.alone && row.joined.empty() &&
           !store::DeliverySteps(parts.reader).any(row.item.id) &&
           store::Links(parts.reader)
               .find(tenant, destination, LinkKind::Ticket, item.keys().ticket);
}

std::optional<store::JoinLimits> limitsOf(const JoiningParts& parts) {
    const auto& adapter = *parts.destination.adapter;
    const auto joining = adapter.joining();
    if (!joining || joining->mostItems < 2)
        return std::nullopt;
    if (!joining->primitives.contains(commentAmong(adapter.capabilities())))
        return std::nullopt;
    return store::JoinLimits{parts.clock.now(), joining->window, joining->mostItems - 1};
}

// The row's own first, then as many as make one comment with it.
std::vector<OpenedItem> fitting(
    OpenedItem own, const std::vector<store::LeasedItem>& waiting, const JoiningParts& parts
) {
    std::vector<OpenedItem> all{std::move(own)};
    for (const auto& row : waiting) {
        auto next = opened(row.item, parts.key);
        if (!next || !canJoin(all.front().item, next->item))
            break;
        all.push_back(std::move(*next));
        if (parts.destination.adapter->isOneComment(joined(itemsOf(all))))
            continue;
        all.pop_back();
        break;
    }
    return all;
}

std::vector<store::LeasedItem> leased(
    const store::LeasedItem& row,
    const std::vector<store::LeasedItem>& waiting,
    std::size_t count,
    const store::JoinLimits& limits,
    store::Writer& writer
) {
    std::vector<ItemId> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.push_back(waiting[i].item.id);
    std::vector<store::LeasedItem> rows;
    writer.call([&](store::Database& db) { rows = store::Outbox(db).join(row, ids, limits); });
    return rows;
}

void say(const store::LeasedItem& leader) {
    for (const auto& row : leader.joined) {
        logEvent(
            "delivery.joined",
            {{"item", row.item.id.hex()},
             {"destination", row.item.destination.str()},
             {"to", leader.item.id.hex()}}
        );
    }
}

}  // namespace

std::optional<OpenedItem> openedGroup(const store::LeasedItem& row, const vault::SealingKey& key) {
    auto own = opened(row.item, key);
    if (!own || row.joined.empty())
        return own;
    std::vector<OpenedItem> all{std::move(*own)};
    for (const auto& each : row.joined) {
        auto next = opened(each.item, key);
        if (!next || !canJoin(all.front().item, next->item))
            return std::nullopt;
        all.push_back(std::move(*next));
    }
    return together(all);
}

OpenedItem withWaiting(store::LeasedItem& row, OpenedItem own, const JoiningParts& parts) {
    const auto limits = limitsOf(parts);
    if (!limits || !mayLead(row, own.item, parts))
        return own;
    const auto waiting = store::Outbox(parts.reader).waitingBehind(row, *limits);
    if (waiting.empty())
        return own;
    auto all = fitting(std::move(own), waiting, parts);
    if (all.size() > 1)
        row.joined = leased(row, waiting, all.size() - 1, *limits, parts.writer);
    all.erase(std::next(all.begin(), std::ssize(row.joined) + 1), all.end());
    say(row);
    return together(all);
}

}  // namespace bowline::delivery
