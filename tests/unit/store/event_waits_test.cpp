// Events that wait for another one: called by any of its keys, or by the time.
#include "connector/store/event_waits.h"

#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;

namespace {

const EventKey kAsMessage{std::string(32, 'm')};
const EventKey kAsEcho{std::string(32, 'e')};

struct Waiting : StoreFixture {
    EventId hold(std::int64_t position, Instant until) {
        const auto row = eventRow(1, position);
        BOOST_REQUIRE(Events(*db).insert(row, kNoon));
        const EventOutcome held{EventState::Held, "target_unknown", 0, {}, {}, kNoon};
        BOOST_REQUIRE(Events(*db).setState(row.id, EventState::Queued, held));
        waits.add(row.id, {kAsMessage, kAsEcho}, until);
        return row.id;
    }

    EventWaits waits{*db};
};

constexpr std::chrono::minutes kTen{10};

}  // namespace

BOOST_FIXTURE_TEST_CASE(an_event_is_queued_again_by_any_of_the_keys_it_wants_and_once, Waiting) {
    const auto id = hold(0, kNoon + kTen);
    BOOST_TEST(waits.release({std::string(32, 'x')}, kNoon).empty());
    const auto released = waits.release(kAsEcho, kNoon);
    BOOST_REQUIRE_EQUAL(released.size(), 1u);
    BOOST_CHECK(released.front() == id);
    BOOST_TEST(Events(*db).findQueued(id)->reason == "");
    BOOST_TEST(waits.release(kAsMessage, kNoon).empty());
    BOOST_TEST(!waits.nextDue());
}

BOOST_FIXTURE_TEST_CASE(a_wait_that_is_over_queues_with_a_reason_and_leaves_the_others, Waiting) {
    const auto early = hold(0, kNoon + kTen);
    const auto late = hold(1, kNoon + 2 * kTen);
    BOOST_CHECK(waits.nextDue() == kNoon + kTen);
    BOOST_TEST(waits.releaseDue(kNoon + kTen - std::chrono::milliseconds{1}, 10).empty());
    const auto released = waits.releaseDue(kNoon + kTen, 10);
    BOOST_REQUIRE_EQUAL(released.size(), 1u);
    BOOST_CHECK(released.front() == early);
    BOOST_TEST(Events(*db).findQueued(early)->reason == kWaitedReason);
    BOOST_TEST(!Events(*db).findQueued(late));
    BOOST_CHECK(waits.nextDue() == kNoon + 2 * kTen);
}

BOOST_FIXTURE_TEST_CASE(an_event_that_was_decided_otherwise_is_not_queued_again, Waiting) {
    const auto id = hold(0, kNoon + kTen);
    const EventOutcome dropped{EventState::Dropped, "stopped", 0, {}, {}, kNoon};
    BOOST_REQUIRE(Events(*db).setState(id, EventState::Held, dropped));
    BOOST_TEST(waits.release(kAsMessage, kNoon).empty());
    BOOST_CHECK(Events(*db).stateOf(id) == EventState::Dropped);
    BOOST_TEST(!waits.nextDue());
}
