// What agents get to see: the ticket files of the folder destination, read from their description
// in adapters/folder/README.md and not through the product's code.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace bowline::tests {

struct TicketMessage {
    std::string key;
    std::string at;
    std::string kind;
    std::string text;
    bool late = false;
};

struct Ticket {
    std::string alias;
    std::string subject;
    std::string queue;
    std::string status;  ///< empty: nobody has set one
    std::map<std::string, std::string> fields;
    std::map<std::string, std::string> contactFields;
    std::vector<TicketMessage> messages;
    std::string bytes;           ///< the JSON file as it stands there
    std::filesystem::path file;  ///< of the JSON

    /// The messages' texts, in order.
    [[nodiscard]] std::vector<std::string> texts() const;
};

/// All tickets of the folder, by file name. Files under way (temporary names) are no tickets.
std::vector<Ticket> ticketsIn(const std::filesystem::path& folder);

}  // namespace bowline::tests
