// A destination that refuses us, rows that are tried for too long, rates that are full, answers
// that must not be looked up too early.
#include "connector/delivery/throttled.h"
#include "tests/unit/delivery/courier_world.h"
#include "tests/unit/delivery/log_lines.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::PrimitiveOutcome;

namespace {

using Hook = std::optional<PrimitiveOutcome>;

/// Six conversations with one message each, and a desk that answers them all alike.
struct Crowd : World {
    explicit Crowd(PrimitiveOutcome first) : answer(std::move(first)) {
        book->beforeComment = [this](const ClearedItem&, adapter_api::Exchange&) -> Hook {
            ++calls;
            return answer;
        };
        for (int i = 1; i <= 6; ++i) {
            people.push_back(office.newCustomer());
            items.push_back(office.put(*people.back(), i, 1, "hello"));
        }
    }
    [[nodiscard]] int inState(std::string_view state) const {
        return static_cast<int>(std::ranges::count_if(items, [&](const ItemId& item) {
            return office.stateOf(item) == state;
        }));
    }

    Hook answer;
    int calls = 0;
    std::vector<std::unique_ptr<Customer>> people;
    std::vector<ItemId> items;
};

/// One message that the desk answers as `answer` says.
struct One : World {
    explicit One(Desks desks = {}) : World(desks) {
        book->beforeComment = [this](const ClearedItem&, adapter_api::Exchange& exchange) -> Hook {
            ++calls;
            return answer ? answer(exchange) : std::nullopt;
        };
        item = office.put(*anna, 1, 1, "hello");
    }
    /// Settles every `step` until `total` has passed.
    void pass(std::chrono::milliseconds total, std::chrono::milliseconds step) {
        for (auto left = total; left.count() > 0; left -= step)
            later(step);
    }
    [[nodiscard]] std::string state() const { return office.stateOf(item); }

    std::function<Hook(adapter_api::Exchange&)> answer;
    int calls = 0;
    std::unique_ptr<Customer> anna = office.newCustomer();
    ItemId item;
};

}  // namespace

