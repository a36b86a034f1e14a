// Keeps leased rows at hand: asks the writer for the next ones before the last are gone, one claim
// at a time and without waiting for it. Knows for each destination how many rows are begun, how
// many may be, and when the outbox is to be looked at again.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/guarded.h"
#include "connector/delivery/breakers.h"
#include "connector/store/outbox_item.h"
#include "connector/store/writer.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace bowline::delivery {

struct ClaimSettings {
    std::chrono::milliseconds lease;
    std::size_t batch;     ///< rows a claim and destination, 1..1000
    std::size_t lowWater;  ///< fewer rows at hand than this ask for more
};

/// What one destination gets of the courier.
struct Share {
    std::size_t atOnce = 1;                ///< rows begun at the same time, at least 1
    std::chrono::milliseconds indexLag{};  ///< after a lease that ran out it is not asked before
};
using Shares = std::map<DestinationId, Share>;

/// MUST outlive what it submitted to the writer: its owner waits for it. Threads: any.
class Claims {
public:
    /// `breakers` and the other references outlive it. `changed` is called after every claim, on
    /// the writer's thread; it must not wait.
    Claims(
        store::Writer& writer,
        const Clock& clock,
        const Breakers& breakers,
        ClaimSettings settings,
        const Shares& shares,
        std::function<void()> changed
    );

    /// The next row whose lease still has half its time, of the destinations in turn: one whose
    /// share is begun is passed over. What was at hand too long is given back, a group whole.
    /// Whoever takes a row says `finished` once.
    [[nodiscard]] std::optional<store::LeasedItem> take();
    /// A row of the destination is begun no more. True when another one of it is at hand.
    bool finished(const DestinationId& destination);
    /// Submits a claim when few rows of a destination are at hand, none is under way and some may
    /// be due. A destination whose circuit is open is left out, until its trial is due: that is one
    /// row.
    void askForMore();
    /// The outbox may have due rows: new ones came, or one left its place to the next.
    void rowsMayWait();
    /// When to look again if nothing is heard. Absence: no row waits.
    [[nodiscard]] std::optional<Instant> nextDue() const;
    /// Gives back what is at hand, and whatever a claim under way still brings. No claim follows.
    void close();

private:
    /// How a destination's circuit stands; open when the configuration knows it no more.
    struct Door {
        Gate gate = Gate::Open;
        std::optional<Instant> nextTrial;
    };
    using Doors = std::map<DestinationId, Door>;
    using Asked = std::map<DestinationId, std::size_t>;  ///< rows wanted, 0 of those left alone
    struct Found {
        std::vector<store::LeasedItem> rows;
        std::map<DestinationId, std::optional<Instant>> nextDue;  ///< of those that were asked
    };
    struct Place {
        Share share;
        std::deque<store::LeasedItem> ready;
        std::size_t begun = 0;
        bool mayWait = true;
        std::optional<Instant> nextDue;
    };
    struct State {
        std::map<DestinationId, Place> places;
        DestinationId lastServed;
        bool claiming = false;
        bool looked = false;  ///< the first claim also finds destinations that nobody configured
        bool closed = false;
    };
    [[nodiscard]] Doors doors(Instant now) const;
    [[nodiscard]] std::size_t wantedOf(const Place& place, const Door& door, Instant now) const;
    [[nodiscard]] std::optional<Instant> wakeFor(const Place& place, const Door& door, Instant now)
        const;
    [[nodiscard]] std::optional<Asked> beginClaim();
    [[nodiscard]] Found claim(store::Database& db, const Asked& asked) const;
    void claimed(const Asked& asked, Found found);
    void claimFailed(const Asked& asked);
    static void takeStale(State& state, Instant latest, std::vector<store::LeasedItem>& stale);
    static std::optional<store::LeasedItem> takeNext(State& state);
    void giveBack(const std::vector<store::LeasedItem>& rows, const char* why);
    [[nodiscard]] Instant dueWhenGivenBack(const store::LeasedItem& row, Instant now) const;

    store::Writer& writer_;
    const Clock& clock_;
    const Breakers& breakers_;
    const ClaimSettings settings_;
    const Shares shares_;
    const std::function<void()> changed_;
    Guarded<State> state_;
};

/// Says `finished` when the scope ends, and wakes whoever may go on with the next row.
class Begun {
public:
    Begun(Claims& claims, DestinationId destination, std::function<void()> wake)
        : claims_(claims), destination_(std::move(destination)), wake_(std::move(wake)) {}
    ~Begun() {
        if (claims_.finished(destination_))
            wake_();
    }
    Begun(const Begun&) = delete;
    Begun& operator=(const Begun&) = delete;

private:
    Claims& claims_;
    DestinationId destination_;
    std::function<void()> wake_;
};

}  // namespace bowline::delivery
