// See the header.
#include "connector/insight/health.h"

#include "connector/insight/cures.h"

#include <nlohmann/json.hpp>

namespace bowline::insight {

namespace {

using nlohmann::json;

json ageMillis(Instant now, std::optional<Instant> since) {
    return since ? json(toMillis(now) - toMillis(*since)) : json(nullptr);
}

json timeOrNull(std::optional<Instant> time) {
    return time ? json(toIso8601(*time)) : json(nullptr);
}

json invariant(const store::Counts& counts) {
    return {
        {"received", counts.received},
        {"waiting", counts.waiting},
        {"synced", counts.synced},
        {"parked", counts.parked},
        {"held", counts.held},
        {"dropped", counts.dropped},
        {"recorded_only", counts.recordedOnly},
        {"erased", counts.erased},
        {"duplicates", counts.duplicates},
        {"balanced", counts.balanced()}};
}

json destination(const store::DestinationCounts& d, Instant now) {
    return {
        {"destination", d.destination.str()},
        {"waiting", d.waiting},
        {"uncertain", d.uncertain},
        {"delivered", d.delivered},
        {"parked", d.parked},
        {"held", d.held},
        {"dropped", d.dropped},
        {"erased", d.erased},
        {"oldest_waiting_age_ms", ageMillis(now, d.oldestWaiting)}};
}

const char* stateOf(const CircuitFigures& c) {
    if (!c.stoppedBy.empty())
        return "stopped";
    return c.open ? "failing" : "ok";
}

json textOrNull(const std::string& text) {
    return text.empty() ? json(nullptr) : json(text);
}

json waitingFor(const DestinationId& id, const std::optional<StoreFigures>& store) {
    if (!store)
        return nullptr;
    for (const auto& d : store->destinations) {
        if (d.destination == id)
            return d.waiting;
    }
    return 0;
}

json circuit(const CircuitFigures& c, const std::optional<StoreFigures>& store) {
    return {
        {"destination", c.destination.str()},
        {"open", c.open},
        {"state", stateOf(c)},
        {"why", textOrNull(c.stoppedBy)},
        {"cure", textOrNull(c.cure)},
        {"next_try", timeOrNull(c.nextTry)},
        {"waiting", waitingFor(c.destination, store)}};
}

json writer(const WriterFigures& w) {
    return {{"state", w.broken ? "broken" : "writing"}, {"waiting", w.waiting}, {"limit", w.limit}};
}

json mergeProposals(const StoreFigures& store) {
    json out = {{"count", store.mergeProposals}, {"newest", json::array()}};
    for (const auto& question : store.mergeQuestions)
        out["newest"].push_back(
            {{"destination", question.destination.str()},
             {"alias", question.alias},
             {"other_alias", question.otherAlias},
             {"reason", toText(question.reason)},
             {"since", toIso8601(question.proposedAt)}}
        );
    return out;
}

json alarm(const store::Alarm& a) {
    return {
        {std::string(store::kindOfPlace(a.code)), a.place},
        {"code", a.code},
        {"since", toIso8601(a.firstAt)},
        {"last", toIso8601(a.lastAt)},
        {"times", a.times},
        {"cure", cureOf(a.code)}};
}

json incident(const store::Incident& i) {
    return {
        {"class", i.cls},
        {"form", i.form},
        {"field", i.field},
        {"destination", i.destination.str()},
        {"rule_set", i.ruleSet},
        {"event", i.event.hex()},
        {"item", i.item ? json(i.item->hex()) : json(nullptr)},
        {"opened", toIso8601(i.openedAt)},
        {"contained", timeOrNull(i.containedAt)}};
}

json parkedItem(const store::ItemSummary& item) {
    return {
        {"item", item.id.hex()},
        {"event", item.event ? json(item.event->hex()) : json(nullptr)},
        {"destination", item.destination.str()},
        {"reason", item.reason},
        {"since", toIso8601(item.createdAt)}};
}

void addStore(json& out, const std::optional<StoreFigures>& store, Instant now) {
    for (const char* key :
         {"invariant",
          "oldest_waiting_age_ms",
          "destinations",
          "incidents",
          "newest_incidents",
          "parked_items",
          "merge_proposals",
          "alarms"})
        out[key] = nullptr;
    if (!store)
        return;
    out["invariant"] = invariant(store->counts);
    out["oldest_waiting_age_ms"] = ageMillis(now, store->counts.oldestWaiting);
    out["incidents"] = store->incidents;
    out["newest_incidents"] = json::array();
    for (const auto& i : store->newestIncidents)
        out["newest_incidents"].push_back(incident(i));
    out["parked_items"] = json::array();
    for (const auto& item : store->parked)
        out["parked_items"].push_back(parkedItem(item));
    out["merge_proposals"] = mergeProposals(*store);
    out["alarms"] = json::array();
    for (const auto& a : store->alarms)
        out["alarms"].push_back(alarm(a));
    out["destinations"] = json::array();
    for (const auto& d : store->destinations)
        out["destinations"].push_back(destination(d, now));
}

}  // namespace

std::vector<std::string> notReadyBecause(const Figures& figures) {
    std::vector<std::string> out;
    if (figures.writer.broken)
        out.emplace_back("store_broken");
    if (figures.writer.waiting >= figures.writer.limit)
        out.emplace_back("store_queue_full");
    if (!figures.store)
        out.emplace_back("store_unreadable");
    return out;
}

std::string toStatusJson(const Figures& figures, const std::vector<std::string>& reasons) {
    json out = {
        {"time", toIso8601(figures.now)},
        {"ready", reasons.empty()},
        {"reasons", reasons},
        {"launch", figures.launch},
        {"writer", writer(figures.writer)},
        {"circuits", json::array()}};
    addStore(out, figures.store, figures.now);
    for (const auto& c : figures.circuits)
        out["circuits"].push_back(circuit(c, figures.store));
    return out.dump(2) + "\n";
}

}  // namespace bowline::insight
