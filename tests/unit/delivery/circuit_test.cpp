// The breaker of a destination, instant by instant.
#include "connector/delivery/circuit.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::delivery;
using namespace std::chrono_literals;

namespace {

constexpr CircuitSettings kSettings{.failuresToOpen = 3, .openFor = 10s, .longest = 25s};
const Instant kStart{1000s};

Circuit opened() {
    Circuit circuit(kSettings);
    for (int i = 0; i < 3; ++i)
        circuit.failed(kStart);
    return circuit;
}

}  // namespace

BOOST_AUTO_TEST_CASE(failures_in_a_row_open_the_circuit_and_say_so_once) {
    Circuit circuit(kSettings);
    BOOST_TEST((circuit.failed(kStart) == CircuitChange::None));
    BOOST_TEST((circuit.failed(kStart) == CircuitChange::None));
    BOOST_TEST((circuit.failed(kStart) == CircuitChange::Opened));
    BOOST_TEST((circuit.failed(kStart) == CircuitChange::None));
    BOOST_TEST(!circuit.admits(kStart));
    BOOST_TEST((circuit.nextTrial() == kStart + 10s));
}

BOOST_AUTO_TEST_CASE(an_answer_between_failures_starts_the_count_anew) {
    Circuit circuit(kSettings);
    circuit.failed(kStart);
    circuit.failed(kStart);
    BOOST_TEST((circuit.answered() == CircuitChange::None));
    circuit.failed(kStart);
    BOOST_TEST((circuit.failed(kStart) == CircuitChange::None));
    BOOST_TEST(circuit.admits(kStart));
    BOOST_TEST(!circuit.nextTrial().has_value());
}

BOOST_AUTO_TEST_CASE(one_trial_goes_out_when_the_pause_is_over) {
    auto circuit = opened();
    BOOST_TEST(!circuit.admits(kStart + 9999ms));
    BOOST_TEST(circuit.admits(kStart + 10s));
    BOOST_TEST(!circuit.admits(kStart + 10s));
    BOOST_TEST(toText(circuit.state()) == "half_open");
}

BOOST_AUTO_TEST_CASE(a_trial_that_is_answered_closes_the_circuit) {
    auto circuit = opened();
    BOOST_TEST(circuit.admits(kStart + 10s));
    BOOST_TEST((circuit.answered() == CircuitChange::Closed));
    BOOST_TEST(circuit.admits(kStart + 10s));
    BOOST_TEST(circuit.admits(kStart + 10s));
}

BOOST_AUTO_TEST_CASE(a_trial_that_fails_doubles_the_pause_up_to_the_longest) {
    auto circuit = opened();
    BOOST_TEST(circuit.admits(kStart + 10s));
    BOOST_TEST((circuit.failed(kStart + 11s) == CircuitChange::None));
    BOOST_TEST((circuit.nextTrial() == kStart + 31s));
    BOOST_TEST(circuit.admits(kStart + 31s));
    circuit.failed(kStart + 31s);
    BOOST_TEST((circuit.nextTrial() == kStart + 56s));
}

BOOST_AUTO_TEST_CASE(a_trial_that_is_never_answered_does_not_block_the_next) {
    auto circuit = opened();
    BOOST_TEST(circuit.admits(kStart + 10s));
    BOOST_TEST(!circuit.admits(kStart + 19s));
    BOOST_TEST(circuit.admits(kStart + 20s));
}

BOOST_AUTO_TEST_CASE(a_failure_that_was_in_flight_when_it_opened_changes_nothing) {
    auto circuit = opened();
    circuit.failed(kStart + 5s);
    BOOST_TEST((circuit.nextTrial() == kStart + 10s));
}

BOOST_AUTO_TEST_CASE(a_denial_opens_at_once_and_is_told_apart_from_failures) {
    Circuit circuit(kSettings);
    BOOST_TEST((circuit.denied(kStart) == CircuitChange::Stopped));
    BOOST_TEST(circuit.stopped());
    BOOST_TEST((circuit.nextTrial() == kStart + 10s));
    BOOST_TEST((circuit.denied(kStart + 1s) == CircuitChange::None));
    BOOST_TEST((circuit.nextTrial() == kStart + 10s));
    BOOST_TEST(circuit.admits(kStart + 10s));
    BOOST_TEST((circuit.denied(kStart + 10s) == CircuitChange::None));
    BOOST_TEST((circuit.nextTrial() == kStart + 30s));
    BOOST_TEST(circuit.admits(kStart + 30s));
    BOOST_TEST((circuit.answered() == CircuitChange::Resumed));
    BOOST_TEST(!circuit.stopped());
}

BOOST_AUTO_TEST_CASE(a_destination_that_failed_can_begin_to_refuse_us) {
    auto circuit = opened();
    BOOST_TEST(circuit.admits(kStart + 10s));
    BOOST_TEST((circuit.denied(kStart + 10s) == CircuitChange::Stopped));
    BOOST_TEST(circuit.stopped());
}

BOOST_AUTO_TEST_CASE(asking_whether_it_would_admit_takes_no_trial) {
    auto circuit = opened();
    BOOST_TEST(!circuit.wouldAdmit(kStart + 9s));
    BOOST_TEST(circuit.wouldAdmit(kStart + 10s));
    BOOST_TEST(circuit.admits(kStart + 10s));
    BOOST_TEST(!circuit.wouldAdmit(kStart + 10s));
}

BOOST_AUTO_TEST_CASE(an_unused_trial_may_go_again_at_once) {
    auto circuit = opened();
    BOOST_TEST(circuit.admits(kStart + 10s));
    circuit.trialUnused(kStart + 11s);
    BOOST_TEST(circuit.admits(kStart + 11s));
    circuit.answered();
    circuit.trialUnused(kStart + 12s);  // none was out
    BOOST_TEST((circuit.state() == CircuitState::Closed));
}
