#include "tests/support/tickets.h"

#include "tests/support/temp_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace bowline::tests {

namespace {

using nlohmann::json;

/// Numbers and booleans as JSON writes them.
std::map<std::string, std::string> fieldsOf(const json& tree) {
    std::map<std::string, std::string> fields;
    for (const auto& [name, value] : tree.items())
        fields.emplace(name, value.is_string() ? value.get<std::string>() : value.dump());
    return fields;
}

Ticket ticketAt(const std::filesystem::path& file) {
    Ticket ticket;
    ticket.file = file;
    ticket.bytes = readFile(file);
    const auto tree = json::parse(ticket.bytes);
    ticket.alias = tree.at("contact").at("alias");
    ticket.subject = tree.at("subject");
    ticket.queue = tree.at("queue");
    ticket.status = tree.value("status", std::string());
    ticket.fields = fieldsOf(tree.at("fields"));
    ticket.contactFields = fieldsOf(tree.at("contact").at("fields"));
    for (const auto& one : tree.at("messages")) {
        ticket.messages.push_back(
            {one.at("key"), one.at("at"), one.at("kind"), one.at("text"), one.value("late", false)}
        );
    }
    return ticket;
}

}  // namespace

std::vector<std::string> Ticket::texts() const {
    std::vector<std::string> all;
    std::ranges::transform(messages, std::back_inserter(all), &TicketMessage::text);
    return all;
}

std::vector<Ticket> ticketsIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto& path = entry.path();
        const bool hidden = path.filename().string().starts_with('.');
        if (!hidden && path.extension() == ".json" && entry.is_regular_file())
            files.push_back(path);
    }
    std::ranges::sort(files);
    std::vector<Ticket> tickets;
    std::ranges::transform(files, std::back_inserter(tickets), ticketAt);
    return tickets;
}

}  // namespace bowline::tests
