// From every schema that was ever released to the newest, and never backwards.
#include "connector/store/migrations.h"

#include "tests/unit/store/store_fixture.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <regex>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;

namespace {

std::string schemaOf(Database& db) {
    std::string all;
    db.query(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name",
        {},
        [&](const Row& r) { all += r.string(0) + "\n"; }
    );
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(migration)

BOOST_DATA_TEST_CASE(
    every_released_schema_reaches_the_newest,
    boost::unit_test::data::xrange(0, migrations().back().number),
    from
) {
    const StoreFixture fresh;
    const TempFolder folder;
    const auto db = openSqlite(folder / "old.db", OpenMode::ReadWrite);
    migrate(*db, from, kNoon);
    BOOST_TEST(schemaVersion(*db) == from);
    migrateToNewest(*db, kNoon);
    BOOST_TEST(schemaVersion(*db) == migrations().back().number);
    BOOST_TEST(schemaOf(*db) == schemaOf(*fresh.db));
}

BOOST_AUTO_TEST_CASE(what_was_tried_before_comments_were_joined_goes_alone) {
    const TempFolder folder;
    const auto db = openSqlite(folder / "old.db", OpenMode::ReadWrite);
    migrate(*db, 7, kNoon);
    const auto put = [&](const char* number, int attempts) {
        db->execute(
            std::string("INSERT INTO outbox (item_id, tenant, destination, purpose, kind, counted, "
                        "person_id, conversation_id, episode_id, provider_second, journal_seq, "
                        "position, state, reason, due_ms, attempts, created_ms, rule_set, "
                        "guard_version, key_id, item) VALUES ('") +
                number + "', 'main', 'desk', 'answer', 'comment', 0, 'p', '" + number +
                "', 'e', 1, 1, 0, 'queued', '', 0, " + std::to_string(attempts) +
                ", 0, 'r', 1, 'k', 'i')",
            {}
        );
    };
    put("new", 0);
    put("tried", 1);
    migrateToNewest(*db, kNoon);
    const auto alone = db->queryOne(
        "SELECT item_id FROM outbox WHERE joined_to = item_id",
        {},
        [](const Row& row) { return row.string(0); }
    );
    BOOST_TEST((alone == "tried"));
}

BOOST_FIXTURE_TEST_CASE(a_newer_store_is_refused_with_both_numbers, StoreFixture) {
    db->execute("INSERT INTO schema_migrations VALUES (99, 'later', 0)", {});
    const auto known = "knows " + std::to_string(migrations().back().number);
    const auto saysBoth = [&](const Error& error) {
        const std::string text = error.what();
        return text.find("99") != std::string::npos && text.find(known) != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(migrateToNewest(*db, kNoon), Error, saysBoth);
}

BOOST_AUTO_TEST_CASE(numbers_have_no_gap_and_first_lines_say_version_and_why) {
    int expected = 1;
    const std::regex head(R"(^-- v(\d+) \(compatible with v\d+\+\): .+\.\n[\s\S]*)");
    for (const auto& step : migrations()) {
        std::smatch match;
        const std::string sql(step.sql);
        BOOST_TEST(step.number == expected);
        BOOST_REQUIRE(std::regex_match(sql, match, head));
        BOOST_TEST(match[1] == std::to_string(expected++));
    }
}

BOOST_AUTO_TEST_CASE(a_step_that_fails_leaves_the_store_as_it_was) {
    const TempFolder folder;
    const auto db = openSqlite(folder / "old.db", OpenMode::ReadWrite);
    migrate(*db, 1, kNoon);
    db->executeScript("CREATE TABLE links (x TEXT)");  // in the way of step 2, behind other tables
    BOOST_CHECK_THROW(migrateToNewest(*db, kNoon), Error);
    BOOST_TEST(schemaVersion(*db) == 1);
    BOOST_TEST(schemaOf(*db).find("CREATE TABLE persons") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_the_type_of_bytes_differs_for_postgres) {
    BOOST_TEST(
        forPostgres("a BLOB NOT NULL, b BLOB, c TEXT") == "a BYTEA NOT NULL, b BYTEA, c TEXT"
    );
}

BOOST_AUTO_TEST_SUITE_END()
