// What a human sends again: labelled, looked at by the guard once more, on record.
#include "connector/pipeline/requeue.h"

#include "tests/unit/pipeline/pipeline_world.h"

#include <boost/test/unit_test.hpp>

#include <functional>

using namespace bowline;
using namespace bowline::tests;

namespace {

const std::string kAna = "447700900123";

struct World : PipelineWorld {
    /// The one item that waits is refused by its destination.
    ItemId park(std::string_view reason) {
        return writer.ask([&](store::Database& db) {
            store::Outbox outbox(db);
            const auto rows = outbox.claimDue(clock.now(), std::chrono::seconds(1), 100);
            if (rows.size() != 1 || !outbox.parked(rows[0].lease(), reason, clock.now()))
                throw Error("test: not one item waits");
            return rows[0].item.id;
        });
    }
    std::size_t retry(const pipeline::RequeueChoice& choice) {
        ready = pipeline::readyAgain(choice, *reader, parts());
        return writer.ask([&](store::Database& db) {
            return pipeline::requeue(ready.items, db, parts());
        });
    }
    /// From now on other rules hold.
    void change(const std::function<void(RuleSet&)>& how) {
        active.with([&](pipeline::ActiveRules& rules) {
            auto other = *rules.rules;
            how(other);
            rules.rules = std::make_shared<const RuleSet>(std::move(other));
        });
    }
    pipeline::ReadyAgain ready;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(requeue)

BOOST_FIXTURE_TEST_CASE(a_message_that_is_sent_again_says_that_it_is_late, World) {
    say(kAna, "hello", 100);
    park("ticket_refused");
    BOOST_TEST(counts().parked == 1);
    BOOST_TEST(retry({}) == 1U);
    BOOST_TEST(ready.refused == 0U);
    const auto waiting = items();
    BOOST_REQUIRE_EQUAL(waiting.size(), 1U);
    BOOST_TEST(waiting[0].content().late);
    BOOST_TEST(waiting[0].content().commentText == "(arrived late, sent 00:01 UTC) hello");
    BOOST_TEST(counts().parked == 0);
    BOOST_TEST(counts().balanced());
    BOOST_TEST(retry({}) == 0U);  // it is parked no more
}

BOOST_FIXTURE_TEST_CASE(the_label_is_not_written_twice, World) {
    say(kAna, "hello", 100);
    park("ticket_refused");
    BOOST_TEST(retry({}) == 1U);
    park("ticket_refused");
    BOOST_TEST(retry({}) == 1U);
    BOOST_TEST(items().at(0).content().commentText == "(arrived late, sent 00:01 UTC) hello");
}

BOOST_FIXTURE_TEST_CASE(one_or_those_of_a_destination_may_be_chosen, World) {
    say(kAna, "hello", 100);
    const auto item = park("ticket_refused");
    BOOST_TEST(retry({newId<ItemId>(), std::nullopt}) == 0U);
    BOOST_TEST(retry({std::nullopt, DestinationId("elsewhere")}) == 0U);
    BOOST_TEST(retry({item, std::nullopt}) == 1U);
    park("ticket_refused");
    BOOST_TEST(retry({std::nullopt, DestinationId("desk")}) == 1U);
}

BOOST_FIXTURE_TEST_CASE(what_has_no_mapping_any_more_stays, World) {
    say(kAna, "hello", 100);
    park("ticket_refused");
    change([](RuleSet& rules) { rules.mappings.clear(); });
    BOOST_TEST(retry({}) == 0U);
    BOOST_TEST(ready.refused == 1U);
    BOOST_TEST(counts().parked == 1);
}

BOOST_FIXTURE_TEST_CASE(what_earlier_rules_made_goes_out_only_when_somebody_says_so, World) {
    say(kAna, "hello", 100);
    park("ticket_refused");
    change([](RuleSet& rules) { rules.id = std::string(64, 'f'); });
    BOOST_TEST(retry({}) == 0U);
    BOOST_TEST(ready.ofEarlierRules == 1U);
    BOOST_TEST(ready.refused == 0U);
    BOOST_TEST(counts().parked == 1);
    BOOST_TEST(retry({.earlierRules = true}) == 1U);
    BOOST_TEST(ready.ofEarlierRules == 0U);
}

BOOST_FIXTURE_TEST_CASE(what_the_guard_would_stop_today_stays, World) {
    const auto cards = [](Action action) {
        return [action](RuleSet& rules) {
            rules.mappings.begin()->second.sensitive["payment_card"].action = action;
        };
    };
    change(cards(Action::Keep));
    say(kAna, "my card is 4111 1111 1111 1111", 100);
    park("ticket_refused");
    change(cards(Action::Mask));
    BOOST_TEST(retry({}) == 0U);
    BOOST_TEST(ready.refused == 1U);
    change(cards(Action::Keep));
    BOOST_TEST(retry({}) == 1U);
}

BOOST_FIXTURE_TEST_CASE(what_a_guard_stopped_is_not_sent_again, World) {
    say(kAna, "hello", 100);
    park("egress_guard");
    BOOST_TEST(retry({}) == 0U);
    BOOST_TEST(ready.refused == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
