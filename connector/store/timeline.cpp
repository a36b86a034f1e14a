#include "connector/store/timeline.h"

#include "connector/base/random_id.h"
#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

using MarkId = Id<struct MarkTag>;

constexpr std::string_view kAdd =
    R"sql(INSERT INTO timeline (mark_id, tenant, kind, at_ms, episode_id, event_id, code)
VALUES ($1, $2, $3, $4, $5, NULL, $6))sql";

constexpr std::string_view kAddOfEvent =
    R"sql(INSERT INTO timeline (mark_id, tenant, kind, at_ms, episode_id, event_id, code)
SELECT $1, tenant, $3, $4, episode_id, event_id, $5 FROM events WHERE event_id = $2)sql";

constexpr std::string_view kAddOfItem =
    R"sql(INSERT INTO timeline (mark_id, tenant, kind, at_ms, episode_id, event_id, code)
SELECT $1, tenant, $3, $4, episode_id, event_id, $5 FROM outbox WHERE item_id = $2)sql";

constexpr std::string_view kReply =
    R"sql(INSERT INTO timeline (mark_id, tenant, kind, at_ms, episode_id, event_id, code)
VALUES ($1, $2, 'first_reply', $3, $4, NULL, '')
ON CONFLICT (tenant, episode_id) WHERE kind = 'first_reply'
DO UPDATE SET at_ms = excluded.at_ms WHERE excluded.at_ms < timeline.at_ms)sql";

constexpr std::string_view kTurn =
    R"sql(INSERT INTO timeline (mark_id, tenant, kind, at_ms, episode_id, event_id, code)
SELECT $1, $2, $3, $4, $5, NULL, '' WHERE $3 <> COALESCE((
    SELECT kind FROM timeline
    WHERE tenant = $2 AND episode_id = $5 AND kind IN ('waits_for_us', 'waits_for_person')
    ORDER BY at_ms DESC LIMIT 1
), ''))sql";

constexpr std::string_view kOf = R"sql(SELECT kind, at_ms, code FROM timeline
WHERE tenant = $1 AND episode_id = $2 ORDER BY at_ms, kind)sql";

constexpr NamedQuery kQueries[] = {
    {"timeline.add", kAdd},
    {"timeline.add_of_event", kAddOfEvent},
    {"timeline.add_of_item", kAddOfItem},
    {"timeline.reply", kReply},
    {"timeline.turn", kTurn},
    {"timeline.of", kOf},
};

}  // namespace

std::span<const NamedQuery> timelineQueries() {
    return kQueries;
}

void Timeline::add(const TenantId& tenant, const EpisodeId& episode, const TimelineMark& mark) {
    const auto id = newId<MarkId>();
    db_.execute(
        kAdd,
        {asValue(id),
         asValue(tenant),
         toText(mark.mark),
         asValue(mark.at),
         asValue(episode),
         std::string_view(mark.code)}
    );
}

void Timeline::addOfEvent(const EventId& event, const TimelineMark& mark) {
    const auto id = newId<MarkId>();
    db_.execute(
        kAddOfEvent,
        {asValue(id),
         asValue(event),
         toText(mark.mark),
         asValue(mark.at),
         std::string_view(mark.code)}
    );
}

void Timeline::addOfItem(const ItemId& item, const TimelineMark& mark) {
    const auto id = newId<MarkId>();
    db_.execute(
        kAddOfItem,
        {asValue(id),
         asValue(item),
         toText(mark.mark),
         asValue(mark.at),
         std::string_view(mark.code)}
    );
}

void Timeline::reply(const TenantId& tenant, const EpisodeId& episode, Instant at) {
    const auto id = newId<MarkId>();
    db_.execute(kReply, {asValue(id), asValue(tenant), asValue(at), asValue(episode)});
}

void Timeline::turn(const TenantId& tenant, const EpisodeId& episode, Mark whose, Instant at) {
    const auto id = newId<MarkId>();
    db_.execute(
        kTurn, {asValue(id), asValue(tenant), toText(whose), asValue(at), asValue(episode)}
    );
}

std::vector<TimelineMark> Timeline::of(const TenantId& tenant, const EpisodeId& episode) {
    return db_.queryAll(kOf, {asValue(tenant), asValue(episode)}, [](const Row& row) {
        Columns in(row);
        TimelineMark mark;
        mark.mark = in.oneOf(Mark::Revealed);
        mark.at = in.instant();
        mark.code = in.text();
        return mark;
    });
}

}  // namespace bowline::store
