// What happened to conversations and when, for reports: states in other tables say only how it is
// now. Names and codes, nothing of a person. Times of messages are the provider's, all others ours.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

enum class Mark {
    Opened,  ///< a ticket; code: the route rule
    Queue,   ///< it went into; code: the queue's name
    Owner,   ///< who answers first; code: the name of the configuration
    FirstReply,
    WaitsForUs,      ///< the person has spoken last
    WaitsForPerson,  ///< the business has
    Held,            ///< an event or an item of it; code: why
    Released,        ///< what was held goes on
    Parked,          ///< an event or an item waits for a human; code: why
    IncidentOpened,  // written by the issues that bring them
    IncidentContained,
    Revealed,
};

constexpr std::string_view toText(Mark mark) {
    constexpr std::string_view kNames[] = {
        "opened",
        "queue",
        "owner",
        "first_reply",
        "waits_for_us",
        "waits_for_person",
        "held",
        "released",
        "parked",
        "incident_opened",
        "incident_contained",
        "revealed"};
    return kNames[static_cast<int>(mark)];
}

struct TimelineMark {
    Mark mark = Mark::Opened;
    Instant at;
    std::string code{};
    friend bool operator==(const TimelineMark&, const TimelineMark&) = default;
};

class Timeline {
public:
    explicit Timeline(Database& db) : db_(db) {}

    void add(const TenantId& tenant, const EpisodeId& episode, const TimelineMark& mark);
    /// Of the event's ticket, when it has one.
    void addOfEvent(const EventId& event, const TimelineMark& mark);
    void addOfItem(const ItemId& item, const TimelineMark& mark);
    /// The earliest one stays, in whatever order replies become known.
    void reply(const TenantId& tenant, const EpisodeId& episode, Instant at);
    /// WaitsForUs or WaitsForPerson; nothing when it was that one's turn already.
    void turn(const TenantId& tenant, const EpisodeId& episode, Mark whose, Instant at);

    /// In the order of their times.
    [[nodiscard]] std::vector<TimelineMark> of(const TenantId& tenant, const EpisodeId& episode);

private:
    Database& db_;
};

}  // namespace bowline::store
