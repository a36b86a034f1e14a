// What one destination gets of the courier when there are others: one that hangs or is down takes
// nothing from them.
#include "tests/unit/delivery/courier_world.h"

#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <future>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::PrimitiveOutcome;

namespace {

using Hook = std::optional<PrimitiveOutcome>;
using Texts = std::vector<std::string>;

/// `count` conversations with one message each, for the desk and for the other one.
struct Two : World {
    explicit Two(int count, Desks desks = {.two = true, .lag = {}, .concurrency = 64})
        : World(desks) {
        for (int i = 1; i <= count; ++i) {
            people.push_back(office.newCustomer());
            auto row = office.rowFor(*people.back(), i, 1, "hello", {});
            atDesk.push_back(office.put(row));
            row = office.rowFor(*people.back(), i, 1, "hello", {});
            row.destination = kOtherDesk;
            atOther.push_back(office.put(row));
        }
    }
    [[nodiscard]] bool allDelivered(const std::vector<ItemId>& items) const {
        return std::ranges::all_of(items, [&](const ItemId& item) {
            return office.stateOf(item) == "delivered";
        });
    }
    std::vector<std::unique_ptr<Customer>> people;
    std::vector<ItemId> atDesk;
    std::vector<ItemId> atOther;
};

/// Comments at the desk wait for `release`; counts how many wait.
class Bottleneck {
public:
    Hook wait() {
        {
            std::scoped_lock lock(mutex_);
            most_ = std::max(most_, ++waiting_);
        }
        changed_.notify_all();
        released_.wait();
        std::scoped_lock lock(mutex_);
        --waiting_;
        return std::nullopt;
    }
    void untilWaiting(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_ >= count; });
    }
    void release() { release_.set_value(); }
    int most() {
        std::scoped_lock lock(mutex_);
        return most_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::promise<void> release_;
    std::shared_future<void> released_ = release_.get_future().share();
    int waiting_ = 0;
    int most_ = 0;
};

/// The courier with its threads, the desk being a bottleneck.
struct Threaded : Two {
    Threaded(int count, Desks desks) : Two(count, desks) {
        book->beforeComment = [this](const ClearedItem&, adapter_api::Exchange&) {
            return neck.wait();
        };
        office.writer.start();
        courier.start();
        courier.notify();
    }
    ~Threaded() {
        BOOST_TEST(courier.stop(60s));
        office.writer.stop();
    }
    void untilDelivered(const std::vector<ItemId>& items) {
        while (!allDelivered(items))
            office.writer.call([](store::Database&) {});
    }
    Bottleneck neck;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_destination_that_hangs_leaves_a_thread_to_the_others) {
    Threaded w(12, {.two = true, .lag = {}, .concurrency = 64});
    w.neck.untilWaiting(3);
    w.untilDelivered(w.atOther);
    BOOST_TEST(w.neck.most() == 3);
    w.neck.release();
    w.untilDelivered(w.atDesk);
    BOOST_TEST(w.neck.most() == 3);
}

BOOST_AUTO_TEST_CASE(a_destination_gets_no_more_rows_at_once_than_its_adapter_bears) {
    Threaded w(6, {.two = true, .lag = {}, .concurrency = 1});
    w.neck.untilWaiting(1);
    w.untilDelivered(w.atOther);
    w.neck.release();
    w.untilDelivered(w.atDesk);
    BOOST_TEST(w.neck.most() == 1);
}

BOOST_AUTO_TEST_CASE(an_only_destination_gets_all_threads) {
    Threaded w(6, {.two = false, .lag = {}, .concurrency = 64});
    w.neck.untilWaiting(4);
    w.neck.release();
    w.untilDelivered(w.atDesk);
}

BOOST_AUTO_TEST_CASE(a_destination_that_is_down_is_not_even_claimed_while_others_go_on) {
    Two w(20);
    int calls = 0;
    w.book->beforeComment = [&](const ClearedItem&, adapter_api::Exchange&) -> Hook {
        ++calls;
        return RetryLater{"connect", std::nullopt};
    };
    w.settle();
    BOOST_TEST(w.allDelivered(w.atOther));
    BOOST_TEST(calls == 3);
    const auto untouched = std::ranges::count_if(w.atDesk, [&](const ItemId& item) {
        return w.office.row(item).attempts == 0;
    });
    BOOST_TEST(untouched == 12);  // one claim brought eight
    w.later(10s);
    BOOST_TEST(calls == 4);
}

BOOST_AUTO_TEST_CASE(destinations_are_served_in_turn) {
    Two w(8);
    std::string order;
    w.book->beforeComment = [&](const ClearedItem&, adapter_api::Exchange&) {
        order += 'd';
        return Hook();
    };
    w.otherBook->beforeComment = [&](const ClearedItem&, adapter_api::Exchange&) {
        order += 'o';
        return Hook();
    };
    w.settle();
    BOOST_TEST(order.substr(0, 8) == "dodododo");
}

BOOST_AUTO_TEST_CASE(what_is_at_hand_too_long_is_given_back_and_not_looked_up) {
    World w;
    const auto anna = w.office.newCustomer();
    const auto item = w.office.put(*anna, 1, 1, "hello");
    w.claimOnly();
    w.clock.advance(31s);
    BOOST_TEST(!w.courier.step(*w.office.reader));
    w.office.writer.step();
    BOOST_TEST(w.office.stateOf(item) == "queued not_begun");
    w.settle();
    BOOST_TEST(w.office.stateOf(item) == "delivered");
    BOOST_TEST((w.book->steps() == Texts{"find comment", "comment hello"}));  // it opens its ticket
}

BOOST_AUTO_TEST_CASE(rows_of_a_destination_that_is_configured_no_more_are_parked_beside_a_stop) {
    World w;
    w.book->beforeComment = [](const ClearedItem&, adapter_api::Exchange&) -> Hook {
        return Denied{"bad_token"};
    };
    const auto anna = w.office.newCustomer();
    w.office.put(*anna, 1, 1, "hello");
    auto gone = w.office.rowFor(*anna, 1, 2, "hello", {});
    gone.destination = DestinationId{"gone"};
    w.office.put(gone);
    w.settle();
    BOOST_TEST(w.office.stateOf(gone.id) == "parked unknown_destination");
}
