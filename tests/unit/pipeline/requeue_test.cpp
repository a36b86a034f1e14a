// What a human sends again: labelled, looked at by the guard once more, on record.
#include "connector/pipeline/requeue.h"

#include "tests/unit/pipeline/pipeline_world.h"

#include <boost/test/unit_test.hpp>

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
        refused = 0;
        const auto ready = pipeline::readyAgain(choice, *reader, parts(), refused);
        return writer.ask([&](store::Database& db) { return pipeline::requeue(ready, db, parts()); }
        );
    }
    std::size_t refused = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(requeue)

BOOST_FIXTURE_TEST_CASE(a_message_that_is_sent_again_says_that_it_is_late, World) {
    say(kAna, "hello", 100);
    park("ticket_refused");
    BOOST_TEST(counts().parked == 1);
    BOOST_TEST(retry({}) == 1U);
    BOOST_TEST(refused == 0U);
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
    active.with([](pipeline::ActiveRules& rules) {
        auto without = *rules.rules;
        without.mappings.clear();
        rules.rules = std::make_shared<const RuleSet>(std::move(without));
    });
    BOOST_TEST(retry({}) == 0U);
    BOOST_TEST(refused == 1U);
    BOOST_TEST(counts().parked == 1);
}

BOOST_FIXTURE_TEST_CASE(what_a_guard_stopped_is_not_sent_again, World) {
    say(kAna, "hello", 100);
    park("egress_guard");
    BOOST_TEST(retry({}) == 0U);
    BOOST_TEST(refused == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
