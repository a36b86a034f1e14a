// Claims through the writer; see the header. The circuits are asked before the own lock is taken:
// no lock is held over another.
#include "connector/delivery/claims.h"

#include "connector/store/outbox.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace bowline::delivery {

namespace {

// Heads that are due and yet not claimed must not make us ask in circles, nor must a store that
// refuses.
constexpr std::chrono::seconds kPause{1};

struct GivenBack {
    bool lookUpFirst = false;
    Instant due;
    const char* why;
};

void store(store::Database& db, const std::vector<store::Lease>& leases, const GivenBack& back) {
    store::Outbox outbox(db);
    for (const auto& lease : leases) {
        static_cast<void>(
            back.lookUpFirst ? outbox.uncertain(lease, back.due, back.why)
                             : outbox.retryAt(lease, back.due, back.why)
        );
    }
}

}  // namespace

Claims::Claims(
    store::Writer& writer,
    const Clock& clock,
    const Breakers& breakers,
    ClaimSettings settings,
    const Shares& shares,
    std::function<void()> changed
)
    : writer_(writer),
      clock_(clock),
      breakers_(breakers),
      settings_(settings),
      shares_(shares),
      changed_(std::move(changed)) {
    state_.with([&](State& s) {
        for (const auto& [id, share] : shares_)
            s.places[id].share = share;
    });
}

std::optional<store::LeasedItem> Claims::take() {
    const auto latest = clock_.now() + settings_.lease / 2;
    std::vector<store::LeasedItem> stale;
    auto row = state_.with([&](State& s) {
        takeStale(s, latest, stale);
        return takeNext(s);
    });
    giveBack(stale, "not_begun");
    return row;
}

// Otherwise their leases would run out, and each would be looked up although nothing was sent.
void Claims::takeStale(State& state, Instant latest, std::vector<store::LeasedItem>& stale) {
    for (auto& [id, place] : state.places) {
        while (!place.ready.empty() && place.ready.front().leaseUntil < latest) {
            stale.push_back(std::move(place.ready.front()));
            place.ready.pop_front();
        }
    }
}

std::optional<store::LeasedItem> Claims::takeNext(State& state) {
    auto at = state.places.upper_bound(state.lastServed);
    for (auto left = state.places.size(); left > 0; --left, ++at) {
        if (at == state.places.end())
            at = state.places.begin();
        auto& place = at->second;
        if (place.ready.empty() || place.begun >= place.share.atOnce)
            continue;
        auto row = std::move(place.ready.front());
        place.ready.pop_front();
        ++place.begun;
        state.lastServed = at->first;
        return row;
    }
    return std::nullopt;
}

bool Claims::finished(const DestinationId& destination) {
    return state_.with([&](State& s) {
        auto& place = s.places[destination];
        --place.begun;
        return !place.ready.empty();
    });
}

Claims::Doors Claims::doors(Instant now) const {
    Doors doors;
    for (const auto& [id, share] : shares_)
        doors[id] = {breakers_.gate(id, now), breakers_.nextTrial(id)};
    return doors;
}

std::size_t Claims::wantedOf(const Place& place, const Door& door, Instant now) const {
    const bool due = place.mayWait || (place.nextDue && *place.nextDue <= now);
    if (!due || door.gate == Gate::Shut)
        return 0;
    if (door.gate == Gate::ForOne)
        return place.ready.empty() ? 1 : 0;
    return place.ready.size() < settings_.lowWater ? settings_.batch : 0;
}

std::optional<Claims::Asked> Claims::beginClaim() {
    const auto now = clock_.now();
    auto open = doors(now);
    return state_.with([&](State& s) -> std::optional<Asked> {
        if (s.closed || s.claiming)
            return std::nullopt;
        Asked asked;
        bool any = !std::exchange(s.looked, true);
        for (auto& [id, place] : s.places) {
            asked[id] = wantedOf(place, open[id], now);
            any = any || asked[id] > 0;
            place.mayWait = place.mayWait && asked[id] == 0;
        }
        s.claiming = any;
        return any ? std::optional(std::move(asked)) : std::nullopt;
    });
}

void Claims::askForMore() {
    auto begun = beginClaim();
    if (!begun)
        return;
    const auto asked = std::make_shared<const Asked>(std::move(*begun));
    const auto found = std::make_shared<Found>();  // shared by the write and its completion
    writer_.submit(
        [this, asked, found](store::Database& db) { *found = claim(db, *asked); },
        [this, asked, found](const std::exception_ptr& failure) {
            failure ? claimFailed(*asked) : claimed(*asked, std::move(*found));
            changed_();
        }
    );
}

