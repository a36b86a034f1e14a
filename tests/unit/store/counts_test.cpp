// Promise 1 under a random walk: a model counts beside the store what each act must do to the
// terms.
#include "connector/store/counts.h"

#include "tests/unit/store/store_fixture.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <random>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;
using namespace std::chrono_literals;

namespace {

/// Does random acts and keeps its own books.
class Walk {
public:
    Walk(Database& db, unsigned seed) : db_(db), random_(seed) {}

    void act() {
        switch (draw(8)) {
            case 0:
            case 1:
                return receive();
            case 2:
                return decode();
            case 3:
                return route();
            case 4:
                return settle();
            case 5:
                return deliver();
            case 6:
                return stub();
            default:
                return parkBody();
        }
    }
    Counts expected() const { return books_; }

private:
    int draw(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    static void expectTrue(bool done) { BOOST_REQUIRE(done); }

    void receive() {
        Journal(db_).append(journalRow());
        ++books_.received;
        ++books_.waiting;
    }
    void decode() {
        const auto pending = Journal(db_).pending(0, 1);
        if (pending.empty())
            return;
        DecodedCounts counts;
        for (counts.newEvents = 0; counts.newEvents < draw(4); ++counts.newEvents)
            insertTwice(counts, pending[0].seq);
        expectTrue(Journal(db_).markDecoded(pending[0].row.id, counts));
        books_.received += counts.newEvents - 1;
        books_.waiting += counts.newEvents - 1;
        books_.duplicates += counts.duplicates;
    }
    void insertTwice(DecodedCounts& counts, std::int64_t seq) {
        auto event = eventRow(seq, counts.newEvents);
        expectTrue(Events(db_).insert(event, kNoon));
        if (draw(3) != 0)
            return;
        event.id = newId<EventId>();
        expectTrue(!Events(db_).insert(event, kNoon));
        ++counts.duplicates;
    }
    void parkBody() {
        const auto pending = Journal(db_).pending(0, 1);
        if (pending.empty())
            return;
        expectTrue(Journal(db_).markParked(pending[0].row.id, "json_syntax"));
        --books_.waiting;
        ++books_.parked;
    }
    void route() {
        const auto queued = Events(db_).nextQueued({}, 1);
        if (queued.empty())
            return;
        const int destinations = 1 + draw(3);
        const auto conversation = newId<ConversationId>();
        for (int i = 0; i < destinations; ++i) {
            auto item = comment(conversation, i);
            item.event = queued[0].id;
            item.destination = DestinationId("desk-" + std::to_string(i));
            Outbox(db_).insert(item, ItemState::Queued, "");
        }
        expectTrue(Events(db_).setState(
            queued[0].id, EventState::Queued, became(EventState::Routed, destinations)
        ));
        books_.received += destinations - 1;
        books_.waiting += destinations - 1;
    }
    void settle() {
        const auto queued = Events(db_).nextQueued({}, 1);
        if (queued.empty())
            return;
        const std::pair<EventState, std::int64_t*> ends[] = {
            {EventState::RecordedOnly, &books_.recordedOnly},
            {EventState::Dropped, &books_.dropped},
            {EventState::Held, &books_.held},
            {EventState::Parked, &books_.parked},
            {EventState::Erased, &books_.erased}};
        const auto& [state, term] = ends[draw(5)];
        expectTrue(Events(db_).setState(queued[0].id, EventState::Queued, became(state, 0)));
        --books_.waiting;
        ++*term;
    }
    void deliver() {
        for (const auto& claimed : Outbox(db_).claimDue(now_ += 1h, 1min, 3))
            answer(claimed);
    }
    void answer(const LeasedItem& claimed) {
        Outbox outbox(db_);
        const auto counted = claimed.item.counted ? 1 : 0;
        const auto leavesFor = [&](bool done, std::int64_t& term) {
            expectTrue(done);
            books_.waiting -= counted;
            term += counted;
        };
        switch (draw(7)) {
            case 0:
                return leavesFor(outbox.delivered(claimed.lease(), "7", now_), books_.synced);
            case 1:
                return leavesFor(outbox.parked(claimed.lease(), "no", now_), books_.parked);
            case 2:
                return leavesFor(outbox.held(claimed.lease(), "window", now_), books_.held);
            case 3:
                return leavesFor(outbox.dropped(claimed.lease(), "stop", now_), books_.dropped);
            case 4:
                return expectTrue(outbox.retryAt(claimed.lease(), now_ + 1s, "busy"));
            case 5:
                return expectTrue(outbox.uncertain(claimed.lease(), now_ + 1s, "timeout"));
            default:
                return;  // the courier dies: the lease runs out
        }
    }
    /// Bowline's own additions are no event's item and count nowhere.
    void stub() {
        auto item = comment(newId<ConversationId>(), 1);
        item.counted = false;
        Outbox(db_).insert(item, ItemState::Queued, "");
    }

    Database& db_;
    std::mt19937 random_;
    Counts books_;
    Instant now_ = kNoon;
};

void expectSame(const Counts& found, const Counts& expected) {
    BOOST_TEST(found.received == expected.received);
    BOOST_TEST(found.waiting == expected.waiting);
    BOOST_TEST(found.synced == expected.synced);
    BOOST_TEST(found.parked == expected.parked);
    BOOST_TEST(found.held == expected.held);
    BOOST_TEST(found.dropped == expected.dropped);
    BOOST_TEST(found.recordedOnly == expected.recordedOnly);
    BOOST_TEST(found.erased == expected.erased);
    BOOST_TEST(found.duplicates == expected.duplicates);
    BOOST_TEST(found.balanced());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(counts)

BOOST_DATA_TEST_CASE(
    the_terms_add_up_after_every_act, boost::unit_test::data::xrange(1U, 13U), seed
) {
    StoreFixture store;
    Walk walk(*store.db, seed);
    store.db->begin();  // one transaction: the walk is about sums, not about disks
    for (int i = 0; i < 400; ++i) {
        walk.act();
        expectSame(countAll(*store.db), walk.expected());
    }
    store.db->commit();
    BOOST_TEST(walk.expected().received > 0);
}

BOOST_FIXTURE_TEST_CASE(a_lost_row_shows_as_a_difference, StoreFixture) {
    Journal journal(*db);
    const auto seq = journal.append(journalRow());
    BOOST_TEST(journal.markDecoded(journal.pending(0, 1)[0].row.id, {1, 0, 0}));
    BOOST_TEST(!countAll(*db).balanced());
    BOOST_TEST(Events(*db).insert(eventRow(seq, 0), kNoon));
    BOOST_TEST(countAll(*db).balanced());
}

BOOST_FIXTURE_TEST_CASE(the_oldest_of_what_waits_is_told, StoreFixture) {
    BOOST_TEST(!countAll(*db).oldestWaiting.has_value());
    auto item = comment(newId<ConversationId>(), 1);
    Outbox(*db).insert(item, ItemState::Queued, "");
    auto row = journalRow();
    row.receivedAt = kNoon - 5s;
    Journal(*db).append(row);
    BOOST_TEST((countAll(*db).oldestWaiting == kNoon - 5s));
}

BOOST_FIXTURE_TEST_CASE(each_destination_has_its_own_figures, StoreFixture) {
    Outbox outbox(*db);
    outbox.insert(comment(newId<ConversationId>(), 1), ItemState::Queued, "");
    outbox.insert(comment(newId<ConversationId>(), 1), ItemState::Held, "window");
    auto other = comment(newId<ConversationId>(), 1);
    other.destination = DestinationId{"archive"};
    outbox.insert(other, ItemState::Queued, "");
    const auto found = countByDestination(*db);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(found[0].destination.str() == "archive");
    BOOST_TEST(found[1].waiting == 1);
    BOOST_TEST(found[1].held == 1);
    BOOST_TEST((found[1].oldestWaiting == kNoon));
}

BOOST_AUTO_TEST_SUITE_END()
