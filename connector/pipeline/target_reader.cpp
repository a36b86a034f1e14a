#include "connector/pipeline/target_reader.h"

#include "connector/store/episodes.h"
#include "connector/store/message_versions.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/key_destroyed.h"
#include "connector/vault/seal.h"

namespace bowline::pipeline {

std::optional<Target> TargetReader::read(const Event& event) {
    for (const auto& key : event.refersTo) {
        const auto found = decidedHere(key);
        if (!found)
            continue;
        auto version = versionBefore(event, key);
        Target target{
            version ? std::move(*version) : openEvent(tenant_, openKeys_, db_, found->row), key};
        if (found->episode)
            addEpisode(target, *found->episode);
        return target;
    }
    return std::nullopt;
}

std::optional<store::DecidedEvent> TargetReader::decidedHere(const EventKey& key) {
    auto found = store::Events(db_).findByKey(key);
    const bool isHere = found && found->conversation == conversation_ &&
                        found->state != store::EventState::Queued &&
                        found->state != store::EventState::Erased;
    return isHere ? std::move(found) : std::nullopt;
}

/// The last edit of the message, when it came before `event` in the provider's order.
std::optional<Event> TargetReader::versionBefore(const Event& event, const EventKey& message) {
    const auto edit = store::MessageVersions(db_).newest(message);
    const auto found = edit ? decidedHere(*edit) : std::nullopt;
    if (!found)
        return std::nullopt;
    auto version = openEvent(tenant_, openKeys_, db_, found->row);
    return version.order < event.order ? std::optional(std::move(version)) : std::nullopt;
}

void TargetReader::addEpisode(Target& target, const EpisodeId& id) {
    const auto episode = store::Episodes(db_).find(tenant_, id);
    if (!episode)
        return;
    target.episode = id;
    target.closedAt = episode->closedAt;
    target.route = episode->route;
}

Event openEvent(
    const TenantId& tenant,
    vault::KeyCache& openKeys,
    store::Database& reader,
    const store::EventRow& row
) {
    const auto key = openKeys.get(row.keyId, [&](const KeyId& id) {
        return store::SealingKeys(reader).find(id);
    });
    if (!key)
        throw vault::KeyDestroyed("pipeline: the key of an event was destroyed");
    return vault::open<Event>(
        *key, {tenant.str(), "events", "event", row.id.bytes(), 1}, row.event
    );
}

}  // namespace bowline::pipeline
