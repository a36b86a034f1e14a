// The outbox: claims, leases, answers, stops. Of each (conversation, destination) only the head can
// be claimed: the smallest order key among what waits, or the one already begun. Conversations
// never wait for each other. Comments that already wait may travel in the request of the head: a
// group, answered as one. Heads stand in a table of their own, so that a claim reads as many
// rows as it takes, however many wait behind a destination that is down.
#pragma once

#include "connector/store/database.h"
#include "connector/store/outbox_item.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

class Outbox {
public:
    explicit Outbox(Database& db) : db_(db) {}

    /// Puts the item in its place. `state` is Queued, Held or Parked; `reason` a code, empty with
    /// Queued.
    void insert(const OutboxItem& item, ItemState state, std::string_view reason);

    /// Takes up to `limit` heads of the destination whose time has come, longest due first, those
    /// that give way after all others, and leases them until now + lease. A head whose purpose the
    /// person has stopped comes marked as stopped: it must be dropped, not sent (stop notes,
    /// erasures and amendments are exempt). A head that leads a group comes with it. Shape:
    /// 0..limit rows. Threads: on the writer, one transaction a call.
    [[nodiscard]] std::vector<LeasedItem> claimDue(
        const DestinationId& destination,
        Instant now,
        std::chrono::milliseconds lease,
        std::size_t limit
    );
    /// The same for all destinations, by name, until `limit` rows are taken.
    [[nodiscard]] std::vector<LeasedItem> claimDue(
        Instant now, std::chrono::milliseconds lease, std::size_t limit
    );
    /// What may travel in the leader's request: the comments that stand right behind it in its
    /// lane, are due, of the same person, purpose, key and episode, neither go alone nor belong to
    /// a group, and of which no step is kept. As `join` would lease them; nothing is changed.
    /// Threads: any.
    [[nodiscard]] std::vector<LeasedItem> waitingBehind(
        const LeasedItem& leader, const JoinLimits& limits
    );
    /// Leases as many of `followers` as are still waitingBehind the leader, in this order, until
    /// the leader's lease ends. Absence: empty when that is not valid any more.
    [[nodiscard]] std::vector<LeasedItem> join(
        const LeasedItem& leader, std::span<const ItemId> followers, const JoinLimits& limits
    );
    /// The waiting rows of its group follow nobody any more: nothing of the request is there.
    void letGoOf(const ItemId& leader);
    /// From now on the row travels by itself: with others it was refused, or what it sent may be
    /// there under its key.
    void goAlone(const ItemId& item);

    /// The courier's last look before the first byte: true when a stop came after the claim.
    [[nodiscard]] bool isStopped(const ItemId& item);
    /// When the destination's next head comes due; nothing when none waits.
    [[nodiscard]] std::optional<Instant> nextDue(const DestinationId& destination);
    /// Those that a head waits for, due or not, by name; also such as the configuration has
    /// forgotten.
    [[nodiscard]] std::vector<DestinationId> destinationsWaiting();

    // The answers to a claim. Each returns false, and changes nothing, when the lease is not valid
    // any more.
    [[nodiscard]] bool delivered(const Lease& lease, std::string_view remoteId, Instant now);
    /// Certainly not arrived: from `due` on it is sent again. What was claimed with lookUpFirst and
    /// could not be looked up is `uncertain` still.
    [[nodiscard]] bool retryAt(const Lease& lease, Instant due, std::string_view reason);
    /// Sent, answer lost: from `due` on it is claimed with lookUpFirst.
    [[nodiscard]] bool uncertain(const Lease& lease, Instant due, std::string_view reason);
    /// One more attempt failed in a way that counts towards giving up; for a row that waits on.
    void countFailure(const ItemId& item, Instant now);
    /// Nothing that failed so far counts any more: the destination refuses us, not the item.
    void forgiveFailures(const ItemId& item);
    [[nodiscard]] bool parked(const Lease& lease, std::string_view reason, Instant now);
    [[nodiscard]] bool held(const Lease& lease, std::string_view reason, Instant now);
    /// Refused by a stop after it was claimed.
    [[nodiscard]] bool dropped(const Lease& lease, std::string_view reason, Instant now);

    /// Drops what waits or is held for the person and serves one of `purposes`: all but what is on
    /// the wire (leased and not run out), stop notes, erasures and amendments.
    /// Returns the rows as they are now.
    std::vector<ItemSummary> dropWaitingOf(
        const TenantId& tenant,
        const PersonId& person,
        std::span<const PurposeId> purposes,
        std::string_view reason,
        Instant now
    );

    /// The counted comments of an event that are told or will be, with what they say, and behind
    /// them their amendments.
    [[nodiscard]] std::vector<OutboxItem> toldOf(const EventId& event);
    /// Counted rows with an item that were parked for `reason`, the newest first.
    [[nodiscard]] std::vector<OutboxItem> parkedFor(std::string_view reason, std::size_t limit);
    /// Rows that a destination refused or that were tried for too long, with their sealed parts:
    /// all that is parked but for a guard's reasons and for what travelled in another's request.
    /// Those of `ruleSet` first, then the oldest; of one destination, or of all.
    [[nodiscard]] std::vector<OutboxItem> refused(
        const std::optional<DestinationId>& destination, std::string_view ruleSet, std::size_t limit
    );
    /// One such row, also when it travelled in another's request. Absence: empty when it is none.
    [[nodiscard]] std::vector<OutboxItem> refused(const ItemId& item);
    /// A parked row goes back to its place in its lane, with `row`'s sealed parts; it is due now,
    /// no failure counts, it travels alone, and it is looked up before it is sent. False, and
    /// nothing is changed, when it is not parked.
    [[nodiscard]] bool requeue(const OutboxItem& row, Instant now);
    [[nodiscard]] std::optional<ItemSummary> find(const ItemId& item);
    /// Rows in `state`, oldest first.
    [[nodiscard]] std::vector<ItemSummary> list(ItemState state, std::size_t limit);

private:
    struct Ending {
        ItemState state;
        std::string_view reason;
        std::optional<Instant> due;  ///< nothing leaves it as it is
        std::optional<Instant> done;
        std::optional<std::string_view> remoteId;
    };

    void take(const LeasedItem& claimed);
    std::vector<LeasedItem> takeGroupOf(const LeasedItem& leader);
    void lead(const LeasedItem& leader, const LeasedItem& follower);
    bool finish(const Lease& lease, const Ending& ending);
    void setHead(const ItemId& item, Instant due);
    void settleLane(const OutboxLane& lane);

    Database& db_;
};

}  // namespace bowline::store
