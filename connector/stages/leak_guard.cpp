// Searches each leaf, then all of them joined. Nothing else belongs into this file: the negative
// control of the tests replaces it as a whole (tests/support/empty_guard.cpp).
#include "connector/stages/leak_guard.h"

#include "connector/detect/forbidden_search.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace bowline::stages {

namespace {

struct Leaf {
    std::string field;
    std::string text;
};

/// Everything that a person wrote or a template made, in the order of a ticket.
std::vector<Leaf> textLeaves(const ItemContent& content) {
    std::vector<Leaf> leaves{
        {"contact.alias", content.contactAlias}, {"contact.name", content.contactName}};
    for (const auto& [name, value] : content.contactFields)
        leaves.push_back({"contact.fields." + name, toText(value)});
    leaves.push_back({"ticket.subject", content.ticketSubject});
    leaves.push_back({"ticket.queue", content.ticketQueue});
    for (const auto& [name, value] : content.ticketFields)
        leaves.push_back({"ticket.fields." + name, toText(value)});
    for (const auto& tag : content.ticketTags)
        leaves.push_back({"ticket.tags", tag});
    leaves.push_back({"ticket.priority", content.ticketPriority});
    leaves.push_back({"comment.text", content.commentText});
    leaves.push_back({"message.kind", content.messageKind});
    return leaves;
}

/// Our own ids. They are not looked through for checksums: 32 random hexadecimal characters hold a
/// run of digits that passes a check now and then, and nobody but our HMAC writes them.
std::vector<Leaf> keyLeaves(const ItemKeys& keys) {
    return {
        {"keys.contact", keys.contact},
        {"keys.ticket", keys.ticket},
        {"keys.message", keys.message}};
}

std::optional<Leak> firstLeak(
    const std::vector<Leaf>& leaves,
    const detect::ForbiddenSearch& search,
    const detect::Checksums& also
) {
    for (const auto& leaf : leaves) {
        if (auto hit = search.in(leaf.text, also))
            return Leak{hit->cls, hit->form, leaf.field};
    }
    return std::nullopt;
}

/// A value that templates cut into pieces. Nothing is put between the leaves, so the pieces meet;
/// checksums are left out, since digits of unrelated leaves meet as well.
std::optional<Leak> leakInAll(
    const std::vector<Leaf>& leaves, const detect::ForbiddenSearch& search
) {
    std::string all;
    for (const auto& leaf : leaves)
        all += leaf.text;
    if (auto hit = search.in(all, detect::kNoChecksums))
        return Leak{hit->cls, hit->form, "all fields joined"};
    return std::nullopt;
}

/// A value that began in the comment before. What stands there alone is out, and blocks nothing.
std::optional<Leak> leakAcross(
    std::string_view before, std::string_view comment, const detect::ForbiddenSearch& search
) {
    constexpr std::size_t kContext = 256;  // longer than any value that a detector finds
    if (before.empty())
        return std::nullopt;
    before.remove_prefix(before.size() - std::min(before.size(), kContext));
    const auto hit = search.in(
        std::string(before) + "\n" + std::string(comment.substr(0, kContext)), detect::kNoChecksums
    );
    if (!hit || search.in(before, detect::kNoChecksums))
        return std::nullopt;
    return Leak{hit->cls, hit->form, "comment.text and the one before"};
}

}  // namespace

std::variant<ClearedItem, Leak> LeakGuard::check(
    MaskedItem item, const Forbidden& forbidden, const GuardContext& context
) {
    const detect::ForbiddenSearch search(forbidden);
    const auto texts = textLeaves(item.content);
    const detect::Checksums notKept{
        !context.permitted.classes.contains("payment_card"),
        !context.permitted.classes.contains("iban"),
        &context.permitted.accounts};
    if (auto leak = firstLeak(texts, search, notKept))
        return *leak;
    if (auto leak = firstLeak(keyLeaves(item.keys), search, detect::kNoChecksums))
        return *leak;
    if (auto leak = leakInAll(texts, search))
        return *leak;
    if (auto leak = leakAcross(context.shownBefore, item.content.commentText, search))
        return *leak;
    return ClearedItem(std::move(item));
}

}  // namespace bowline::stages
