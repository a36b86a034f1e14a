// Ticket to JSON and back. The parser's own messages quote what it choked on, so they end here: a
// file that does not read is simply no ticket.
#include "adapters/folder/ticket_file.h"

#include "connector/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace bowline::adapters::folder {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;
constexpr int kMaxDepth = 8;  // ours have 3; nlohmann answers very deep nesting with a crash
constexpr std::size_t kMaxAliasInName = 40;

Json toTree(const FieldValues& fields) {
    Json tree = Json::object();
    for (const auto& field : fields)
        std::visit([&](const auto& typed) { tree[field.first] = typed; }, field.second);
    return tree;
}

FieldValue valueFrom(const Json& value) {
    if (value.is_boolean())
        return value.get<bool>();
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    return value.get<std::string>();
}

FieldValues fieldsFrom(const Json& tree) {
    FieldValues fields;
    for (const auto& [name, value] : tree.get<std::map<std::string, Json>>())
        fields.emplace(name, valueFrom(value));
    return fields;
}

Json toTree(const TicketEntry& entry) {
    Json tree = {{"key", entry.key}, {"at", entry.at}, {"kind", entry.kind}};
    if (entry.late)
        tree["late"] = true;
    tree["text"] = entry.text;
    return tree;
}

Json toTree(const TicketContact& contact) {
    return {
        {"key", contact.key},
        {"alias", contact.alias},
        {"name", contact.name},
        {"fields", toTree(contact.fields)},
    };
}

TicketEntry entryFrom(const Json& tree) {
    return {
        .key = tree.at("key").get<std::string>(),
        .at = tree.at("at").get<std::string>(),
        .kind = tree.at("kind").get<std::string>(),
        .text = tree.at("text").get<std::string>(),
        .late = tree.value("late", false),
    };
}

TicketContact contactFrom(const Json& tree) {
    return {
        .key = tree.at("key").get<std::string>(),
        .alias = tree.at("alias").get<std::string>(),
        .name = tree.at("name").get<std::string>(),
        .fields = fieldsFrom(tree.at("fields")),
    };
}

TicketFile ticketFrom(const Json& tree) {
    TicketFile ticket{
        .key = tree.at("ticket").get<std::string>(),
        .contact = contactFrom(tree.at("contact")),
        .subject = tree.at("subject").get<std::string>(),
        .queue = tree.at("queue").get<std::string>(),
        .fields = fieldsFrom(tree.at("fields")),
        .entries = {},
        .tags = tree.value("tags", std::vector<std::string>{}),
        .priority = tree.value("priority", std::string()),
        .status = tree.value("status", std::string()),
    };
    for (const auto& entry : tree.at("messages"))
        ticket.entries.push_back(entryFrom(entry));
    return ticket;
}

Json parsed(std::string_view bytes) {
    return Json::parse(bytes, [](int depth, Json::parse_event_t, Json&) {
        if (depth > kMaxDepth)
            throw Error("folder: ticket file is nested too deeply");
        return true;
    });
}

bool isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

}  // namespace

bool TicketFile::holds(std::string_view messageKey) const {
    return std::ranges::find(entries, messageKey, &TicketEntry::key) != entries.end();
}

TicketFile newTicket(const ClearedItem& item) {
    const auto& content = item.content();
    return {
        .key = item.keys().ticket,
        .contact =
            {.key = item.keys().contact,
             .alias = content.contactAlias,
             .name = content.contactName,
             .fields = content.contactFields},
        .subject = content.ticketSubject,
        .queue = content.ticketQueue,
        .fields = content.ticketFields,
        .entries = {},
        .tags = content.ticketTags,
        .priority = content.ticketPriority,
        .status = {},
    };
}

TicketEntry entryOf(const ClearedItem& item) {
    const auto& content = item.content();
    return {
        .key = item.keys().message,
        .at = toIso8601(content.sentAt),
        .kind = content.messageKind,
        .text = content.commentText,
        .late = content.late,
    };
}

std::string ticketIdOf(const ClearedItem& item) {
    std::string alias;
    std::ranges::copy_if(item.content().contactAlias, std::back_inserter(alias), isNameCharacter);
    alias.resize(std::min(alias.size(), kMaxAliasInName));
    return (alias.empty() ? "ticket" : alias) + '-' + item.keys().ticket.substr(0, 8);
}

std::string toJson(const TicketFile& ticket) {
    Json tree = {
        {"format", kFormat},
        {"ticket", ticket.key},
        {"subject", ticket.subject},
        {"queue", ticket.queue},
        {"fields", toTree(ticket.fields)},
        {"contact", toTree(ticket.contact)},
    };
    if (!ticket.tags.empty())
        tree["tags"] = ticket.tags;
    if (!ticket.priority.empty())
        tree["priority"] = ticket.priority;
    if (!ticket.status.empty())
        tree["status"] = ticket.status;
    tree["messages"] = Json::array();
    for (const auto& entry : ticket.entries)
        tree["messages"].push_back(toTree(entry));
    return tree.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::optional<TicketFile> fromJson(std::string_view bytes) {
    try {
        const auto tree = parsed(bytes);
        if (tree.value("format", 0) != kFormat)
            return std::nullopt;
        return ticketFrom(tree);
    } catch (const Error&) {
        return std::nullopt;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

}  // namespace bowline::adapters::folder