Claims::Found Claims::claim(store::Database& db, const Asked& asked) const {
    store::Outbox outbox(db);
    const auto now = clock_.now();
    Found found;
    for (const auto& id : outbox.destinationsWaiting()) {
        const auto known = asked.find(id);
        const auto wanted = known == asked.end() ? settings_.batch : known->second;
        if (wanted == 0)
            continue;
        std::ranges::move(
            outbox.claimDue(id, now, settings_.lease, wanted), std::back_inserter(found.rows)
        );
        found.nextDue[id] = outbox.nextDue(id);
    }
    return found;
}

void Claims::claimed(const Asked& asked, Found found) {
    const auto now = clock_.now();
    const auto laterThanNow = [&](Instant due) { return due <= now ? now + kPause : due; };
    Asked got;
    for (const auto& row : found.rows)
        ++got[row.item.destination];
    const bool closed = state_.with([&](State& s) {
        s.claiming = false;
        for (const auto& [id, wanted] : asked) {
            if (wanted > 0)
                s.places[id].nextDue.reset();
            s.places[id].mayWait = s.places[id].mayWait || (wanted > 0 && got[id] == wanted);
        }
        for (const auto& [id, due] : found.nextDue)
            s.places[id].nextDue = due ? std::optional(laterThanNow(*due)) : std::nullopt;
        if (s.closed)
            return true;
        for (auto& row : found.rows)
            s.places[row.item.destination].ready.push_back(std::move(row));
        return false;
    });
    if (closed)
        giveBack(found.rows, "stopping");
}

void Claims::claimFailed(const Asked& asked) {
    const auto soonest = clock_.now() + kPause;
    state_.with([&](State& s) {
        s.claiming = false;
        for (const auto& [id, wanted] : asked) {
            if (wanted > 0)
                s.places[id].nextDue = soonest;
        }
    });
}

void Claims::rowsMayWait() {
    state_.with([](State& s) {
        for (auto& [id, place] : s.places)
            place.mayWait = true;
    });
}

std::optional<Instant> Claims::wakeFor(const Place& place, const Door& door, Instant now) const {
    if (wantedOf(place, door, now) > 0)
        return now;
    const auto due = place.mayWait ? std::optional(now) : place.nextDue;
    if (!due)
        return std::nullopt;
    const auto at = door.gate == Gate::Shut ? std::max(*due, door.nextTrial.value_or(*due)) : *due;
    return at > now ? std::optional(at) : std::nullopt;  // else enough is at hand
}

std::optional<Instant> Claims::nextDue() const {
    const auto now = clock_.now();
    auto open = doors(now);
    return state_.with([&](const State& s) {
        std::optional<Instant> soonest;
        for (const auto& [id, place] : s.places) {
            const auto wake = s.claiming ? std::nullopt : wakeFor(place, open[id], now);
            if (wake && (!soonest || *wake < *soonest))
                soonest = wake;
        }
        return soonest;
    });
}

void Claims::close() {
    const auto rows = state_.with([](State& s) {
        s.closed = true;
        std::vector<store::LeasedItem> all;
        for (auto& [id, place] : s.places) {
            std::ranges::move(place.ready, std::back_inserter(all));
            place.ready.clear();
        }
        return all;
    });
    giveBack(rows, "stopping");
}

Instant Claims::dueWhenGivenBack(const store::LeasedItem& row, Instant now) const {
    const auto share = shares_.find(row.item.destination);
    if (!row.ranOutAt || share == shares_.end())
        return now;
    return std::max(now, *row.ranOutAt + share->second.indexLag);
}

// A write that fails leaves them to their leases.
void Claims::giveBack(const std::vector<store::LeasedItem>& rows, const char* why) {
    const auto now = clock_.now();
    for (const auto& row : rows) {
        const GivenBack back{row.lookUpFirst, dueWhenGivenBack(row, now), why};
        auto leases = std::vector{row.lease()};
        for (const auto& each : row.joined)
            leases.push_back(each.lease());
        writer_.submit(
            [leases = std::move(leases), back](store::Database& db) { store(db, leases, back); },
            [this](const std::exception_ptr&) {
                rowsMayWait();
                changed_();
            }
        );
    }
}

}  // namespace bowline::delivery
