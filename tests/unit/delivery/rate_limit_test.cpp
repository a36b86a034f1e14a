// Who waits for a turn, how long, and who is sent away. The clock moves only when the test says so;
// where a thread waits, the test waits for it to be there.
#include "connector/delivery/rate_limit.h"

#include "connector/delivery/throttled.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <thread>

using namespace bowline;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::Limits;

namespace {

const Instant kNoon = fromMillis(1'800'000'000'000);

/// A clock that moves to where the sleeper wants to be, and remembers for how long it slept.
class JumpingClock final : public Clock {
public:
    Instant now() const override { return now_; }
    bool sleepUntil(Instant wake, std::stop_token stop) override {
        slept.push_back(wake - now_);
        if (stop.stop_requested())
            return false;
        now_ = std::max(now_, wake);
        return true;
    }
    void advance(std::chrono::milliseconds by) { now_ += by; }
    std::vector<std::chrono::milliseconds> slept;

private:
    Instant now_ = kNoon;
};

/// A manual clock that tells when somebody sleeps on it.
class WatchedClock final : public Clock {
public:
    Instant now() const override { return clock_.now(); }
    bool sleepUntil(Instant wake, std::stop_token stop) override {
        sleeping_.release();
        return clock_.sleepUntil(wake, stop);
    }
    void awaitSleeper() { sleeping_.acquire(); }
    void advance(std::chrono::milliseconds by) { clock_.advance(by); }

private:
    class Semaphore {
    public:
        void release() {
            std::scoped_lock lock(mutex_);
            ++count_;
            changed_.notify_one();
        }
        void acquire() {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return count_ > 0; });
            --count_;
        }

    private:
        std::mutex mutex_;
        std::condition_variable changed_;
        int count_ = 0;
    };
    ManualClock clock_{kNoon};
    Semaphore sleeping_;
};

Limits rate(std::uint32_t requests, std::chrono::milliseconds per) {
    Limits limits;
    limits.rates = {{requests, per}};
    return limits;
}

Limits places(std::uint32_t count) {
    Limits limits;
    limits.concurrency = count;
    return limits;
}

/// The time at which a refused request is asked to come again, after noon.
std::chrono::milliseconds refusedUntil(RateLimiter& limiter, const std::string& key = "") {
    try {
        static_cast<void>(limiter.turn(key));
    } catch (const Throttled& throttled) {
        return throttled.until() - kNoon;
    }
    BOOST_FAIL("the request was let go");
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rate_limit)

BOOST_AUTO_TEST_CASE(a_short_wait_is_waited_out) {
    JumpingClock clock;
    RateLimiter limiter(rate(1, 2s), clock, {});
    static_cast<void>(limiter.turn(""));
    static_cast<void>(limiter.turn(""));
    BOOST_TEST((clock.slept == std::vector<std::chrono::milliseconds>{2s}));
    BOOST_TEST((clock.now() == kNoon + 2s));
}

BOOST_AUTO_TEST_CASE(a_long_wait_is_refused_at_once_with_its_end) {
    JumpingClock clock;
    RateLimiter limiter(rate(1, 2001ms), clock, {});
    static_cast<void>(limiter.turn(""));
    BOOST_TEST((refusedUntil(limiter) == 2001ms));
    BOOST_TEST(clock.slept.empty());
    clock.advance(1ms);
    static_cast<void>(limiter.turn(""));
    BOOST_TEST((clock.slept == std::vector<std::chrono::milliseconds>{2s}));
}

BOOST_AUTO_TEST_CASE(a_refused_request_takes_no_place_and_counts_nowhere) {
    JumpingClock clock;
    auto limits = rate(1, 1h);
    limits.concurrency = 1;
    RateLimiter limiter(limits, clock, {});
    static_cast<void>(limiter.turn(""));
    for (int i = 0; i < 5; ++i)
        BOOST_TEST((refusedUntil(limiter) == 1h));
    clock.advance(1h);
    static_cast<void>(limiter.turn(""));
}

BOOST_AUTO_TEST_CASE(a_pause_that_an_answer_asked_for_holds_the_next_request) {
    JumpingClock clock;
    RateLimiter limiter({}, clock, {});
    limiter.turn("").note(429, {{"Retry-After", "60"}});
    BOOST_TEST((refusedUntil(limiter) == 60s));
    clock.advance(59s);
    limiter.turn("").note(200, {});
    BOOST_TEST((clock.slept == std::vector<std::chrono::milliseconds>{1s}));
}

BOOST_AUTO_TEST_CASE(a_key_waits_alone) {
    JumpingClock clock;
    Limits limits;
    limits.keyed = {{"ticket:", {1, 10min}}};
    RateLimiter limiter(limits, clock, {});
    static_cast<void>(limiter.turn("ticket:1"));
    BOOST_TEST((refusedUntil(limiter, "ticket:1") == 10min));
    static_cast<void>(limiter.turn("ticket:2"));
    BOOST_TEST(clock.slept.empty());
}

BOOST_AUTO_TEST_CASE(a_request_waits_for_a_place_and_gets_the_one_that_becomes_free) {
    WatchedClock clock;
    RateLimiter limiter(places(2), clock, {});
    std::optional<RateLimiter::Turn> first(limiter.turn(""));
    const auto second = limiter.turn("");
    std::atomic<bool> went = false;
    std::jthread third([&] {
        static_cast<void>(limiter.turn(""));
        went = true;
    });
    clock.awaitSleeper();
    BOOST_TEST(!went);
    first.reset();
    third.join();
    BOOST_TEST(went);
}

BOOST_AUTO_TEST_CASE(who_gets_no_place_in_time_is_asked_to_come_back_in_a_second) {
    WatchedClock clock;
    RateLimiter limiter(places(1), clock, {});
    const auto only = limiter.turn("");
    auto refused = std::async(std::launch::async, [&] { return refusedUntil(limiter); });
    clock.awaitSleeper();
    clock.advance(2s);
    BOOST_TEST((refused.get() == 3s));
}

BOOST_AUTO_TEST_CASE(a_stop_ends_the_wait_and_later_ones_do_not_begin) {
    WatchedClock clock;
    std::stop_source stop;
    RateLimiter limiter(rate(1, 1s), clock, stop.get_token());
    static_cast<void>(limiter.turn(""));
    auto refused = std::async(std::launch::async, [&] { return refusedUntil(limiter); });
    clock.awaitSleeper();
    stop.request_stop();
    BOOST_TEST((refused.get() == 1s));
    BOOST_TEST((refusedUntil(limiter) == 1s));
    clock.advance(1s);
    static_cast<void>(limiter.turn(""));  // what need not wait still goes
}

BOOST_AUTO_TEST_CASE(never_more_requests_are_under_way_than_there_are_places) {
    ManualClock clock{kNoon};  // stands still: nobody is sent away for being late
    RateLimiter limiter(places(3), clock, {});
    std::atomic<int> underWay = 0;
    std::atomic<int> most = 0;
    std::atomic<int> went = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 200; ++i) {
                    const auto turn = limiter.turn("");
                    const int now = ++underWay;
                    int seen = most;
                    while (now > seen && !most.compare_exchange_weak(seen, now)) {
                    }
                    std::this_thread::yield();
                    --underWay;
                    ++went;
                }
            });
        }
    }
    BOOST_TEST(most <= 3);
    BOOST_TEST(went == 1600);
}

BOOST_AUTO_TEST_SUITE_END()
