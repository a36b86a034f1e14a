// An operator blocks somebody by the alias that her ticket shows: what she writes is recorded and
// shown to nobody, and what she says of her consent counts all the same (product.md 5, row 4).
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

using namespace bowline::tests;

namespace {

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

struct Blocked : RunningFlow {
    Blocked() {
        BOOST_REQUIRE_EQUAL(post(oneText(customer(1), 1, "buy my watches")), 200);
        BOOST_REQUIRE(settled());
        alias = onlyTicket().alias;
        const auto done = daemon.run({"blocks", "add", alias});
        BOOST_REQUIRE_MESSAGE(done.exitCode == 0, done.output);
    }

    [[nodiscard]] std::int64_t recordedAfter(const std::string& body) const {
        BOOST_REQUIRE_EQUAL(post(body), 200);
        BOOST_REQUIRE(settled());
        return term("recorded_only");
    }
    [[nodiscard]] std::size_t entries() const { return onlyTicket().messages.size(); }

    std::string alias;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(blocks)

BOOST_FIXTURE_TEST_CASE(what_a_blocked_sender_writes_is_recorded_and_stands_nowhere, Blocked) {
    BOOST_TEST(recordedAfter(oneText(customer(1), 2, "more watches")) == 1);
    BOOST_TEST(entries() == 1u);
    BOOST_TEST(balanced());
    BOOST_REQUIRE_EQUAL(post(oneText(customer(2), 3, "a question")), 200);
    BOOST_REQUIRE(settled());
    BOOST_TEST(tickets().size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(a_block_that_ends_shows_what_comes_from_then_on, Blocked) {
    BOOST_TEST(recordedAfter(oneText(customer(1), 2, "more watches")) == 1);
    BOOST_TEST(daemon.run({"blocks", "remove", alias}).output == "no longer blocked\n");
    BOOST_TEST(recordedAfter(oneText(customer(1), 3, "I am sorry")) == 1);
    BOOST_TEST(entries() == 2u);
}

BOOST_FIXTURE_TEST_CASE(the_stop_of_a_blocked_sender_counts, Blocked) {
    BOOST_TEST(recordedAfter(oneText(customer(1), 2, "STOP")) == 1);
    BOOST_TEST(probe().number("SELECT COUNT(*) FROM stops") > 0);
}

BOOST_FIXTURE_TEST_CASE(blocks_are_listed_by_alias_and_outlive_the_daemon, Blocked) {
    BOOST_TEST(daemon.run({"blocks", "add", alias}).output == "blocked already, nothing changed\n");
    daemon.stop();
    const auto listed = daemon.run({"blocks"}).output;
    BOOST_TEST(holds(listed, alias), listed);
    BOOST_TEST(!holds(listed, customer(1).waId), listed);
    const auto refused = daemon.run({"blocks", "remove", alias});
    BOOST_TEST(refused.exitCode != 0);
    BOOST_TEST(holds(refused.output, "next: start it"), refused.output);
    daemon.start();
    BOOST_TEST(recordedAfter(oneText(customer(1), 2, "more watches")) == 1);
}

BOOST_FIXTURE_TEST_CASE(an_alias_that_nobody_has_is_refused_with_what_to_do, Blocked) {
    const auto refused = daemon.run({"blocks", "add", "Nobody-Known-00"});
    BOOST_TEST(refused.exitCode == 1);
    BOOST_TEST(holds(refused.output, "take the alias from a ticket"), refused.output);
}

BOOST_FIXTURE_TEST_CASE(block_and_its_end_stand_in_the_ledger_without_who_it_is, Blocked) {
    BOOST_TEST(daemon.run({"blocks", "remove", alias}).exitCode == 0);
    const auto count = [&](const char* action) {
        return probe().number(
            std::string("SELECT COUNT(*) FROM ledger_entries WHERE CAST(bytes AS TEXT) LIKE ") +
            "'%\"action\":\"" + action + "\"%\"subject\"%'"
        );
    };
    BOOST_TEST(count("person.blocked") == 1);
    BOOST_TEST(count("person.unblocked") == 1);
    BOOST_TEST(daemon.run({"audit", "verify"}).exitCode == 0);
}

BOOST_AUTO_TEST_SUITE_END()
