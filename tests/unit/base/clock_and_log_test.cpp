// Sleepers wake when the clock moves; log lines keep one shape whatever their fields hold.
#include "connector/base/clock.h"
#include "connector/base/error.h"
#include "connector/base/log.h"

#include <Poco/AutoPtr.h>
#include <Poco/Channel.h>
#include <Poco/Logger.h>
#include <boost/test/unit_test.hpp>

#include <thread>

using namespace bowline;
using namespace std::chrono_literals;

namespace {

class LastLine final : public Poco::Channel {
public:
    void log(const Poco::Message& message) override { text = message.getText(); }
    std::string text;
};

std::string logged(std::initializer_list<LogField> fields) {
    Poco::AutoPtr<LastLine> last(new LastLine);
    auto& logger = Poco::Logger::get("bowline");
    logger.setChannel(last);
    logger.setLevel(Poco::Message::PRIO_DEBUG);
    logEvent("daemon.ready", fields);
    logger.setChannel(nullptr);
    return last->text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_sleeper_wakes_when_the_test_moves_the_clock) {
    ManualClock clock{Instant{0ms}};
    std::stop_source stop;
    bool woke = false;
    std::jthread sleeper([&] { woke = clock.sleepUntil(Instant{5s}, stop.get_token()); });
    clock.advance(5s);
    sleeper.join();
    BOOST_TEST(woke);
}

BOOST_AUTO_TEST_CASE(a_sleeper_on_the_real_clock_gives_up_when_asked_to_stop) {
    SystemClock clock;
    std::stop_source stop;
    bool woke = true;
    std::jthread sleeper([&] { woke = clock.sleepUntil(clock.now() + 1h, stop.get_token()); });
    stop.request_stop();
    sleeper.join();
    BOOST_TEST(!woke);
}

BOOST_AUTO_TEST_CASE(times_are_written_in_iso_8601_with_z) {
    BOOST_TEST(toIso8601(fromMillis(1'750'000'000'000)) == "2025-06-15T15:06:40Z");
    BOOST_TEST(toIso8601(fromMillis(1'750'000'000'007)) == "2025-06-15T15:06:40.007Z");
    BOOST_TEST(toUtcDay(fromMillis(1'750'000'000'000)) == "2025-06-15");
}

BOOST_AUTO_TEST_CASE(a_line_is_logfmt_and_a_value_cannot_break_out_of_its_field) {
    BOOST_TEST(
        logged({{"item", 42}, {"why", "a b\"c\nevent=x"}}) ==
        R"(event=daemon.ready item=42 why="a b\"c event=x")"
    );
}

BOOST_AUTO_TEST_CASE(an_event_that_is_not_in_the_table_is_a_programming_error) {
    BOOST_CHECK_THROW(logEvent("daemon.levitating"), Error);
}

BOOST_AUTO_TEST_CASE(the_table_of_events_is_sorted_and_every_event_has_a_sentence) {
    const auto events = logEvents();
    for (std::size_t i = 0; i < events.size(); ++i) {
        BOOST_TEST(events[i].meaning.ends_with('.'));
        if (i > 0) {
            BOOST_TEST((events[i - 1].name < events[i].name), events[i].name);
        }
    }
}
