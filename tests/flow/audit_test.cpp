// The ledger tells what was done; whoever changes it is named by `bowline audit verify`.
#include "tests/flow/flow.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

using namespace bowline::tests;
namespace fs = std::filesystem;

namespace {

/// What an intruder does to entry 5 of the ledger, and where it must show.
struct Attack {
    const char* name;
    const char* sql;
    int firstBad;  ///< 0: the last entry that is left, or the head
    friend std::ostream& operator<<(std::ostream& out, const Attack& attack) {
        return out << attack.name;
    }
};

constexpr Attack kAttacks[] = {
    {"flip_a_byte",
     "UPDATE ledger_entries SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"ts_ms\":1', "
     "'\"ts_ms\":2') AS BLOB) WHERE seq = 5",
     5},
    {"delete_a_row", "DELETE FROM ledger_entries WHERE seq = 5", 5},
    {"swap_two_rows",
     "UPDATE ledger_entries SET seq = CASE seq WHEN 5 THEN -6 ELSE -5 END WHERE seq IN (5, 6);"
     "UPDATE ledger_entries SET seq = -seq WHERE seq < 0",
     5},
    {"cut_the_tail", "DELETE FROM ledger_entries WHERE seq > 5", 6},
    {"repeat_an_entry",
     "INSERT INTO ledger_entries SELECT log_id, (SELECT max(seq) + 1 FROM ledger_entries), "
     "bytes, leaf_hash FROM ledger_entries WHERE seq = 5",
     0},
    {"cut_the_tail_and_the_head",
     "DELETE FROM ledger_entries WHERE seq > 5;"
     "UPDATE ledger_heads SET size = 5",
     0}};

/// A daemon that has written a ledger and ended; its store is put back for each attack.
class WrittenLedger : public RunningFlow {
public:
    WrittenLedger() {
        BOOST_REQUIRE_EQUAL(post(oneText(customer(1), 1, "card 4111 1111 1111 1111")), 200);
        BOOST_REQUIRE_EQUAL(post(oneText(customer(2), 2, "hello")), 200);
        BOOST_REQUIRE(settled());
        BOOST_REQUIRE_EQUAL(post(oneText(customer(1), 3, "STOP")), 200);
        BOOST_REQUIRE(settled());
        BOOST_REQUIRE_EQUAL(daemon.stop(), 0);
    }
    [[nodiscard]] nlohmann::json verify(int expectedExit) const {
        const auto verified = daemon.run({"audit", "verify", "--json"});
        BOOST_TEST(verified.exitCode == expectedExit, verified.output);
        return nlohmann::json::parse(verified.output);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(the_ledger)

BOOST_AUTO_TEST_CASE(a_whole_ledger_is_called_whole_also_while_the_daemon_runs) {
    WrittenLedger flow;
    BOOST_TEST(flow.verify(0).at("entries").get<int>() > 6);
    flow.daemon.start();
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(3), 4, "hello")), 200);
    BOOST_TEST(flow.verify(0).at("ok") == true);
}

BOOST_AUTO_TEST_CASE(releases_and_outcomes_stand_in_it_without_a_value) {
    const WrittenLedger flow;
    const auto probe = flow.probe();
    const auto entriesWith = [&](const std::string& part) {
        return probe.number(
            "SELECT count(*) FROM ledger_entries WHERE CAST(bytes AS TEXT) LIKE '%" + part + "%'"
        );
    };
    BOOST_TEST(entriesWith("disclosure.released") == 3);  // two messages and the stop note
    BOOST_TEST(entriesWith("disclosure.outcome") == 3);
    BOOST_TEST(entriesWith("consent.withdrawn") > 0);
    BOOST_TEST(entriesWith("payment_card") == 1);
    for (const char* card : {"4111 1111", "41111111"})  // four digits stand in many a hash
        BOOST_TEST(entriesWith(card) == 0);
    BOOST_TEST(entriesWith(customer(1).waId.substr(3)) == 0);
}

BOOST_DATA_TEST_CASE(a_tampered_ledger_is_broken_at_its_first_bad_entry, kAttacks, attack) {
    const WrittenLedger flow;
    flow.probe().change(attack.sql);
    const auto verdict = flow.verify(1);
    BOOST_TEST(verdict.at("ok") == false);
    if (attack.firstBad != 0)
        BOOST_TEST(verdict.at("first_bad").at("seq") == attack.firstBad);
    const auto said = flow.daemon.run({"audit", "verify"});
    BOOST_TEST(said.exitCode == 1);
    BOOST_TEST(said.output.find("BROKEN") != std::string::npos, said.output);
}

BOOST_AUTO_TEST_SUITE_END()
