#include "connector/app/diff/traffic_diff.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace bowline::app {

namespace {

constexpr std::size_t kMostTickets = 50;  // on a screen; --json has all

void printCounts(
    std::ostream& out, std::string_view what, const std::map<std::string, std::size_t>& counts
) {
    out << what << ":";
    if (counts.empty())
        out << " nothing";
    for (const auto& [cls, count] : counts)
        out << fmt::format(" {} in {} ticket(s)", cls, count);
    out << "\n";
}

std::string nameOf(const TicketDiff& ticket) {
    return fmt::format(
        "{} {} ({})",
        ticket.destination.str(),
        ticket.ticket.empty() ? "without a ticket yet" : ticket.ticket,
        ticket.alias
    );
}

void printTicket(std::ostream& out, const TicketDiff& ticket) {
    out << fmt::format("  {}: {} message(s)", nameOf(ticket), ticket.messages);
    if (!ticket.newlyVisible.empty())
        out << fmt::format(", shows {}", fmt::join(ticket.newlyVisible, ", "));
    if (!ticket.newlyHidden.empty())
        out << fmt::format(", hides {}", fmt::join(ticket.newlyHidden, ", "));
    if (!ticket.refused.empty())
        out << fmt::format(", would be stopped for {}", fmt::join(ticket.refused, ", "));
    out << fmt::format("; in {}\n", fmt::join(ticket.changedFields, ", "));
}

}  // namespace

void printDiff(std::ostream& out, const TrafficDiff& diff) {
    printCounts(out, "newly visible", diff.newlyVisible());
    printCounts(out, "newly hidden", diff.newlyHidden());
    printCounts(out, "would be stopped by the leak guard", diff.refused());
    for (std::size_t i = 0; i < std::min(diff.tickets.size(), kMostTickets); ++i)
        printTicket(out, diff.tickets[i]);
    if (diff.tickets.size() > kMostTickets)
        out << fmt::format("  and {} more; --json lists all\n", diff.tickets.size() - kMostTickets);
    out << fmt::format(
        "diff: {} message(s) compared, {} ticket(s) differ; no longer kept: {} erased, {} without "
        "a key\n",
        diff.compared,
        diff.tickets.size(),
        diff.erased,
        diff.unreadable
    );
}

nlohmann::json diffAsJson(const TrafficDiff& diff) {
    auto tickets = nlohmann::json::array();
    for (const auto& ticket : diff.tickets)
        tickets.push_back(
            {{"destination", ticket.destination.str()},
             {"ticket", ticket.ticket},
             {"alias", ticket.alias},
             {"messages", ticket.messages},
             {"newly_visible", ticket.newlyVisible},
             {"newly_hidden", ticket.newlyHidden},
             {"refused", ticket.refused},
             {"fields", ticket.changedFields}}
        );
    return {
        {"schema", 1},
        {"shows_more", diff.showsMore()},
        {"compared", diff.compared},
        {"not_kept", {{"erased", diff.erased}, {"without_key", diff.unreadable}}},
        {"newly_visible", diff.newlyVisible()},
        {"newly_hidden", diff.newlyHidden()},
        {"refused", diff.refused()},
        {"tickets", tickets}};
}

}  // namespace bowline::app
