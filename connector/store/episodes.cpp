// One open episode a conversation is a unique index; what would break it changes nothing.
#include "connector/store/episodes.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kNewest = R"sql(SELECT
    tenant, episode_id, conversation_id, opened_ms, last_message_ms, closed_ms, imported, route
FROM episodes WHERE tenant = $1 AND conversation_id = $2
ORDER BY (closed_ms IS NOT NULL), imported, opened_ms DESC, episode_id DESC LIMIT 1)sql";

constexpr std::string_view kHistory = R"sql(SELECT
    tenant, episode_id, conversation_id, opened_ms, last_message_ms, closed_ms, imported, route
FROM episodes WHERE tenant = $1 AND conversation_id = $2 AND imported = 1)sql";

constexpr std::string_view kFind = R"sql(SELECT
    tenant, episode_id, conversation_id, opened_ms, last_message_ms, closed_ms, imported, route
FROM episodes WHERE tenant = $1 AND episode_id = $2)sql";

constexpr std::string_view kOpenElsewhere = R"sql(SELECT
    e.tenant, e.episode_id, e.conversation_id, e.opened_ms, e.last_message_ms, e.closed_ms, e.imported, e.route
FROM conversations c JOIN episodes e ON e.tenant = c.tenant AND e.conversation_id = c.conversation_id
WHERE c.tenant = $1 AND c.person_id = $2 AND e.closed_ms IS NULL AND c.conversation_id <> $3
ORDER BY e.last_message_ms DESC, e.episode_id LIMIT 1)sql";

constexpr std::string_view kOfPerson = R"sql(SELECT
    e.tenant, e.episode_id, e.conversation_id, e.opened_ms, e.last_message_ms, e.closed_ms, e.imported, e.route
FROM conversations c JOIN episodes e ON e.tenant = c.tenant AND e.conversation_id = c.conversation_id
WHERE c.tenant = $1 AND c.person_id = $2 AND e.imported = 0
ORDER BY e.opened_ms DESC, e.episode_id LIMIT $3)sql";

constexpr std::string_view kInsert = R"sql(INSERT INTO episodes (
    tenant, episode_id, conversation_id, opened_ms, last_message_ms, closed_ms, imported, route
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view kTouch = R"sql(UPDATE episodes
SET last_message_ms = CASE WHEN last_message_ms > $3 THEN last_message_ms ELSE $3 END
WHERE tenant = $1 AND episode_id = $2 AND closed_ms IS NULL)sql";

constexpr std::string_view kClose = R"sql(UPDATE episodes SET closed_ms = $3
WHERE tenant = $1 AND episode_id = $2 AND closed_ms IS NULL)sql";

constexpr std::string_view kReopen = R"sql(UPDATE episodes SET closed_ms = NULL
WHERE tenant = $1 AND episode_id = $2 AND closed_ms IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM episodes o WHERE o.tenant = episodes.tenant
        AND o.conversation_id = episodes.conversation_id AND o.closed_ms IS NULL
))sql";

constexpr NamedQuery kQueries[] = {
    {"episodes.newest", kNewest},
    {"episodes.history", kHistory},
    {"episodes.find", kFind},
    {"episodes.open_elsewhere", kOpenElsewhere},
    {"episodes.of_person", kOfPerson},
    {"episodes.insert", kInsert},
    {"episodes.touch", kTouch},
    {"episodes.close", kClose},
    {"episodes.reopen", kReopen},
};

EpisodeRow episodeAt(const Row& row) {
    Columns in(row);
    return {
        in.name<TenantId>(),
        in.id<EpisodeId>(),
        in.id<ConversationId>(),
        in.instant(),
        in.instant(),
        in.orNone([&] { return in.instant(); }),
        in.flag(),
        in.text()};
}

}  // namespace

std::span<const NamedQuery> episodeQueries() {
    return kQueries;
}

std::optional<EpisodeRow> Episodes::newest(
    const TenantId& tenant, const ConversationId& conversation
) {
    return db_.queryOne(kNewest, {asValue(tenant), asValue(conversation)}, episodeAt);
}

std::optional<EpisodeRow> Episodes::history(
    const TenantId& tenant, const ConversationId& conversation
) {
    return db_.queryOne(kHistory, {asValue(tenant), asValue(conversation)}, episodeAt);
}

std::optional<EpisodeRow> Episodes::find(const TenantId& tenant, const EpisodeId& id) {
    return db_.queryOne(kFind, {asValue(tenant), asValue(id)}, episodeAt);
}

std::optional<EpisodeRow> Episodes::openElsewhere(
    const TenantId& tenant, const PersonId& person, const std::optional<ConversationId>& besides
) {
    // No conversation has the id of zeros, so nothing is left out when there is none.
    const auto none = ConversationId{};
    return db_.queryOne(
        kOpenElsewhere,
        {asValue(tenant), asValue(person), asValue(besides ? *besides : none)},
        episodeAt
    );
}

std::vector<EpisodeRow> Episodes::ofPerson(
    const TenantId& tenant, const PersonId& person, std::int64_t most
) {
    return db_.queryAll(kOfPerson, {asValue(tenant), asValue(person), most}, episodeAt);
}

bool Episodes::insert(const EpisodeRow& episode) {
    return one(db_.execute(
        kInsert,
        {asValue(episode.tenant),
         asValue(episode.id),
         asValue(episode.conversation),
         asValue(episode.openedAt),
         asValue(episode.lastMessageAt),
         asValue(episode.closedAt),
         std::int64_t{episode.imported},
         episode.route}
    ));
}

bool Episodes::touch(const TenantId& tenant, const EpisodeId& id, Instant at) {
    return one(db_.execute(kTouch, {asValue(tenant), asValue(id), asValue(at)}));
}

bool Episodes::close(const TenantId& tenant, const EpisodeId& id, Instant at) {
    return one(db_.execute(kClose, {asValue(tenant), asValue(id), asValue(at)}));
}

bool Episodes::reopen(const TenantId& tenant, const EpisodeId& id) {
    return one(db_.execute(kReopen, {asValue(tenant), asValue(id)}));
}

}  // namespace bowline::store
