// One sender's events stay in order and alone; different senders run at once.
#include "connector/pipeline/lanes.h"

#include "connector/base/random_id.h"

#include <boost/test/unit_test.hpp>

#include <thread>

using namespace bowline;
using namespace bowline::pipeline;

namespace {

EventRef eventOf(const char* sender) {
    return {newId<EventId>(), sender};
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_second_event_of_a_sender_waits_until_the_first_is_finished) {
    Lanes lanes(10, 10);
    const auto first = eventOf("a");
    const auto second = eventOf("a");
    lanes.push(first);
    lanes.push(second);
    BOOST_TEST((lanes.tryTake()->id == first.id));
    BOOST_TEST(!lanes.tryTake().has_value());
    lanes.finished(first);
    BOOST_TEST((lanes.tryTake()->id == second.id));
}

BOOST_AUTO_TEST_CASE(another_sender_does_not_wait) {
    Lanes lanes(10, 10);
    const auto first = eventOf("a");
    const auto other = eventOf("b");
    lanes.push(first);
    lanes.push(eventOf("a"));
    lanes.push(other);
    BOOST_TEST((lanes.tryTake()->id == first.id));
    BOOST_TEST((lanes.tryTake()->id == other.id));
}

BOOST_AUTO_TEST_CASE(an_event_computed_again_comes_before_the_senders_next_one) {
    Lanes lanes(10, 10);
    const auto first = eventOf("a");
    lanes.push(first);
    lanes.push(eventOf("a"));
    lanes.again(*lanes.tryTake());
    BOOST_TEST((lanes.tryTake()->id == first.id));
}

BOOST_AUTO_TEST_CASE(no_more_than_the_limit_are_in_work) {
    Lanes lanes(1, 10);
    lanes.push(eventOf("a"));
    lanes.push(eventOf("b"));
    const auto taken = lanes.tryTake();
    BOOST_TEST(!lanes.tryTake().has_value());
    lanes.finished(*taken);
    BOOST_TEST(lanes.tryTake().has_value());
}

BOOST_AUTO_TEST_CASE(a_closed_queue_wakes_its_workers_with_nothing) {
    Lanes lanes(1, 10);
    bool gotNothing = false;
    std::jthread worker([&] { gotNothing = !lanes.take().has_value(); });
    lanes.close();
    worker.join();
    BOOST_TEST(gotNothing);
}
