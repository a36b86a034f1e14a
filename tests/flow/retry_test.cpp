// What a destination refused is sent again by an operator, once it is mended: nothing is lost,
// nothing is there twice, and the record says so.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

#include <fstream>

using namespace bowline::tests;

namespace {

void write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sent_again)

BOOST_FIXTURE_TEST_CASE(what_was_refused_arrives_when_its_cause_is_mended, RunningFlow) {
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 1, "one")), 200);
    BOOST_REQUIRE(settled());
    const auto ticket = onlyTicket();
    write(ticket.file, "no ticket");
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 2, "two")), 200);
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 3, "three")), 200);
    BOOST_REQUIRE(settled());
    BOOST_TEST(term("parked") == 2);
    BOOST_TEST(daemon.run({"queue"}).exitCode == 1);

    const auto tooEarly = daemon.run({"queue", "retry"});
    BOOST_TEST(tooEarly.exitCode == 0);
    BOOST_TEST(tooEarly.output.find("2 item(s) go out again") != std::string::npos);
    BOOST_REQUIRE(settled());
    BOOST_TEST(term("parked") == 2);

    write(ticket.file, ticket.bytes);
    BOOST_TEST(daemon.run({"queue", "retry", "--destination", "helpdesk"}).exitCode == 0);
    BOOST_REQUIRE(settled());
    const auto texts = onlyTicket().texts();
    BOOST_REQUIRE_EQUAL(texts.size(), 3U);
    BOOST_TEST(texts[0] == "one");
    BOOST_TEST(texts[1].starts_with("(arrived late, sent "));
    BOOST_TEST((texts[1].ends_with(" two") && texts[2].ends_with(" three")));
    BOOST_TEST(term("parked") == 0);
    BOOST_TEST(balanced());

    const auto nothing = daemon.run({"queue", "retry"});
    BOOST_TEST(nothing.exitCode == 1);
    BOOST_TEST(nothing.output.find("nothing such is parked") != std::string::npos);
    BOOST_TEST(daemon.run({"queue", "retry", "0123456789abcdef0123456789abcdef"}).exitCode == 1);
    BOOST_TEST(daemon.run({"queue"}).exitCode == 0);
    BOOST_REQUIRE_EQUAL(daemon.stop(), 0);
    BOOST_TEST(daemon.run({"audit", "verify"}).exitCode == 0);
}

BOOST_FIXTURE_TEST_CASE(who_said_stop_in_between_is_not_heard_again, RunningFlow) {
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 1, "one")), 200);
    BOOST_REQUIRE(settled());
    const auto ticket = onlyTicket();
    write(ticket.file, "no ticket");
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 2, "two")), 200);
    BOOST_REQUIRE(settled());
    write(ticket.file, ticket.bytes);
    BOOST_REQUIRE_EQUAL(post(oneText(ana, 3, "STOP")), 200);
    BOOST_REQUIRE(settled());
    BOOST_TEST(daemon.run({"queue", "retry"}).exitCode == 0);
    BOOST_REQUIRE(settled());
    BOOST_TEST(onlyTicket().bytes.find("two") == std::string::npos);
    BOOST_TEST(term("parked") == 0);
    BOOST_TEST(term("dropped") >= 1);
    BOOST_TEST(balanced());
}

BOOST_AUTO_TEST_SUITE_END()
