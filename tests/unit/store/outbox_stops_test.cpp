// What a stop does to rows that wait, and to those that are leased.
#include "tests/unit/store/outbox_fixture.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(outbox_stops, OutboxFixture)

BOOST_AUTO_TEST_CASE(a_stopped_head_is_claimed_as_stopped_so_that_somebody_drops_it) {
    const auto item = queued(talk, 10);
    stop(knownAs(item.person), kAnswer);
    const auto claimed = claimOne();
    BOOST_TEST(claimed.stopped);
    BOOST_TEST(outbox.dropped(claimed.lease(), "stopped", kNoon));
}

BOOST_AUTO_TEST_CASE(a_lifted_stop_stops_nothing_and_only_a_later_message_lifts_it) {
    const auto item = queued(talk, 10);
    const std::array index{knownAs(item.person)};
    stop(index.front(), kAnswer);
    const std::array purposes{kAnswer};
    BOOST_TEST(Stops(*db).lift(kTenant, index, purposes, 1, kNoon) == 0);
    BOOST_TEST(outbox.isStopped(item.id));
    BOOST_TEST(Stops(*db).lift(kTenant, index, purposes, 2, kNoon) == 1);
    BOOST_TEST(!claimOne().stopped);
}

BOOST_AUTO_TEST_CASE(what_a_stop_found_leased_comes_back_as_stopped_when_its_courier_died) {
    const auto item = queued(talk, 10);
    claimOne();
    stop(knownAs(item.person), kAnswer);
    const auto later = outbox.claimDue(kNoon + kLease, kLease, 1);
    BOOST_REQUIRE_EQUAL(later.size(), 1U);
    BOOST_TEST(later.front().stopped);
}

BOOST_AUTO_TEST_CASE(a_stop_covers_only_its_purpose_and_its_person) {
    const auto item = queued(talk, 10);
    stop(knownAs(item.person), kMarketing);
    stop(knownAs(newId<PersonId>()), kAnswer);
    BOOST_TEST(!claimOne().stopped);
}

BOOST_AUTO_TEST_CASE(a_stop_after_the_claim_is_seen_by_the_last_look) {
    const auto item = queued(talk, 10);
    const auto claimed = claimOne();
    BOOST_TEST(!outbox.isStopped(item.id));
    stop(knownAs(item.person), kAnswer);
    BOOST_TEST(outbox.isStopped(item.id));
    BOOST_TEST(outbox.dropped(claimed.lease(), "stopped", kNoon));
}

BOOST_AUTO_TEST_CASE(stop_notes_erasures_and_amendments_pass_a_stop) {
    for (const auto kind : {ItemKind::StopNote, ItemKind::Erase, ItemKind::Amend}) {
        auto item = comment(newId<ConversationId>(), 10);
        item.kind = kind;
        item.counted = false;
        outbox.insert(item, ItemState::Queued, "");
        stop(knownAs(item.person), kAnswer);
        BOOST_TEST(!outbox.isStopped(item.id));
        BOOST_TEST((claimOne().item.id == item.id));
    }
}

BOOST_AUTO_TEST_CASE(dropping_what_waits_spares_the_wire_other_purposes_and_stop_notes) {
    const auto person = newId<PersonId>();
    const auto put = [&](std::int64_t second, ItemKind kind, const PurposeId& purpose, ItemState s
                     ) {
        auto item = comment(talk, second);
        item.person = person;
        item.kind = kind;
        item.purpose = purpose;
        outbox.insert(item, s, "");
        return item;
    };
    const auto wire = put(1, ItemKind::Comment, kAnswer, ItemState::Queued);
    claimOne();
    const auto waits = put(2, ItemKind::Comment, kAnswer, ItemState::Queued);
    const auto held = put(3, ItemKind::Comment, kAnswer, ItemState::Held);
    const auto note = put(4, ItemKind::StopNote, kAnswer, ItemState::Queued);
    const auto other = put(5, ItemKind::Comment, kMarketing, ItemState::Queued);
    const std::array purposes{kAnswer};
    const auto gone = outbox.dropWaitingOf(kTenant, person, purposes, "stopped", kNoon);
    BOOST_TEST(gone.size() == 2U);
    BOOST_TEST((stateOf(waits) == ItemState::Dropped && stateOf(held) == ItemState::Dropped));
    BOOST_TEST((stateOf(wire) == ItemState::Leased && stateOf(note) == ItemState::Queued));
    BOOST_TEST((stateOf(other) == ItemState::Queued));
    // When the lease has run out nobody is on the wire any more.
    BOOST_TEST(
        outbox.dropWaitingOf(kTenant, person, purposes, "stopped", kNoon + kLease).size() == 1U
    );
    BOOST_TEST((claimOne().item.id == note.id));
}

BOOST_AUTO_TEST_SUITE_END()
