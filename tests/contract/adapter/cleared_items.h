// Cleared items for tests of adapters and delivery. It stands in for the leak guard, the only maker
// of a ClearedItem besides the vault, and therefore links only into programs without
// bowline::stages.
#pragma once

#include "connector/model/item.h"

#include <string>
#include <utility>

namespace bowline::stages {

class LeakGuard {
public:
    static ClearedItem pass(MaskedItem item) { return ClearedItem(std::move(item)); }
};

}  // namespace bowline::stages

namespace bowline::tests {

/// 32 hexadecimal characters that differ with `number`.
inline std::string keyNumber(char kind, int number) {
    const auto digits = std::to_string(number);
    return std::string(1, kind) + std::string(31 - digits.size(), '0') + digits;
}

/// Message `message` of ticket `ticket`, already masked, sent `message` seconds after the epoch's
/// billionth.
inline MaskedItem maskedItem(int ticket, int message, std::string text) {
    return {
        .destination = DestinationId{"desk"},
        .ruleSet = std::string(64, 'a'),
        .rule = "default",
        .keys =
            {keyNumber('c', ticket),
             std::to_string(10000000 + ticket) + keyNumber('e', ticket).substr(8),
             keyNumber('d', ticket * 1000 + message)},
        .content =
            {.contactAlias = "Amber-Falcon-" + std::to_string(10 + ticket),
             .contactName = "Amber-Falcon-" + std::to_string(10 + ticket),
             .contactFields = {{"Country", "DE"}},
             .ticketSubject = "[WA] support",
             .ticketQueue = "support",
             .ticketFields = {{"WA-Channel", "main"}},
             .commentText = std::move(text),
             .messageKind = "text",
             .sentAt = Instant{std::chrono::seconds{1000000000 + message}}},
        .removed = {{"phone", 1}},
    };
}

inline ClearedItem clearedItem(int ticket, int message, std::string text) {
    return stages::LeakGuard::pass(maskedItem(ticket, message, std::move(text)));
}

}  // namespace bowline::tests
