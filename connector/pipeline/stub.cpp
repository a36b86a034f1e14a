#include "connector/pipeline/stub.h"

#include "connector/stages/render.h"

namespace bowline::pipeline {

MaskedItem stubOf(MaskedItem item, const std::string& language) {
    const ItemContent full = std::move(item.content);
    ItemContent stub;
    stub.contactAlias = stub.contactName = full.contactAlias;
    stub.ticketSubject = "[WA] " + full.contactAlias;
    stub.ticketQueue = full.ticketQueue;
    stub.commentText = stages::stubText("withheld", language);
    stub.messageKind = full.messageKind;
    stub.sentAt = full.sentAt;
    stub.late = full.late;
    item.content = std::move(stub);
    item.removed.clear();
    return item;
}

}  // namespace bowline::pipeline
