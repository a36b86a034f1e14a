#include "connector/app/diff/traffic_diff.h"

#include "connector/pipeline/kept_traffic.h"
#include "connector/store/events.h"

#include <algorithm>
#include <exception>
#include <span>
#include <thread>

namespace bowline::app {

namespace {

constexpr std::int64_t kPage = 2000;
constexpr std::size_t kOpenKeys = 4096;

using Tickets = std::map<std::pair<DestinationId, std::string>, TicketDiff>;

struct Tally {
    std::int64_t compared = 0;
    std::int64_t unreadable = 0;
    Tickets tickets;
    std::exception_ptr failure;
};

/// By what its messages belong together: the ticket, or the conversation where a route kept them
/// from one.
std::string ticketOf(const stages::Placed& placed) {
    const auto ticket =
        placed.episode == EpisodeId{} ? placed.conversation.bytes() : placed.episode.bytes();
    return std::string(ticket);
}

template <class Set>
void join(Set& into, const Set& more) {
    into.insert(more.begin(), more.end());
}

/// One thread's share of the work, over a connection of its own.
class Worker {
public:
    Worker(
        const TrafficSource& source,
        vault::KeyCache& openKeys,
        const RuleSet& rules,
        const MessageDiff& diff
    )
        : db_(source.openReader()),
          traffic_(*db_, source.tenant, source.keys, openKeys, rules),
          diff_(diff) {}

    void compare(std::span<const store::DecidedEvent> events, Tally& tally) {
        for (const auto& event : events) {
            if (const auto message = traffic_.open(event)) {
                ++tally.compared;
                add(*message, tally.tickets);
            } else {
                ++tally.unreadable;
            }
        }
    }

private:
    void add(const pipeline::KeptMessage& message, Tickets& tickets) {
        const DiffInput input{
            message.placed,
            message.target ? &*message.target : nullptr,
            message.person,
            message.openedBy,
            [&](const DestinationId& destination) { return traffic_.viewAt(message, destination); },
            message.neighbours};
        for (const auto& one : diff_.compare(input)) {
            auto& ticket = tickets[{one.destination, ticketOf(message.placed)}];
            if (ticket.messages++ == 0) {
                ticket.destination = one.destination;
                ticket.ticket = traffic_.ticketAt(message, one.destination);
                ticket.alias = traffic_.viewAt(message, one.destination).alias;
            }
            join(ticket.newlyVisible, one.newlyVisible);
            join(ticket.newlyHidden, one.newlyHidden);
            join(ticket.changedFields, one.changedFields);
            if (one.refused)
                ticket.refused.insert(*one.refused);
        }
    }

    std::unique_ptr<store::Database> db_;
    pipeline::KeptTraffic traffic_;
    const MessageDiff& diff_;
};

/// All workers over one page; the first failure of one is thrown here.
void comparePage(
    std::vector<Worker>& workers,
    std::vector<Tally>& tallies,
    std::span<const store::DecidedEvent> page
) {
    const auto share = (page.size() + workers.size() - 1) / workers.size();
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < workers.size() && i * share < page.size(); ++i) {
            const auto part = page.subspan(i * share, std::min(share, page.size() - i * share));
            threads.emplace_back([&worker = workers[i], &tally = tallies[i], part] {
                try {
                    worker.compare(part, tally);
                } catch (...) {
                    tally.failure = std::current_exception();
                }
            });
        }
    }
    for (const auto& tally : tallies) {
        if (tally.failure)
            std::rethrow_exception(tally.failure);
    }
}

void addTo(TicketDiff& into, const TicketDiff& more) {
    if (into.messages == 0)
        into = TicketDiff{more.destination, more.ticket, more.alias, 0, {}, {}, {}, {}};
    into.messages += more.messages;
    join(into.newlyVisible, more.newlyVisible);
    join(into.newlyHidden, more.newlyHidden);
    join(into.refused, more.refused);
    join(into.changedFields, more.changedFields);
}

TrafficDiff summed(const std::vector<Tally>& tallies, std::int64_t erased) {
    TrafficDiff diff;
    diff.erased = erased;
    Tickets all;
    for (const auto& tally : tallies) {
        diff.compared += tally.compared;
        diff.unreadable += tally.unreadable;
        for (const auto& [key, ticket] : tally.tickets)
            addTo(all[key], ticket);
    }
    for (auto& [key, ticket] : all)
        diff.tickets.push_back(std::move(ticket));
    return diff;
}

std::map<std::string, std::size_t> countBy(
    const std::vector<TicketDiff>& tickets, std::set<std::string> TicketDiff::*classes
) {
    std::map<std::string, std::size_t> counts;
    for (const auto& ticket : tickets) {
        for (const auto& cls : ticket.*classes)
            ++counts[cls];
    }
    return counts;
}

}  // namespace

bool TrafficDiff::showsMore() const {
    return std::ranges::any_of(tickets, [](const TicketDiff& ticket) {
        return !ticket.newlyVisible.empty();
    });
}

std::map<std::string, std::size_t> TrafficDiff::newlyVisible() const {
    return countBy(tickets, &TicketDiff::newlyVisible);
}

std::map<std::string, std::size_t> TrafficDiff::newlyHidden() const {
    return countBy(tickets, &TicketDiff::newlyHidden);
}

std::map<std::string, std::size_t> TrafficDiff::refused() const {
    return countBy(tickets, &TicketDiff::refused);
}

TrafficDiff compareTraffic(
    const TrafficSource& source,
    const RuleSetPtr& before,
    const RuleSetPtr& after,
    Instant since,
    const std::function<void(std::int64_t, std::int64_t)>& progress
) {
    const MessageDiff diff(before, after);
    vault::KeyCache openKeys(source.keys, kOpenKeys);
    const auto db = source.openReader();
    store::Events events(*db);
    const auto count = events.countKept(since);
    std::vector<Worker> workers;
    for (unsigned i = 0; i < std::max(source.threads, 1U); ++i)
        workers.emplace_back(source, openKeys, *before, diff);
    std::vector<Tally> tallies(workers.size());
    std::int64_t done = 0;
    std::optional<EventId> last;
    for (auto page = events.kept(since, last, kPage); !page.empty();
         page = events.kept(since, last, kPage)) {
        comparePage(workers, tallies, page);
        last = page.back().row.id;
        done += static_cast<std::int64_t>(page.size());
        progress(done, count.kept);
    }
    return summed(tallies, count.erased);
}

}  // namespace bowline::app
