// A sleeper that is woken and stopped at the same moment, among others. The sanitizers watch.
#include "connector/delivery/wakeup.h"

#include <boost/test/unit_test.hpp>

#include <latch>
#include <thread>

using namespace bowline;
using delivery::Wakeup;

namespace {

constexpr int kRounds = 3000;
constexpr Instant kNever = Instant::max();

struct Bed {
    ManualClock clock{fromMillis(1'000)};
    Wakeup wakeup;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(wakeup)

BOOST_AUTO_TEST_CASE(a_call_between_looking_and_sleeping_is_not_lost) {
    Bed bed;
    const auto seen = bed.wakeup.seen();
    bed.wakeup.wake();
    bed.wakeup.sleep(bed.clock, seen, kNever, {});
    BOOST_TEST(bed.wakeup.seen() != seen);
}

BOOST_AUTO_TEST_CASE(a_stop_before_sleeping_is_not_lost) {
    Bed bed;
    std::stop_source stop;
    stop.request_stop();
    bed.wakeup.sleep(bed.clock, bed.wakeup.seen(), kNever, stop.get_token());
    BOOST_TEST(stop.stop_requested());
}

BOOST_AUTO_TEST_CASE(a_sleeper_may_be_woken_and_stopped_at_once) {
    Bed bed;
    for (int round = 0; round < kRounds; ++round) {
        std::stop_source stop;
        std::latch bothRun(2);
        std::jthread sleeper([&] {
            const auto seen = bed.wakeup.seen();
            bothRun.arrive_and_wait();
            bed.wakeup.sleep(bed.clock, seen, kNever, stop.get_token());
        });
        bothRun.arrive_and_wait();
        std::latch both(2);
        std::jthread waker([&] {
            both.arrive_and_wait();
            bed.wakeup.wake();
        });
        both.arrive_and_wait();
        stop.request_stop();
    }
    BOOST_TEST(bed.wakeup.seen() == static_cast<std::uint64_t>(kRounds));
}

BOOST_AUTO_TEST_SUITE_END()
