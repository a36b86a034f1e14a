// Kept traffic under two rule sets: which tickets would differ, and by what. In memory, in as many
// threads as there are processors; nothing is written, no value comes out.
#pragma once

#include "connector/app/diff/message_diff.h"
#include "connector/store/database.h"
#include "connector/vault/key_cache.h"
#include "connector/vault/keys.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <map>
#include <memory>
#include <ostream>
#include <set>
#include <string>

namespace bowline::app {

/// What changes in one ticket, over all its messages.
struct TicketDiff {
    DestinationId destination;
    std::string ticket;  ///< what the destination calls it; empty before it has one
    std::string alias;
    std::size_t messages = 0;  ///< that differ
    std::set<std::string> newlyVisible;
    std::set<std::string> newlyHidden;
    std::set<std::string> refused;
    std::set<std::string> changedFields;
};

struct TrafficDiff {
    std::int64_t compared = 0;
    std::int64_t unreadable = 0;  ///< kept rows whose key is gone
    std::int64_t erased = 0;      ///< of the span, no longer kept
    std::vector<TicketDiff> tickets;

    [[nodiscard]] bool showsMore() const;
    /// Tickets by class.
    [[nodiscard]] std::map<std::string, std::size_t> newlyVisible() const;
    [[nodiscard]] std::map<std::string, std::size_t> newlyHidden() const;
    [[nodiscard]] std::map<std::string, std::size_t> refused() const;
};

struct TrafficSource {
    TenantId tenant;
    const vault::Keys& keys;
    std::function<std::unique_ptr<store::Database>()> openReader;
    unsigned threads = 1;
};

/// Compares all that was sent since `since`. `progress`: called with how many of how many are done.
/// Errors: those of the store and of the vault.
TrafficDiff compareTraffic(
    const TrafficSource& source,
    const RuleSetPtr& before,
    const RuleSetPtr& after,
    Instant since,
    const std::function<void(std::int64_t, std::int64_t)>& progress
);

void printDiff(std::ostream& out, const TrafficDiff& diff);
nlohmann::json diffAsJson(const TrafficDiff& diff);

}  // namespace bowline::app
