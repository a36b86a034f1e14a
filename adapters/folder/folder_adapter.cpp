// The primitives of the folder destination. Order within one write: JSON first, Markdown second, so
// that a crash between them leaves the truth whole, and the next run of the primitive makes the
// page again.
#include "adapters/folder/folder_adapter.h"

#include "adapters/folder/markdown.h"
#include "adapters/folder/ticket_file.h"
#include "connector/base/error.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::folder {

namespace {

using adapter_api::Absent;
using adapter_api::Exchange;
using adapter_api::Primitive;
using adapter_api::PrimitiveInput;
using adapter_api::PrimitiveOutcome;

/// What stands under a ticket's name. `ticket` is absent when there is no file or no readable one.
struct AtRest {
    bool exists = false;
    std::optional<TicketFile> ticket;
};

AtRest read(const std::string& ticketId, Exchange& exchange) {
    const auto bytes = exchange.readFile(ticketId + ".json");
    if (!bytes)
        return {};
    return {.exists = true, .ticket = fromJson(*bytes)};
}

void writePage(const std::string& ticketId, const TicketFile& ticket, Exchange& exchange) {
    exchange.writeFile(ticketId + ".md", toMarkdown(ticket));
}

void write(const std::string& ticketId, const TicketFile& ticket, Exchange& exchange) {
    exchange.writeFile(ticketId + ".json", toJson(ticket));
    writePage(ticketId, ticket, exchange);
}

// After a crash between the two files the page is missing or old.
void mendPage(const std::string& ticketId, const TicketFile& ticket, Exchange& exchange) {
    if (exchange.readFile(ticketId + ".md") != toMarkdown(ticket))
        writePage(ticketId, ticket, exchange);
}

std::string ticketIdFor(const PrimitiveInput& input) {
    return input.ticketId ? *input.ticketId : ticketIdOf(*input.item);
}

// Adds the item's message, or makes sure that it is wholly there.
PrimitiveOutcome append(
    const std::string& ticketId, TicketFile ticket, const PrimitiveInput& input, Exchange& exchange
) {
    if (ticket.holds(input.item->keys().message)) {
        mendPage(ticketId, ticket, exchange);
    } else {
        ticket.entries.push_back(entryOf(*input.item));
        write(ticketId, ticket, exchange);
    }
    return Delivered{ticketId};
}

/// What `use` answers of the ticket at rest: absent without its file, refused with a broken one.
template <class Use>
PrimitiveOutcome onTicket(const PrimitiveInput& input, Exchange& exchange, Use use) {
    const auto ticketId = ticketIdFor(input);
    auto found = read(ticketId, exchange);
    if (!found.exists)
        return Absent{};
    if (!found.ticket)
        return Rejected{"ticket_file_corrupt"};
    return use(ticketId, *found.ticket);
}

PrimitiveOutcome findTicket(const PrimitiveInput& input, Exchange& exchange) {
    return onTicket(
        input,
        exchange,
        [&](const std::string& id, const TicketFile& ticket) -> PrimitiveOutcome {
            if (ticket.key != input.item->keys().ticket)
                return Absent{};
            return Delivered{id};
        }
    );
}

// The first message travels with its ticket: one durable write instead of two, and no empty ticket
// to see.
PrimitiveOutcome createTicket(const PrimitiveInput& input, Exchange& exchange) {
    const auto ticketId = ticketIdOf(*input.item);
    auto found = read(ticketId, exchange);
    if (!found.exists)
        return append(ticketId, newTicket(*input.item), input, exchange);
    if (!found.ticket)
        return Rejected{"ticket_file_corrupt"};
    if (found.ticket->key != input.item->keys().ticket)
        return Rejected{"ticket_name_taken"};
    return append(ticketId, std::move(*found.ticket), input, exchange);
}

// The status is all that changes; what was written once about a ticket stays.
PrimitiveOutcome updateTicket(const PrimitiveInput& input, Exchange& exchange) {
    return onTicket(input, exchange, [&](const std::string& id, TicketFile& ticket) {
        if (input.status) {
            ticket.status = adapter_api::toText(*input.status);
            write(id, ticket, exchange);
        }
        return Delivered{id};
    });
}

PrimitiveOutcome findComment(const PrimitiveInput& input, Exchange& exchange) {
    return onTicket(
        input,
        exchange,
        [&](const std::string& id, const TicketFile& ticket) -> PrimitiveOutcome {
            if (!ticket.holds(input.item->keys().message))
                return Absent{};
            mendPage(id, ticket, exchange);
            return Delivered{id};
        }
    );
}

// A file that somebody moved away is begun anew under its old name: the message matters more than
// the gap.
PrimitiveOutcome comment(const PrimitiveInput& input, Exchange& exchange) {
    const auto ticketId = ticketIdFor(input);
    auto found = read(ticketId, exchange);
    if (!found.exists)
        return append(ticketId, newTicket(*input.item), input, exchange);
    if (!found.ticket)
        return Rejected{"ticket_file_corrupt"};
    return append(ticketId, std::move(*found.ticket), input, exchange);
}

PrimitiveOutcome amend(const PrimitiveInput& input, Exchange& exchange) {
    return onTicket(
        input,
        exchange,
        [&](const std::string& id, TicketFile& ticket) -> PrimitiveOutcome {
            const auto& key = input.item->keys().message;
            const auto entry = std::ranges::find(ticket.entries, key, &TicketEntry::key);
            if (entry == ticket.entries.end())
                return Absent{};
            entry->text = input.item->content().commentText;
            write(id, ticket, exchange);
            return Delivered{id};
        }
    );
}

PrimitiveOutcome checkHealth(Exchange& exchange) {
    constexpr std::string_view kProbe = ".bowline-health";
    exchange.writeFile(kProbe, "ok\n");
    if (exchange.readFile(kProbe) != "ok\n")
        return Rejected{"folder_refused"};
    return Delivered{std::string(kProbe)};
}

}  // namespace

std::set<Primitive> FolderAdapter::capabilities() const {
    using enum Primitive;
    return {
        TicketFind,
        TicketCreate,
        TicketUpdate,
        CommentFind,
        CommentPublic,
        CommentAmend,
        HealthCheck};
}

PrimitiveOutcome FolderAdapter::run(
    Primitive primitive, const PrimitiveInput& input, Exchange& exchange
) {
    switch (primitive) {
        case Primitive::TicketFind:
            return findTicket(input, exchange);
        case Primitive::TicketCreate:
            return createTicket(input, exchange);
        case Primitive::TicketUpdate:
            return updateTicket(input, exchange);
        case Primitive::CommentFind:
            return findComment(input, exchange);
        case Primitive::CommentPublic:
            return comment(input, exchange);
        case Primitive::CommentAmend:
            return amend(input, exchange);
        case Primitive::HealthCheck:
            return checkHealth(exchange);
        default:
            break;
    }
    throw Error(fmt::format("folder: {} is not a capability", adapter_api::toText(primitive)));
}

std::unique_ptr<adapter_api::Adapter> makeFolderAdapter(const adapter_api::AdapterSettings& settings
) {
    if (!settings.empty()) {
        throw ConfigError(
            fmt::format("folder: the adapter has no setting {}", settings.begin()->first),
            "remove it; the destination's `path` names the folder"
        );
    }
    return std::make_unique<FolderAdapter>();
}

}  // namespace bowline::adapters::folder
