// Messages that were told before, opened again: as far as the store keeps them. For comparing rule
// sets; nothing is written and nothing that is opened here may be printed.
#pragma once

#include "connector/model/rules.h"
#include "connector/pipeline/destination_keys.h"
#include "connector/stages/neighbours.h"
#include "connector/stages/render.h"
#include "connector/store/events.h"
#include "connector/vault/key_cache.h"
#include "connector/vault/keys.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bowline::pipeline {

/// A message as the stages took it, with what the store knows of the person now.
struct KeptMessage {
    EventId id;
    stages::Placed placed;
    std::optional<Event> target;    ///< that it answers or changes
    stages::Neighbours neighbours;  ///< what was said before it, where that may matter
    stages::PersonValues person;
    std::string openedBy;                          ///< the route rule of its ticket
    std::map<DestinationId, std::string> aliases;  ///< of whom the ticket is with
    std::map<DestinationId, std::string> authors;  ///< in a group: of who said it
};

/// Threads: one; each thread has its own, over a connection of its own.
class KeptTraffic {
public:
    /// References outlive it. `rules`: whose destinations are asked for aliases.
    KeptTraffic(
        store::Database& db,
        const TenantId& tenant,
        const vault::Keys& keys,
        vault::KeyCache& openKeys,
        const RuleSet& rules
    );

    /// Absence: nothing when a key was destroyed, or the event was never placed.
    [[nodiscard]] std::optional<KeptMessage> open(const store::DecidedEvent& decided);
    [[nodiscard]] stages::DestinationView viewAt(
        const KeptMessage& message, const DestinationId& destination
    );
    /// What the destination calls the message's ticket; empty before it has one.
    [[nodiscard]] std::string ticketAt(
        const KeptMessage& message, const DestinationId& destination
    );

private:
    const KeyedHash& keysFor(const DestinationId& destination);
    KeptMessage opened(const store::DecidedEvent& decided, const PersonId& party);

    store::Database& db_;
    const TenantId& tenant_;
    const vault::Keys& keys_;
    vault::KeyCache& openKeys_;
    const RuleSet& rules_;
    std::map<DestinationId, KeyedHash> destinationKeys_;
};

}  // namespace bowline::pipeline
