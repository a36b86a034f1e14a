// The tests' own hand on processes: it reaches a child of the test and nothing else, even as root.
#include "tests/support/daemon_process.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace bowline::tests;

BOOST_AUTO_TEST_SUITE(signals_of_the_tests)

BOOST_AUTO_TEST_CASE(nobody_but_one_child_is_ever_signalled) {
    constexpr int kNothing = 0;  // kill(2): checks, and sends nothing
    for (const pid_t many : {-1, 0, -2})
        BOOST_CHECK_THROW(signalChild(many, kNothing), std::logic_error);
    BOOST_CHECK_THROW(reapChild(-1), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_daemon_that_was_stopped_cannot_be_stopped_again) {
    const TempFolder folder;
    DaemonProcess daemon(folder);
    daemon.start();
    BOOST_TEST(daemon.stop() == 0);
    BOOST_CHECK_THROW(daemon.stop(), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