BOOST_AUTO_TEST_CASE(one_denial_stops_the_destination_and_no_other_row_is_tried) {
    const LogLines log;
    Crowd w(Denied{"bad_token"});
    w.settle();
    BOOST_TEST(w.calls == 1);
    BOOST_TEST(w.inState("queued bad_token") == 1);
    BOOST_TEST(w.inState("queued destination_stopped") == 5);
    const auto status = w.courier.status().at(0);
    BOOST_TEST((status.stop == StopReason{"bad_token", "make a new token"}));
    BOOST_TEST(log.of("destination.stopped").size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_stopped_destination_is_tried_with_one_row_a_pause_and_goes_on_by_itself) {
    const LogLines log;
    Crowd w(Denied{"bad_token"});
    w.settle();
    w.later(10s);
    BOOST_TEST(w.calls == 2);
    w.later(20s);
    BOOST_TEST(w.calls == 3);
    w.answer.reset();
    w.later(40s);
    BOOST_TEST(w.inState("delivered") == 6);
    BOOST_TEST(log.of("destination.resumed").size() == 1u);
}

BOOST_AUTO_TEST_CASE(rows_behind_a_stop_are_neither_claimed_nor_counted_as_attempts) {
    Crowd w(Denied{"bad_token"});
    w.settle();
    const auto late = w.office.put(*w.people[0], 1, 2, "later");
    const auto newcomer = w.office.newCustomer();
    const auto first = w.office.put(*newcomer, 7, 1, "first");
    w.settle();
    BOOST_TEST(w.office.row(late).attempts == 0);
    BOOST_TEST(w.office.row(first).attempts == 0);
}

BOOST_AUTO_TEST_CASE(a_destination_that_stays_stopped_makes_nobody_give_up) {
    Crowd w(Denied{"bad_token"});
    for (int hour = 0; hour < 5; ++hour) {
        w.settle();
        w.clock.advance(1h);
    }
    BOOST_TEST(w.calls == 5);
    w.answer = RetryLater{"busy", std::nullopt};
    w.later(1h);  // the trial of a stopped destination
    w.answer.reset();
    w.later(1h);
    w.later(1h);
    BOOST_TEST(w.inState("delivered") == 6);
}

BOOST_AUTO_TEST_CASE(failures_before_a_denial_count_no_more) {
    One w;
    w.answer = [](adapter_api::Exchange&) { return RetryLater{"busy", std::nullopt}; };
    w.pass(50min, 5min);
    w.answer = [](adapter_api::Exchange&) { return Denied{"bad_token"}; };
    w.pass(3h, 10min);
    w.answer = [](adapter_api::Exchange&) { return RetryLater{"busy", std::nullopt}; };
    w.pass(50min, 5min);
    BOOST_TEST(w.state() == "queued busy");
}

BOOST_AUTO_TEST_CASE(a_row_that_fails_for_too_long_is_parked_and_the_next_one_goes) {
    const LogLines log;
    One w;
    bool fails = true;
    w.answer = [&](adapter_api::Exchange&) -> Hook {
        if (fails)
            return RetryLater{"busy", std::nullopt};
        return std::nullopt;
    };
    const auto next = w.office.put(*w.anna, 1, 2, "next");
    w.settle();
    w.pass(55min, 5min);
    BOOST_TEST(w.state() == "queued busy");
    w.pass(20min, 5min);
    BOOST_TEST(w.state() == "parked gave_up");
    BOOST_REQUIRE(log.of("delivery.parked").size() == 1u);
    BOOST_TEST(log.of("delivery.parked")[0].ends_with("why=gave_up last=busy"));
    BOOST_TEST(holds(w.office.ledger().at(0), R"("last":"busy")"));
    fails = false;
    w.pass(2h, 5min);
    BOOST_TEST(w.office.stateOf(next) == "delivered");
}

BOOST_AUTO_TEST_CASE(an_adapter_that_throws_for_too_long_is_given_up_too) {
    One w;
    w.answer = [](adapter_api::Exchange&) -> Hook { throw Error("test: a bug of the adapter"); };
    w.pass(90min, 5min);
    BOOST_TEST(w.state() == "parked gave_up");
}

BOOST_AUTO_TEST_CASE(a_row_that_waited_behind_an_open_circuit_has_its_own_time) {
    Crowd w(RetryLater{"connect", std::nullopt});
    w.settle();
    std::vector<ItemId> untried;
    std::ranges::copy_if(w.items, std::back_inserter(untried), [&](const ItemId& item) {
        return w.office.stateOf(item) == "queued circuit_open";
    });
    BOOST_TEST(untried.size() == 3u);
    for (int trial = 0; trial < 4; ++trial)
        w.later(2h);  // the three that were tried before the circuit opened have failed too long
    w.answer.reset();
    w.later(2h);
    w.later(2h);
    for (const auto& item : untried)
        BOOST_TEST(w.office.stateOf(item) == "delivered");
}

BOOST_AUTO_TEST_CASE(full_rates_postpone_a_row_and_count_for_nothing) {
    One w;
    w.answer = [&](adapter_api::Exchange&) -> Hook { throw Throttled(w.clock.now() + 42s); };
    w.settle();
    BOOST_TEST(w.state() == "queued rate_limit");
    BOOST_TEST((w.office.row(w.item).dueAt == w.clock.now() + 42s));
    for (int i = 0; i < 5; ++i)
        w.later(50s);
    BOOST_TEST((w.courier.status().at(0).state == CircuitState::Closed));
    w.answer = nullptr;
    w.later(3h);
    BOOST_TEST(w.state() == "delivered");
}

BOOST_AUTO_TEST_CASE(full_rates_in_the_middle_of_a_write_make_it_looked_up_first) {
    One w;
    w.answer = [&](adapter_api::Exchange& exchange) -> Hook {
        exchange.writeFile("half", "hello");
        throw Throttled(w.clock.now() + 42s);
    };
    w.settle();
    BOOST_TEST(w.state() == "uncertain rate_limit");
    w.answer = nullptr;
    w.later(42s);
    BOOST_TEST(w.state() == "delivered");
}

BOOST_AUTO_TEST_CASE(a_wait_that_is_over_already_makes_no_row_go_in_circles) {
    One w;
    w.answer = [&](adapter_api::Exchange&) -> Hook { throw Throttled(w.clock.now() - 1s); };
    w.settle();
    BOOST_TEST(w.calls == 1);
}

BOOST_AUTO_TEST_CASE(a_wait_for_rates_is_cut_at_a_day) {
    One w;
    w.answer = [&](adapter_api::Exchange&) -> Hook { throw Throttled(w.clock.now() + 1000h); };
    w.settle();
    BOOST_TEST((w.office.row(w.item).dueAt == w.clock.now() + 24h));
}

BOOST_AUTO_TEST_CASE(a_lost_answer_is_not_looked_up_before_the_index_can_show_it) {
    One w({.two = false, .lag = 30s, .concurrency = 4});
    w.answer = [](adapter_api::Exchange&) { return Uncertain{"timeout"}; };
    w.settle();
    BOOST_TEST(w.state() == "uncertain timeout");
    BOOST_TEST((w.office.row(w.item).dueAt == w.clock.now() + 30s));
}

BOOST_AUTO_TEST_CASE(a_row_whose_process_died_is_not_looked_up_before_the_index_can_show_it) {
    One w({.two = false, .lag = 30s, .concurrency = 4});
    const auto leased = w.office.writer.ask([&](store::Database& db) {
        return store::Outbox(db).claimDue(w.clock.now(), 60s, 10);
    });
    BOOST_REQUIRE(leased.size() == 1u);
    w.later(70s);
    BOOST_TEST(w.calls == 0);
    BOOST_TEST(w.state() == "uncertain index_lag");
    BOOST_TEST((w.office.row(w.item).dueAt == leased[0].leaseUntil + 30s));
    w.later(20s);
    BOOST_TEST(w.state() == "delivered");
    BOOST_TEST(w.book->steps().front() == "find comment");
}

BOOST_AUTO_TEST_CASE(a_dead_row_that_is_given_back_unbegun_keeps_the_wait_for_the_index) {
    One w({.two = false, .lag = 30s, .concurrency = 4});
    const auto leased = w.office.writer.ask([&](store::Database& db) {
        return store::Outbox(db).claimDue(w.clock.now(), 60s, 10);
    });
    w.clock.advance(60s);
    w.claimOnly();
    BOOST_TEST(w.courier.stop(0ms));
    w.office.writer.step();
    BOOST_TEST(w.state() == "uncertain stopping");
    BOOST_TEST((w.office.row(w.item).dueAt == leased.at(0).leaseUntil + 30s));
}
