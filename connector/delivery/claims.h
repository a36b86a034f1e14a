// Keeps leased rows at hand: asks the writer for the next ones before the last are gone, one claim
// at a time and without waiting for it. Knows when the outbox is to be looked at again.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/guarded.h"
#include "connector/store/outbox_item.h"
#include "connector/store/writer.h"

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace bowline::delivery {

struct ClaimSettings {
    std::chrono::milliseconds lease;
    std::size_t batch;     ///< rows a claim, 1..1000
    std::size_t lowWater;  ///< fewer rows at hand than this ask for more
};

/// MUST outlive what it submitted to the writer: its owner waits for it. Threads: any.
class Claims {
public:
    /// `changed` is called after every claim, on the writer's thread; it must not wait.
    Claims(
        store::Writer& writer,
        const Clock& clock,
        ClaimSettings settings,
        std::function<void()> changed
    );

    /// The next row whose lease still has half its time; others run out and come again by
    /// themselves.
    [[nodiscard]] std::optional<store::LeasedItem> take();
    /// Submits a claim when few rows are at hand, none is under way and some may be due.
    void askForMore();
    /// The outbox may have due rows: new ones came, or one left its place to the next.
    void rowsMayWait();
    /// When to look again if nothing is heard. Absence: no row waits.
    [[nodiscard]] std::optional<Instant> nextDue() const;
    /// Gives back what is at hand, and whatever a claim under way still brings. No claim follows.
    void close();

private:
    struct Found {
        std::vector<store::LeasedItem> rows;
        std::optional<Instant> nextDue;
    };
    struct State {
        std::deque<store::LeasedItem> ready;
        bool claiming = false;
        bool mayWait = true;
        bool closed = false;
        std::optional<Instant> nextDue;
    };
    bool beginClaim();
    void claimed(Found found);
    void claimFailed();
    void giveBack(const std::vector<store::LeasedItem>& rows);

    store::Writer& writer_;
    const Clock& clock_;
    const ClaimSettings settings_;
    const std::function<void()> changed_;
    Guarded<State> state_;
};

}  // namespace bowline::delivery
