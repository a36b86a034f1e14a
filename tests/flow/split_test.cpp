// A value over several messages, over real sockets and with real threads: what the agent sees.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

using namespace bowline::tests;

namespace {

using Texts = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(a_value_over_several_messages)

BOOST_FIXTURE_TEST_CASE(of_a_card_in_halves_nothing_is_shown, RunningFlow) {
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 1, "this is my card")), 200);
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 2, "4111 1111")), 200);
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 3, "1111 1111")), 200);
    BOOST_REQUIRE(settled());
    const Texts expected{"this is my card", "[card removed: Visa]", "[card removed: Visa]"};
    BOOST_TEST(onlyTicket().texts() == expected, boost::test_tools::per_element());
    BOOST_TEST(term("held") == 0);
    BOOST_TEST(status().at("incidents") == 0);
    const auto queue = daemon.run({"queue", "--json"});
    BOOST_TEST(queue.exitCode == 0);
    BOOST_TEST((
        nlohmann::json::parse(queue.output) ==
        nlohmann::json{{"parked", nlohmann::json::array()}, {"incidents", nlohmann::json::array()}}
    ));
    BOOST_TEST(balanced());
}

BOOST_FIXTURE_TEST_CASE(what_was_known_too_late_is_taken_out_and_counted, RunningFlow) {
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 1, "my card begins with 4111 1111")), 200);
    BOOST_REQUIRE(settled());
    BOOST_TEST(onlyTicket().texts().at(0) == "my card begins with 4111 1111");
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 2, "1111 1111 and that is all")), 200);
    BOOST_REQUIRE(settled());
    const auto texts = onlyTicket().texts();
    BOOST_REQUIRE_EQUAL(texts.size(), 2U);
    BOOST_TEST(texts[0] == "my card begins with [card removed]");
    BOOST_TEST(texts[1] == "[card removed: Visa] and that is all");
    BOOST_TEST(onlyTicket().bytes.find("4111") == std::string::npos);
    BOOST_TEST(status().at("incidents") == 1);
    const auto queue = daemon.run({"queue"});
    BOOST_TEST(queue.exitCode == 0);
    BOOST_TEST(queue.output.find("late_discovery in comment.text") != std::string::npos);
    BOOST_TEST(queue.output.find("1111 1111") == std::string::npos);
    const auto alarm = status().at("alarms").at(0);
    BOOST_TEST(alarm.at("code") == "incident.late_discovery");
    BOOST_TEST(alarm.at("destination") == "helpdesk");
    BOOST_TEST(alarm.at("cure").get<std::string>().find("remove it there") != std::string::npos);
    BOOST_TEST(balanced());
    BOOST_TEST(readFile(daemon.logFile()).find("event=value.late_discovery") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
