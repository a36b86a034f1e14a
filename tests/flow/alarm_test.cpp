// What the provider says of an account reaches the people of operations: an error in the log, a
// gauge, a line with the cure in `bowline status`, until they say that they have looked.
#include "connector/http/unix_client.h"
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

using namespace bowline::tests;

namespace {

constexpr const char* kCode = "account.disabled_update";
const std::string kGauge = R"(bowline_alarms{channel="support",code="account.disabled_update"} 1)";

std::string disabled(const char* date) {
    return changeBody(
        "account_update",
        std::string(R"({"event":"DISABLED_UPDATE","ban_info":{"waba_ban_date":")") + date + R"("}})"
    );
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

struct Alarmed : RunningFlow {
    Alarmed() {
        BOOST_REQUIRE_EQUAL(post(disabled("2026-11-01")), 200);
        BOOST_REQUIRE(daemon.eventually([&] { return !status().at("alarms").empty(); }));
    }

    [[nodiscard]] std::int64_t times() const {
        return status().at("alarms").at(0).at("times").get<std::int64_t>();
    }
    /// What Prometheus would read.
    [[nodiscard]] std::string metrics() const {
        const auto answer = bowline::http::askLocally(
            (folder / "run/admin.sock").string(),
            {"GET", "/metrics", ""},
            std::chrono::seconds(10),
            1 << 20
        );
        const auto* got = std::get_if<bowline::http::ClientAnswer>(&answer);
        return got == nullptr ? std::string() : got->body;
    }
    [[nodiscard]] std::string log() const { return readFile(daemon.logFile()); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(alarms)

BOOST_FIXTURE_TEST_CASE(an_account_that_was_shut_off_is_told_in_three_places, Alarmed) {
    const auto printed = daemon.run({"status"});
    BOOST_TEST(printed.exitCode == 1);
    BOOST_TEST(holds(printed.output, kCode), printed.output);
    BOOST_TEST(holds(printed.output, "what to do: Meta restricts the account"), printed.output);
    BOOST_TEST(holds(printed.output, std::string("bowline alarms ack ") + kCode), printed.output);
    BOOST_TEST(holds(metrics(), kGauge));
    BOOST_TEST(daemon.eventually([&] { return holds(log(), "event=alarm.raised"); }));
}

BOOST_FIXTURE_TEST_CASE(the_same_news_again_is_no_news_and_others_are_counted, Alarmed) {
    BOOST_REQUIRE_EQUAL(post(disabled("2026-11-01")), 200);
    BOOST_REQUIRE_EQUAL(post(disabled("2026-11-02")), 200);
    BOOST_TEST(daemon.eventually([&] { return times() == 2; }));
    BOOST_TEST(status().at("alarms").size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(an_alarm_ends_when_somebody_has_looked_and_comes_again, Alarmed) {
    BOOST_TEST(daemon.run({"alarms"}).exitCode == 1);
    const auto unknown = daemon.run({"alarms", "ack", "account.nothing"});
    BOOST_TEST(unknown.exitCode == 1);
    BOOST_TEST(holds(unknown.output, "no such alarm"), unknown.output);
    const auto done = daemon.run({"alarms", "ack", kCode});
    BOOST_TEST(done.exitCode == 0, done.output);
    BOOST_TEST(status().at("alarms").empty());
    BOOST_TEST(!holds(metrics(), kGauge));
    BOOST_TEST(daemon.run({"alarms"}).output == "no alarm is open\n");
    BOOST_REQUIRE_EQUAL(post(disabled("2026-11-03")), 200);
    BOOST_TEST(daemon.eventually([&] { return !status().at("alarms").empty(); }));
    BOOST_TEST(times() == 1);
}

BOOST_FIXTURE_TEST_CASE(an_alarm_outlives_the_daemon_and_is_ended_by_a_running_one, Alarmed) {
    daemon.stop();
    BOOST_TEST(times() == 1);
    const auto refused = daemon.run({"alarms", "ack", kCode});
    BOOST_TEST(refused.exitCode != 0);
    BOOST_TEST(holds(refused.output, "next: start it"), refused.output);
    daemon.start();
    BOOST_TEST(times() == 1);
}

BOOST_AUTO_TEST_CASE(messages_for_a_number_that_is_not_ours_raise_an_alarm) {
    const RunningFlow flow;
    auto body = oneText(customer(1), 1, "hello");
    const auto at = body.find(kNumber);
    BOOST_REQUIRE(at != std::string::npos);
    body.replace(at, std::string_view(kNumber).size(), "5550001112");
    BOOST_REQUIRE_EQUAL(flow.post(body), 200);
    BOOST_REQUIRE(flow.daemon.eventually([&] { return flow.term("parked") == 1; }));
    BOOST_TEST(flow.status().at("alarms").at(0).at("code") == "number.foreign");
    BOOST_TEST(flow.tickets().empty());
}

BOOST_AUTO_TEST_CASE(good_news_alarm_nobody) {
    const RunningFlow flow;
    BOOST_REQUIRE_EQUAL(
        flow.post(changeBody("account_update", R"({"event":"VERIFIED_ACCOUNT"})")), 200
    );
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(1), 1, "hello")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.status().at("alarms").empty());
    BOOST_TEST(flow.daemon.run({"status"}).exitCode == 0);
}

BOOST_AUTO_TEST_SUITE_END()
