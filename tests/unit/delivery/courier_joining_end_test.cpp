// What a stop, a courier that dies and a cell that does not open do to a group of comments.
#include "tests/unit/delivery/joining_world.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::PrimitiveOutcome;

BOOST_FIXTURE_TEST_SUITE(joining_end, JoiningWorld)

BOOST_AUTO_TEST_CASE(a_stop_before_the_first_byte_drops_the_whole_group) {
    book->beforeComment = [&](const ClearedItem&, adapter_api::Exchange&) -> Answer {
        office.stop(*anna);
        return std::nullopt;
    };
    const auto items = putAll({"one", "two"});
    settle();
    BOOST_TEST((statesOf(items) == Texts(2, "dropped stopped")));
    BOOST_TEST((texts() == Texts{"zero"}));
    for (const auto& item : items)
        BOOST_TEST(holds(entriesOf(item)[0], "dropped"));
}

BOOST_AUTO_TEST_CASE(what_is_on_the_wire_in_a_group_is_spared_by_a_stop_and_ends) {
    const std::array purposes{kAnswer};
    const auto items = putAll({"one", "two"});
    std::size_t dropped = 99;
    book->beforeComment = [&](const ClearedItem&, adapter_api::Exchange&) -> Answer {
        office.writer.call([&](store::Database& db) {
            store::Outbox outbox(db);
            dropped = outbox.dropWaitingOf(kTenant, anna->person, purposes, "stopped", clock.now())
                          .size();
        });
        return std::nullopt;
    };
    settle();
    BOOST_TEST(dropped == 0U);
    BOOST_TEST((statesOf(items) == Texts(2, "delivered")));
}

BOOST_AUTO_TEST_CASE(a_group_whose_courier_died_is_looked_up_and_not_sent_twice) {
    const auto items = putAll({"one", "two"});
    leaseAndDie();
    book->state.with([&](DeskBook::State& s) { s.comments[keyOfMessage(2)] = true; });
    put("three");
    later(61s);
    BOOST_TEST((statesOf(items) == Texts(2, "delivered")));
    BOOST_TEST((texts() == Texts{"zero", "three"}));
    BOOST_TEST(book->steps()[2] == "find comment");
}

BOOST_AUTO_TEST_CASE(a_group_whose_courier_died_before_it_sent_is_sent_as_it_was) {
    const auto items = putAll({"one", "two"});
    leaseAndDie();
    put("three");
    later(61s);
    BOOST_TEST((texts() == Texts{"zero", "one\n\ntwo", "three"}));
    for (const auto& item : items)
        BOOST_TEST(office.row(item).attempts == 2);
}

BOOST_AUTO_TEST_CASE(a_group_that_is_at_hand_when_the_courier_stops_is_given_back_whole) {
    writeAndAnswer(Uncertain{"timeout"});
    const auto items = putAll({"one", "two"});
    settle();
    clock.advance(2s);
    claimOnly();
    BOOST_TEST((statesOf(items) == Texts(2, "leased timeout")));
    static_cast<void>(courier.stop(0ms));
    while (office.writer.step() != 0) {
    }
    BOOST_TEST((statesOf(items) == Texts(2, "uncertain stopping")));
}

BOOST_AUTO_TEST_CASE(a_group_of_which_one_cell_does_not_open_is_parked_whole) {
    writeAndAnswer(Uncertain{"timeout"});
    const auto items = putAll({"one", "two"});
    settle();
    const auto broken = office.row(items[1]);
    office.writer.call([&](store::Database& db) {
        db.execute(
            "UPDATE outbox SET item = $1 WHERE item_id = $2",
            {store::Blob{"not what was sealed"}, store::Blob{broken.id.bytes()}}
        );
    });
    later(2s);
    BOOST_TEST((statesOf(items) == Texts(2, "parked cell_closed")));
}

BOOST_AUTO_TEST_SUITE_END()
