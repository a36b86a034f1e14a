// What the courier's threads are told of a destination, and what operators read about it.
#include "connector/delivery/breakers.h"

#include "tests/unit/delivery/log_lines.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using namespace std::chrono_literals;
namespace data = boost::unit_test::data;

namespace {

const std::array kDesks{DestinationId{"desk"}};
const auto& kDesk = kDesks[0];
const DestinationId kStranger{"stranger"};
const Instant kStart{1000000s};
constexpr CircuitSettings kSettings{.failuresToOpen = 3, .openFor = 10s, .longest = 60s};

std::string cureFor(const DestinationId& id, const std::string& code) {
    return "mend " + code + " of " + id.str();
}

struct Fixture {
    void denied(Instant at, std::string why = "bad_token") {
        breakers.note(kDesk, Denied{std::move(why)}, at);
    }
    /// The trial that is due at `at` goes out and ends like this.
    void trial(const Ending& ending, Instant at) {
        BOOST_TEST(!breakers.refusal(kDesk, at).has_value());
        breakers.note(kDesk, ending, at);
    }
    [[nodiscard]] BreakerStatus status() const { return breakers.status().at(0); }

    LogLines log;
    Breakers breakers{kDesks, kSettings, cureFor};
};

struct Sign {
    const char* why;
    Ending ending;
    CircuitState after;  ///< of a circuit that two failures lead to its last chance
};
std::ostream& operator<<(std::ostream& out, const Sign& s) {
    return out << s.why;
}
const Sign kSigns[] = {
    {"delivered", Delivered{"9"}, CircuitState::Closed},
    {"refused", Rejected{"unknown_group"}, CircuitState::Closed},
    {"later", RetryLater{"busy", std::nullopt}, CircuitState::Open},
    {"answer lost", Uncertain{"timeout"}, CircuitState::Open},
    {"the workflow waits", RetryLater{"ticket_gone", std::nullopt}, CircuitState::Closed},
    {"we are refused", Denied{"bad_token"}, CircuitState::Open},
    {"the guard blocked", Blocked{"phone", "as_is"}, CircuitState::Closed},
    {"rates are full", Postponed{"rate_limit", kStart}, CircuitState::Closed},
};

}  // namespace

BOOST_DATA_TEST_CASE(only_what_the_destination_did_opens_its_circuit, data::make(kSigns), sign) {
    Fixture f;
    for (int i = 0; i < 2; ++i)
        f.breakers.note(kDesk, RetryLater{"busy", std::nullopt}, kStart);
    f.breakers.note(kDesk, sign.ending, kStart);
    BOOST_TEST((f.status().state == sign.after));
}

BOOST_FIXTURE_TEST_CASE(one_denial_stops_a_destination_and_says_why_and_what_to_do, Fixture) {
    denied(kStart);
    const auto refused = breakers.refusal(kDesk, kStart);
    BOOST_TEST(refused.value().why == "destination_stopped");
    BOOST_TEST((refused->until == kStart + 10s));
    BOOST_TEST(breakers.isStopped(kDesk));
    BOOST_TEST((status().stop == StopReason{"bad_token", "mend bad_token of desk"}));
    BOOST_TEST((status().nextTrial == kStart + 10s));
    BOOST_REQUIRE(log.of("destination.stopped").size() == 1u);
    BOOST_TEST(
        log.of("destination.stopped")[0] ==
        "event=destination.stopped destination=desk why=bad_token "
        "cure=\"mend bad_token of desk\" next=1970-01-12T13:46:50Z count=1"
    );
    BOOST_TEST(log.of("circuit.opened").empty());
}

