// The JSON file that is a ticket of the folder destination: its model, its bytes, its name.
// Promises that what `toJson` wrote, `fromJson` reads back equal; does no input or output and
// judges nothing.
#pragma once

#include "connector/model/item.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::adapters::folder {

/// One disclosed message. Texts are masked by the mapping already.
struct TicketEntry {
    std::string key;  ///< 32 hex characters, one a message and destination
    std::string at;   ///< provider time, ISO 8601 with Z
    std::string kind;
    std::string text;
    bool late = false;  ///< arrived after a later one had been disclosed
    friend bool operator==(const TicketEntry&, const TicketEntry&) = default;
};

/// Who writes. All of it is what the mapping released.
struct TicketContact {
    std::string key;  ///< 32 hex characters, one a person and destination
    std::string alias;
    std::string name;
    FieldValues fields;
    friend bool operator==(const TicketContact&, const TicketContact&) = default;
};

struct TicketFile {
    std::string key;  ///< 32 hex characters, one an episode and destination
    TicketContact contact;
    std::string subject;
    std::string queue;
    FieldValues fields;
    std::vector<TicketEntry> entries;  ///< in the order of disclosure
    std::vector<std::string> tags{};
    std::string priority{};  ///< one of kPriorities; empty: none was set
    std::string status{};    ///< as adapter_api::toText(TicketStatus); empty: nobody has set one

    [[nodiscard]] bool holds(std::string_view messageKey) const;
    friend bool operator==(const TicketFile&, const TicketFile&) = default;
};

/// A ticket without entries, and the entry, that `item` asks for.
TicketFile newTicket(const ClearedItem& item);
TicketEntry entryOf(const ClearedItem& item);

/// The id of the item's ticket and the stem of its file names: "<alias>-<first 8 of the ticket
/// key>", the alias reduced to ASCII letters, digits and '-', at most 40 of them ("ticket" when
/// nothing is left).
std::string ticketIdOf(const ClearedItem& item);

/// UTF-8 JSON with a newline at the end; bytes that are not UTF-8 become U+FFFD.
std::string toJson(const TicketFile& ticket);
/// Absence: nothing when the bytes are not a ticket file of this format, whatever they are.
std::optional<TicketFile> fromJson(std::string_view bytes);

}  // namespace bowline::adapters::folder
