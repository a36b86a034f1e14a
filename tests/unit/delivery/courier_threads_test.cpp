// The courier with its threads: waking, waiting for a time, many conversations at once, stopping.
#include "connector/delivery/courier.h"
#include "tests/unit/delivery/open_desk.h"
#include "tests/unit/delivery/post_office.h"

#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <future>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::PrimitiveOutcome;

namespace {

/// Counts to a number that a test waits for.
class Tally {
public:
    void add() {
        {
            std::scoped_lock lock(mutex_);
            ++count_;
        }
        changed_.notify_all();
    }
    /// False when it took longer than any healthy machine needs.
    bool reaches(int expected, std::chrono::milliseconds patience = 60s) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, patience, [&] { return count_ >= expected; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int count_ = 0;
};

struct RunningWorld {
    RunningWorld() : office(clock), courier(office.parts(), destinations(), settings()) {
        office.writer.start();
        courier.start();
    }
    ~RunningWorld() {
        BOOST_TEST(courier.stop(60s));
        office.writer.stop();
    }
    static CourierSettings settings() {
        return {
            .threads = 4,
            .lease = 600s,
            .batch = 8,
            .retry = {.base = 4s, .cap = 60s},
            .circuit = {}};
    }
    std::vector<Destination> destinations() {
        std::vector<Destination> all;
        all.push_back({kDesk, std::make_unique<OpenDesk>(book), std::make_unique<MemoryExchange>()}
        );
        return all;
    }

    ManualClock clock{Instant{1000000s}};
    std::shared_ptr<DeskBook> book = std::make_shared<DeskBook>();
    PostOffice office;
    Courier courier;
};

}  // namespace

BOOST_AUTO_TEST_CASE(many_conversations_are_carried_at_once_and_each_in_order) {
    Tally comments;
    RunningWorld w;
    w.book->beforeComment = [&](const ClearedItem&, adapter_api::Exchange&) {
        comments.add();
        return std::optional<PrimitiveOutcome>();
    };
    std::vector<std::unique_ptr<Customer>> people;
    for (int i = 0; i < 30; ++i)
        people.push_back(w.office.newCustomer());
    for (int number = 1; number <= 5; ++number) {
        for (int i = 0; i < 30; ++i) {
            w.office.put(*people[static_cast<std::size_t>(i)], i, number, std::to_string(number));
            w.courier.notify();
        }
    }
    BOOST_TEST(comments.reaches(150));
    BOOST_TEST(w.courier.stop(60s));
    const std::vector<std::string> expected{"1", "2", "3", "4", "5"};
    for (int i = 0; i < 30; ++i)
        BOOST_TEST((w.book->textsOf(i) == expected));
}

BOOST_AUTO_TEST_CASE(comments_are_joined_by_several_threads_and_none_is_lost_or_misplaced) {
    Tally messages;
    RunningWorld w;
    w.book->joining = {{adapter_api::Primitive::CommentPublic}, 20s, 4};
    w.book->beforeComment = [&](const ClearedItem& item, adapter_api::Exchange&) {
        for (const char c : item.content().commentText) {
            if (c == '.')
                messages.add();
        }
        return std::optional<PrimitiveOutcome>();
    };
    std::vector<std::unique_ptr<Customer>> people;
    for (int i = 0; i < 10; ++i)
        people.push_back(w.office.newCustomer());
    std::string expected;
    for (int number = 1; number <= 20; ++number) {
        const auto text = std::to_string(number) + ".";
        expected += text + "\n\n";
        for (int i = 0; i < 10; ++i) {
            w.office.put(*people[static_cast<std::size_t>(i)], i, number, text);
            w.courier.notify();
        }
    }
    BOOST_TEST(messages.reaches(200));
    BOOST_TEST(w.courier.stop(60s));
    for (int i = 0; i < 10; ++i) {
        std::string all;
        for (const auto& text : w.book->textsOf(i))
            all += text + "\n\n";
        BOOST_TEST(all == expected);
    }
}

BOOST_AUTO_TEST_CASE(a_courier_that_sleeps_wakes_when_a_row_comes_due) {
    Tally answered;
    int calls = 0;
    RunningWorld w;
    w.book->beforeComment = [&](const ClearedItem&,
                                adapter_api::Exchange&) -> std::optional<PrimitiveOutcome> {
        answered.add();
        if (++calls == 1)
            return RetryLater{"throttled", 30s};
        return std::nullopt;
    };
    const auto anna = w.office.newCustomer();
    const auto item = w.office.put(*anna, 1, 1, "hello");
    w.courier.notify();
    BOOST_TEST(answered.reaches(1));
    // The answer is stored by the time this write is: the writer keeps the order.
    while (w.office.stateOf(item) != "queued throttled")
        w.office.writer.call([](store::Database&) {});
    // In steps: a claim that is under way while the clock jumps looks again a moment later, and a
    // clock that stands still has no such moment.
    w.clock.advance(40s);
    for (int second = 0; second < 600 && !answered.reaches(2, 100ms); ++second)
        w.clock.advance(1s);
    BOOST_TEST(answered.reaches(2));
}

BOOST_AUTO_TEST_CASE(a_stop_waits_for_the_delivery_in_flight_and_says_when_it_could_not) {
    Tally begun;
    std::promise<void> release;
    const auto released = release.get_future().share();
    RunningWorld w;
    w.book->beforeComment = [&](const ClearedItem&, adapter_api::Exchange&) {
        begun.add();
        released.wait();
        return std::optional<PrimitiveOutcome>();
    };
    const auto anna = w.office.newCustomer();
    const auto item = w.office.put(*anna, 1, 1, "hello");
    w.courier.notify();
    BOOST_TEST(begun.reaches(1));
    BOOST_TEST(!w.courier.stop(0s));
    release.set_value();
    BOOST_TEST(w.courier.stop(60s));
    w.office.writer.call([](store::Database&) {});
    BOOST_TEST(w.office.stateOf(item) == "delivered");
}

BOOST_AUTO_TEST_CASE(an_idle_courier_stops_at_once) {
    RunningWorld w;
    BOOST_TEST(w.courier.stop(60s));
    BOOST_TEST(w.courier.stop(60s));
}
