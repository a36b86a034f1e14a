// The message that an event changes, answers or reports on, as it stands in the store.
#pragma once

#include "connector/store/events.h"
#include "connector/vault/key_cache.h"

#include <optional>

namespace bowline::pipeline {

/// Opens an event. Errors: vault::KeyDestroyed.
Event openEvent(
    const TenantId& tenant,
    vault::KeyCache& openKeys,
    store::Database& reader,
    const store::EventRow& row
);

struct Target {
    Event event;       ///< the newest version before the event that refers to it
    EventKey message;  ///< of the message itself, whatever its version
    std::optional<EpisodeId> episode{};
    std::optional<Instant> closedAt{};  ///< nothing while the episode is open
    std::string route{};                ///< of the rule that opened the episode
};

class TargetReader {
public:
    /// Of one conversation only: an id from elsewhere must not bring somebody else's words here.
    /// References outlive it.
    TargetReader(
        store::Database& db,
        const TenantId& tenant,
        vault::KeyCache& openKeys,
        const ConversationId& conversation
    )
        : db_(db), tenant_(tenant), openKeys_(openKeys), conversation_(conversation) {}

    /// Nothing when `event` refers to none that has been decided here.
    [[nodiscard]] std::optional<Target> read(const Event& event);

private:
    std::optional<store::DecidedEvent> decidedHere(const EventKey& key);
    std::optional<Event> versionBefore(const Event& event, const EventKey& message);
    void addEpisode(Target& target, const EpisodeId& id);

    store::Database& db_;
    const TenantId& tenant_;
    vault::KeyCache& openKeys_;
    const ConversationId& conversation_;
};

}  // namespace bowline::pipeline