BOOST_FIXTURE_TEST_CASE(a_stop_is_told_once_however_many_trials_are_refused, Fixture) {
    denied(kStart);
    trial(Denied{"bad_token"}, kStart + 10s);
    trial(Denied{"bad_token"}, kStart + 30s);
    trial(Denied{"bad_token"}, kStart + 120s);
    BOOST_TEST(log.of("destination.stopped").size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(another_reason_is_another_stop, Fixture) {
    denied(kStart);
    trial(Denied{"missing_right"}, kStart + 60s);
    BOOST_REQUIRE(log.of("destination.stopped").size() == 2u);
    BOOST_TEST(log.of("destination.stopped")[1].find("missing_right") != std::string::npos);
    BOOST_TEST(status().stop.value().why == "missing_right");
}

BOOST_FIXTURE_TEST_CASE(stops_that_come_and_go_are_told_once_a_minute_with_their_number, Fixture) {
    denied(kStart);
    for (const auto at : {10s, 30s}) {
        trial(Delivered{"9"}, kStart + at);
        denied(kStart + at + 1s);
    }
    BOOST_TEST(log.of("destination.stopped").size() == 1u);
    BOOST_TEST(log.of("destination.resumed").size() == 1u);
    trial(Denied{"bad_token"}, kStart + 61s);
    BOOST_REQUIRE(log.of("destination.stopped").size() == 2u);
    BOOST_TEST(log.of("destination.stopped")[1].ends_with("count=2"));
}

BOOST_FIXTURE_TEST_CASE(the_answer_of_the_trial_ends_a_stop_and_says_so, Fixture) {
    denied(kStart);
    trial(Delivered{"9"}, kStart + 10s);
    BOOST_TEST(!breakers.isStopped(kDesk));
    BOOST_TEST(!status().stop.has_value());
    BOOST_TEST((breakers.gate(kDesk, kStart + 10s) == Gate::Open));
    BOOST_TEST(log.of("destination.resumed").size() == 1u);
    BOOST_TEST(log.of("circuit.closed").empty());
}

BOOST_FIXTURE_TEST_CASE(an_answer_that_was_under_way_does_not_end_a_stop, Fixture) {
    denied(kStart);
    breakers.note(kDesk, Delivered{"9"}, kStart + 1s);
    BOOST_TEST(breakers.isStopped(kDesk));
    BOOST_TEST((breakers.gate(kDesk, kStart + 1s) == Gate::Shut));
}

BOOST_FIXTURE_TEST_CASE(a_trial_that_fails_otherwise_leaves_the_stop_as_it_is, Fixture) {
    denied(kStart);
    trial(RetryLater{"connect", std::nullopt}, kStart + 10s);
    BOOST_TEST(status().stop.value().why == "bad_token");
    BOOST_TEST((status().nextTrial == kStart + 30s));
}

BOOST_FIXTURE_TEST_CASE(a_trial_that_was_not_used_is_given_to_the_next, Fixture) {
    denied(kStart);
    trial(Stopped{}, kStart + 10s);
    trial(Unusable{"cell_closed"}, kStart + 10s);
    trial(Rejected{"cannot_look_up"}, kStart + 10s);
    BOOST_TEST(breakers.isStopped(kDesk));
    trial(Delivered{"9"}, kStart + 10s);
    BOOST_TEST(!breakers.isStopped(kDesk));
}

BOOST_FIXTURE_TEST_CASE(a_gate_is_open_for_all_for_one_or_for_none, Fixture) {
    BOOST_TEST((breakers.gate(kDesk, kStart) == Gate::Open));
    denied(kStart);
    BOOST_TEST((breakers.gate(kDesk, kStart + 9s) == Gate::Shut));
    BOOST_TEST((breakers.gate(kDesk, kStart + 10s) == Gate::ForOne));
    BOOST_TEST(!breakers.refusal(kDesk, kStart + 10s).has_value());
    BOOST_TEST((breakers.gate(kDesk, kStart + 10s) == Gate::Shut));
    BOOST_TEST((breakers.gate(kStranger, kStart) == Gate::Open));
}

BOOST_FIXTURE_TEST_CASE(
    what_happens_at_a_destination_that_is_not_configured_changes_nothing, Fixture
) {
    breakers.note(kStranger, Denied{"bad_token"}, kStart);
    BOOST_TEST(breakers.status().size() == 1u);
    BOOST_TEST(log.of("destination.stopped").empty());
}
