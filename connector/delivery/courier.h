// Carries the outbox to the destinations: claims due rows, gives each to the carrier, stores how it
// ended. Several conversations at once, of each (conversation, destination) one row at a time; that
// is the store's claim, the courier keeps no order of its own.
//
// Started by start(), stopped by stop(), waits for the deliveries in flight. A row that was leased
// when the process died comes again when its lease runs out, and is looked up before it is
// repeated.
#pragma once

#include "connector/base/clock.h"
#include "connector/delivery/breakers.h"
#include "connector/delivery/carrier.h"
#include "connector/delivery/claims.h"
#include "connector/delivery/record.h"
#include "connector/delivery/retry_policy.h"
#include "connector/delivery/wakeup.h"

#include <functional>
#include <map>
#include <memory>
#include <thread>
#include <vector>

namespace bowline::delivery {

struct CourierSettings {
    std::size_t threads = 4;
    /// Longer than the longest delivery; also how long a killed process delays what it had in hand.
    std::chrono::milliseconds lease{std::chrono::seconds{30}};
    std::size_t batch = 32;  ///< rows a claim
    RetrySettings retry;
    CircuitSettings circuit;
    /// A row whose attempts have failed for so long is parked. Time in which the destination
    /// refuses us does not count, nor does an attempt that was not made.
    std::chrono::milliseconds giveUpAfter{std::chrono::hours{72}};
};

/// References outlive the courier.
struct CourierParts {
    Clock& clock;
    vault::KeyCache& openKeys;
    store::Writer& writer;
    const store::AuditLog& audit;
    std::function<std::unique_ptr<store::Database>()> openReader;
    RandomSource random;
    /// The egress guard stopped this item, it is parked and that is on disk: send its stub instead
    /// (the row comes with its sealed parts). Called on the writer's thread; hand over, do not wait
    /// or throw.
    std::function<void(const store::OutboxItem&)> onLeak;
};

/// Threads: notify and status from any.
class Courier {
public:
    /// Starts nothing yet.
    Courier(CourierParts parts, std::vector<Destination> destinations, CourierSettings settings);
    /// Waits for what is in flight, however long.
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    /// Errors: those of openReader; then nothing was started.
    void start();
    /// Begins no delivery any more, gives back what was not begun, waits up to `grace` for the
    /// rest. False when something is still in flight. The writer must still run. Idempotent.
    [[nodiscard]] bool stop(std::chrono::milliseconds grace);

    /// The outbox has new rows. Never waits; may be called on the writer's thread.
    void notify();
    /// Carries one row that is at hand and asks for more. False when none was at hand.
    bool step(store::Database& reader);
    [[nodiscard]] std::vector<BreakerStatus> status() const { return breakers_.status(); }
    /// The destinations whose adapters have `primitive`.
    [[nodiscard]] std::set<DestinationId> having(adapter_api::Primitive primitive) const;

private:
    void run(const std::stop_token& stop, store::Database& reader);
    void stepOrSay(bool& worked, store::Database& reader);
    Attempt attempt(store::LeasedItem& row, store::Database& reader);
    [[nodiscard]] std::optional<Postponed> notYet(
        const store::LeasedItem& row, const Destination& destination
    );
    [[nodiscard]] Ending weighed(const store::LeasedItem& row, Ending ending, Instant now) const;
    [[nodiscard]] static Ending parted(
        const store::LeasedItem& row, Ending ending, bool mayPart, Instant now
    );
    [[nodiscard]] Instant dueAfter(const store::LeasedItem& row, const Ending& ending, Instant now);
    [[nodiscard]] std::chrono::milliseconds indexLagOf(const DestinationId& id) const;
    void store(Attempted attempted);
    [[nodiscard]] Instant wakeTime() const;

    CourierParts parts_;
    CourierSettings settings_;
    std::map<DestinationId, Destination> destinations_;
    Breakers breakers_;
    Carrier carrier_;
    Wakeup wakeup_;
    Claims claims_;
    Wakeup ended_;
    Guarded<std::size_t> running_;
    std::vector<std::jthread> threads_;
};

}  // namespace bowline::delivery
