// What the leak guard's tests share: an item as render would make it, and what is forbidden in it.
#pragma once

#include "connector/model/item.h"

#include <string>
#include <string_view>

namespace bowline {

/// An item of clean fields with `comment` as its text.
inline MaskedItem itemSaying(std::string_view comment) {
    MaskedItem item;
    item.destination = DestinationId("helpdesk");
    item.ruleSet = std::string(64, 'a');
    item.rule = "default";
    item.keys = {
        "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "4111111111111111aaaabbbbccccdddd",
        "00112233445566778899aabbccddeeff"};
    item.content.contactAlias = "Amber-Falcon-27";
    item.content.contactName = "Amber-Falcon-27";
    item.content.contactFields = {{"Country", "DE"}};
    item.content.ticketSubject = "[WA] Amber-Falcon-27 · Support";
    item.content.ticketQueue = "Support";
    item.content.ticketFields = {
        {"WA-Alias", "Amber-Falcon-27"}, {"WA-Window-Until", "2026-11-24 14:21"}};
    item.content.commentText = comment;
    item.content.messageKind = "text";
    return item;
}

inline ForbiddenValue forbiddenValue(std::string_view cls, std::string_view value) {
    return {FoundValue(value), std::string(cls)};
}

}  // namespace bowline
