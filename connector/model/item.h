// What is to be disclosed to one destination, at three degrees of trust: masked by the rules
// (MaskedItem), passed by the leak guard (ClearedItem), and the values it must not hold
// (Forbidden).
//
// Only LeakGuard makes a ClearedItem from a MaskedItem, and only the vault revives one from bytes
// whose seal proves that the guard once made it: both are friends by forward declaration. `joined`
// puts cleared ones together. Adapters take ClearedItem and nothing else.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/base/sensitive.h"
#include "connector/model/field_value.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bowline {

namespace stages {
class LeakGuard;
}
namespace vault {
class ClearedItemCodec;
}

/// The words of ticketPriority, from the least to the most; an adapter translates them into its
/// system's own.
constexpr std::array<std::string_view, 4> kPriorities{"low", "normal", "high", "urgent"};

/// What one disclosure shows. Every text here is masked already; it is what will stand in the
/// ticket.
struct ItemContent {
    std::string contactAlias;  ///< "Amber-Falcon-27", drawn for this destination
    std::string contactName;   ///< rendered `contact.name`
    FieldValues contactFields;
    std::string ticketSubject;
    std::string ticketQueue;
    FieldValues ticketFields;
    std::string commentText;                ///< rendered `comment.text`
    std::string messageKind;                ///< "text" or the kind of a placeholder
    Instant sentAt;                         ///< provider time of the message
    bool late = false;                      ///< arrived after a later one had been disclosed
    std::vector<std::string> ticketTags{};  ///< rendered `ticket.tags`; none of them is empty
    std::string ticketPriority{};           ///< one of kPriorities; empty: the mapping sets none
    bool closesTicket = false;              ///< the ticket is over, whatever a comment opens
    friend bool operator==(const ItemContent&, const ItemContent&) = default;
};

/// Keys of ours by which the destination's objects are found again; HMAC ids for this destination
/// only.
struct ItemKeys {
    std::string contact;  ///< 32 hex characters; one a person and destination
    std::string ticket;   ///< 32 hex characters; one an episode and destination
    std::string message;  ///< 32 hex characters; one an event and destination
    friend bool operator==(const ItemKeys&, const ItemKeys&) = default;
};

/// How many values of a class were removed or changed; goes into the ledger.
using ClassCounts = std::map<std::string, std::uint32_t>;

/// Made by `stages/render`: the mapping's actions are applied, no guard has looked yet.
struct MaskedItem {
    DestinationId destination;
    std::string ruleSet;  ///< hex of the rule set's SHA-256
    std::string rule;     ///< id of the route rule that chose the destination
    ItemKeys keys;
    ItemContent content;
    ClassCounts removed;
    friend bool operator==(const MaskedItem&, const MaskedItem&) = default;
};

/// A MaskedItem that the leak guard passed.
class ClearedItem {
public:
    [[nodiscard]] const MaskedItem& item() const noexcept { return item_; }
    [[nodiscard]] const ItemContent& content() const noexcept { return item_.content; }
    [[nodiscard]] const ItemKeys& keys() const noexcept { return item_.keys; }
    friend bool operator==(const ClearedItem&, const ClearedItem&) = default;

private:
    friend class stages::LeakGuard;
    friend class vault::ClearedItemCodec;
    friend ClearedItem joined(std::span<const ClearedItem> items);
    explicit ClearedItem(MaskedItem item) : item_(std::move(item)) {}
    MaskedItem item_;
};

/// True when `next` may stand as one more paragraph of `first`: both of one ticket and kind,
/// neither late, whose label would be lost.
[[nodiscard]] bool canJoin(const ClearedItem& first, const ClearedItem& next);
/// The messages as one, each text a paragraph of its own, all else as in the first. Each was
/// cleared for itself; who sends it searches for the forbidden values of all.
/// Errors: Error for no items, and for such as canJoin refuses.
[[nodiscard]] ClearedItem joined(std::span<const ClearedItem> items);

/// A value that must not be in the item, nor in the bytes that leave.
struct ForbiddenValue {
    FoundValue value{""};
    std::string cls;
    friend bool operator==(const ForbiddenValue&, const ForbiddenValue&) = default;
};

/// Removed values, attributes of the person that this mapping does not keep, provider ids. Travels
/// sealed beside the item; opened by `delivery` only, never given to an adapter.
struct Forbidden {
    std::vector<ForbiddenValue> values;
    friend bool operator==(const Forbidden&, const Forbidden&) = default;
};

/// What gives itself away by its check digits and may stand in the item all the same.
struct Permitted {
    std::set<std::string> classes{};   ///< that the mapping keeps
    std::set<std::string> accounts{};  ///< the business's own, small letters and digits
};

}  // namespace bowline
