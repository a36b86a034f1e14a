// What is wanted of the daemon's main thread is fulfilled in order, and nobody waits for a stop.
#include "connector/app/daemon_wishes.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

using namespace bowline;
using namespace bowline::app;

namespace {

Wish answering(int& status) {
    return {Wish::Kind::GoLive, http::Responder([&status](http::Response response) {
                status = response.status;
            })};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(daemon_wishes)

BOOST_AUTO_TEST_CASE(wishes_come_out_in_the_order_in_which_they_came) {
    DaemonWishes wishes;
    int status = 0;
    wishes.add({});
    wishes.add(answering(status));
    BOOST_TEST((wishes.next()->kind == Wish::Kind::Reload));
    const auto second = wishes.next();
    BOOST_REQUIRE(second);
    second->answer(200, "done\n");
    BOOST_TEST(status == 200);
}

BOOST_AUTO_TEST_CASE(a_stop_goes_first_and_tells_who_still_waits) {
    DaemonWishes wishes;
    int status = 0;
    wishes.add(answering(status));
    wishes.stop();
    BOOST_TEST(!wishes.next());
    BOOST_TEST(status == 503);
    BOOST_TEST(!wishes.next());
}

BOOST_AUTO_TEST_CASE(a_waiting_thread_hears_of_a_wish_and_of_a_stop) {
    DaemonWishes wishes;
    std::atomic<int> got = 0;
    {
        const std::jthread waiting([&] {
            while (wishes.next())
                ++got;
        });
        wishes.add({});
        while (got == 0)
            std::this_thread::yield();
        wishes.stop();
    }
    BOOST_TEST(got == 1);
}

BOOST_AUTO_TEST_SUITE_END()
