#include "connector/model/item.h"

#include "connector/base/error.h"

namespace bowline {

bool canJoin(const ClearedItem& first, const ClearedItem& next) {
    const auto& one = first.item();
    const auto& other = next.item();
    return one.destination == other.destination && one.keys.ticket == other.keys.ticket &&
           one.keys.contact == other.keys.contact &&
           one.content.messageKind == other.content.messageKind && !one.content.late &&
           !other.content.late && one.content.closesTicket == other.content.closesTicket;
}

ClearedItem joined(std::span<const ClearedItem> items) {
    if (items.empty())
        throw Error("model: nothing to join");
    MaskedItem all = items.front().item();
    for (const auto& next : items.subspan(1)) {
        if (!canJoin(items.front(), next))
            throw Error("model: these items cannot be joined");
        all.content.commentText += "\n\n" + next.content().commentText;
        for (const auto& [cls, count] : next.item().removed)
            all.removed[cls] += count;
    }
    return ClearedItem(std::move(all));
}

}  // namespace bowline
