// Claims through the writer; see the header.
#include "connector/delivery/claims.h"

#include "connector/store/outbox.h"

#include <algorithm>
#include <memory>

namespace bowline::delivery {

namespace {

// Heads that are due and yet not claimed (their purpose is stopped) must not make us ask in
// circles, nor must a store that refuses.
constexpr std::chrono::seconds kPause{1};

}  // namespace

Claims::Claims(
    store::Writer& writer, const Clock& clock, ClaimSettings settings, std::function<void()> changed
)
    : writer_(writer), clock_(clock), settings_(settings), changed_(std::move(changed)) {}

std::optional<store::LeasedItem> Claims::take() {
    const auto latest = clock_.now() + settings_.lease / 2;
    return state_.with([&](State& s) -> std::optional<store::LeasedItem> {
        while (!s.ready.empty()) {
            auto row = std::move(s.ready.front());
            s.ready.pop_front();
            if (row.leaseUntil >= latest)
                return row;
        }
        return std::nullopt;
    });
}

bool Claims::beginClaim() {
    const auto now = clock_.now();
    return state_.with([&](State& s) {
        const bool due = s.mayWait || (s.nextDue && *s.nextDue <= now);
        if (s.closed || s.claiming || !due || s.ready.size() >= settings_.lowWater)
            return false;
        s.claiming = true;
        s.mayWait = false;
        return true;
    });
}

void Claims::askForMore() {
    if (!beginClaim())
        return;
    const auto found = std::make_shared<Found>();  // shared by the write and its completion
    writer_.submit(
        [this, found](store::Database& db) {
            store::Outbox outbox(db);
            found->rows = outbox.claimDue(clock_.now(), settings_.lease, settings_.batch);
            found->nextDue = outbox.nextDue();
        },
        [this, found](const std::exception_ptr& failure) {
            failure ? claimFailed() : claimed(std::move(*found));
            changed_();
        }
    );
}

void Claims::claimed(Found found) {
    const auto soonest = clock_.now() + kPause;
    const auto now = clock_.now();
    const bool closed = state_.with([&](State& s) {
        s.claiming = false;
        s.mayWait = s.mayWait || found.rows.size() == settings_.batch;
        s.nextDue = found.nextDue;
        if (s.nextDue && *s.nextDue <= now)
            s.nextDue = soonest;
        if (!s.closed)
            std::ranges::move(found.rows, std::back_inserter(s.ready));
        return s.closed;
    });
    if (closed)
        giveBack(found.rows);
}

void Claims::claimFailed() {
    const auto soonest = clock_.now() + kPause;
    state_.with([&](State& s) {
        s.claiming = false;
        s.nextDue = soonest;
    });
}

void Claims::rowsMayWait() {
    state_.with([](State& s) { s.mayWait = true; });
}

std::optional<Instant> Claims::nextDue() const {
    return state_.with([](const State& s) { return s.nextDue; });
}

void Claims::close() {
    giveBack(state_.with([](State& s) {
        s.closed = true;
        std::vector<store::LeasedItem> rows;
        std::ranges::move(s.ready, std::back_inserter(rows));
        s.ready.clear();
        return rows;
    }));
}

// Otherwise they would wait for their leases to run out after the restart. A write that fails
// leaves them to that.
void Claims::giveBack(const std::vector<store::LeasedItem>& rows) {
    const auto now = clock_.now();
    for (const auto& row : rows) {
        const auto write = [lease = row.lease(), lookUp = row.lookUpFirst, now](store::Database& db
                           ) {
            store::Outbox outbox(db);
            static_cast<void>(
                lookUp ? outbox.uncertain(lease, now, "stopping")
                       : outbox.retryAt(lease, now, "stopping")
            );
        };
        writer_.submit(write, [](const std::exception_ptr&) {});
    }
}

}  // namespace bowline::delivery
