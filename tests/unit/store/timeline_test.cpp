// What reports are told: marks that later states do not overwrite.
#include "connector/store/timeline.h"

#include "connector/store/event_waits.h"
#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;
using namespace std::chrono_literals;

namespace {

struct Ticket : StoreFixture {
    [[nodiscard]] std::vector<Mark> marks() {
        std::vector<Mark> out;
        for (const auto& one : timeline.of(kTenant, episode))
            out.push_back(one.mark);
        return out;
    }
    /// An event of this ticket, decided as `outcome` says.
    EventId decided(EventState state, const char* reason) {
        const auto row = eventRow(1, ++position);
        BOOST_REQUIRE(Events(*db).insert(row, kNoon));
        auto outcome = became(state, state == EventState::Routed ? 1 : 0);
        outcome.reason = reason;
        outcome.episode = episode;
        BOOST_REQUIRE(Events(*db).setState(row.id, EventState::Queued, outcome));
        return row.id;
    }

    EpisodeId episode = newId<EpisodeId>();
    Timeline timeline{*db};
    std::int64_t position = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(timeline, Ticket)

BOOST_AUTO_TEST_CASE(marks_come_back_in_the_order_of_their_times) {
    timeline.add(kTenant, episode, {Mark::Queue, kNoon + 1s, "Support"});
    timeline.add(kTenant, episode, {Mark::Opened, kNoon, "default"});
    const auto marks = timeline.of(kTenant, episode);
    BOOST_REQUIRE(marks.size() == 2U);
    BOOST_TEST((marks[0] == TimelineMark{Mark::Opened, kNoon, "default"}));
    BOOST_TEST((marks[1] == TimelineMark{Mark::Queue, kNoon + 1s, "Support"}));
    BOOST_TEST(timeline.of(kTenant, newId<EpisodeId>()).empty());
}

BOOST_AUTO_TEST_CASE(the_earliest_reply_is_the_first_in_whatever_order_they_become_known) {
    timeline.reply(kTenant, episode, kNoon + 5min);
    timeline.reply(kTenant, episode, kNoon + 2min);
    timeline.reply(kTenant, episode, kNoon + 9min);
    const auto marks = timeline.of(kTenant, episode);
    BOOST_REQUIRE(marks.size() == 1U);
    BOOST_TEST((marks[0].at == kNoon + 2min));
}

BOOST_AUTO_TEST_CASE(a_turn_is_marked_when_it_changes_and_not_with_each_message) {
    timeline.turn(kTenant, episode, Mark::WaitsForUs, kNoon);
    timeline.turn(kTenant, episode, Mark::WaitsForUs, kNoon + 1s);
    timeline.turn(kTenant, episode, Mark::WaitsForPerson, kNoon + 2s);
    timeline.turn(kTenant, episode, Mark::WaitsForPerson, kNoon + 3s);
    timeline.turn(kTenant, episode, Mark::WaitsForUs, kNoon + 4s);
    BOOST_TEST((marks() == std::vector{Mark::WaitsForUs, Mark::WaitsForPerson, Mark::WaitsForUs}));
}

BOOST_AUTO_TEST_CASE(a_park_and_a_hold_of_an_event_stay_on_record_with_their_reasons) {
    (void)decided(EventState::Parked, "route");
    const auto held = decided(EventState::Held, "target_unknown");
    (void)decided(EventState::Routed, "");
    EventWaits waits(*db);
    const EventKey key{std::string(32, 'k')};
    waits.add(held, {key}, kNoon + 10min);
    BOOST_TEST(waits.release(key, kNoon + 1min).size() == 1U);
    BOOST_TEST((marks() == std::vector{Mark::Held, Mark::Parked, Mark::Released}));
    BOOST_TEST(timeline.of(kTenant, episode)[1].code == "route");
}

BOOST_AUTO_TEST_CASE(a_park_of_an_item_stays_on_record) {
    auto item = comment(newId<ConversationId>(), 1);
    item.episode = episode;
    Outbox outbox(*db);
    outbox.insert(item, ItemState::Queued, "");
    const auto leased = outbox.claimDue(kNoon, 1min, 1);
    BOOST_REQUIRE(leased.size() == 1U);
    BOOST_TEST(outbox.parked(leased[0].lease(), "issue_refused", kNoon + 1s));
    const auto marks = timeline.of(kTenant, episode);
    BOOST_REQUIRE(marks.size() == 1U);
    BOOST_TEST((marks[0] == TimelineMark{Mark::Parked, kNoon + 1s, "issue_refused"}));
}

BOOST_AUTO_TEST_SUITE_END()
