// What every Database promises, asked of every one that we have. A new engine adds one line to
// kEngines.
#include "connector/store/database.h"

#include "connector/store/sqlite_database.h"
#include "tests/support/faulty_database.h"
#include "tests/support/temp_folder.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <ostream>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;

namespace {

Faults noFaults;

struct Engine {
    const char* name;
    std::unique_ptr<Database> (*open)(const std::string& path);
    friend std::ostream& operator<<(std::ostream& out, const Engine& e) { return out << e.name; }
};

const Engine kEngines[] = {
    {"sqlite", [](const std::string& path) { return openSqlite(path, OpenMode::ReadWrite); }},
    {"faulty sqlite without a fault",
     [](const std::string& path) -> std::unique_ptr<Database> {
         return std::make_unique<FaultyDatabase>(openSqlite(path, OpenMode::ReadWrite), noFaults);
     }},
};

const auto kEach = boost::unit_test::data::make(kEngines);

/// An open engine with one table: t (id BIGINT, name TEXT, data BLOB).
struct Opened {
    explicit Opened(const Engine& engine) : db(engine.open(folder / "contract.db")) {
        db->executeScript("CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, name TEXT, data BLOB);");
    }
    void put(std::int64_t id) { db->execute("INSERT INTO t (id) VALUES ($1)", {id}); }
    std::int64_t count() {
        return *db->queryOne("SELECT COUNT(*) FROM t", {}, [](const Row& r) {
            return r.integer(0);
        });
    }

    TempFolder folder;
    std::unique_ptr<Database> db;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(database_contract)

BOOST_DATA_TEST_CASE(values_come_back_as_they_went_in, kEach, engine) {
    Opened open(engine);
    const std::string_view text("a\0b \xC3\xA4", 6);
    const std::string_view bytes("\0\xFF\x01", 3);
    open.db->execute("INSERT INTO t VALUES ($1, $2, $3)", {std::int64_t{-7}, text, Blob{bytes}});
    open.db->query("SELECT id, name, data FROM t", {}, [&](const Row& row) {
        BOOST_TEST(row.integer(0) == -7);
        BOOST_TEST(row.text(1) == text);
        BOOST_TEST(row.blob(2) == bytes);
        BOOST_TEST(!row.isNull(2));
    });
}

BOOST_DATA_TEST_CASE(empty_is_not_null_and_null_is_not_a_value, kEach, engine) {
    Opened open(engine);
    open.db->execute(
        "INSERT INTO t VALUES ($1, $2, $3)", {std::int64_t{1}, std::string_view(), nullptr}
    );
    open.db->query("SELECT name, data FROM t", {}, [&](const Row& row) {
        BOOST_TEST(!row.isNull(0));
        BOOST_TEST(row.text(0).empty());
        BOOST_TEST(row.isNull(1));
        BOOST_CHECK_THROW((void)row.blob(1), Error);
        BOOST_CHECK_THROW((void)row.integer(0), Error);
    });
}

BOOST_DATA_TEST_CASE(parameters_are_bound_by_their_number_not_by_their_place, kEach, engine) {
    Opened open(engine);
    open.db->execute(
        "INSERT INTO t (name, id) VALUES ($2, $1)", {std::int64_t{5}, std::string_view("five")}
    );
    const auto name = open.db->queryOne(
        "SELECT name FROM t WHERE id = $2 AND $1 = $1 AND id = $2",
        {std::int64_t{0}, std::int64_t{5}},
        [](const Row& row) { return row.string(0); }
    );
    BOOST_TEST(name.value() == "five");
}

BOOST_DATA_TEST_CASE(a_wrong_number_of_parameters_is_refused, kEach, engine) {
    Opened open(engine);
    BOOST_CHECK_THROW(open.db->execute("INSERT INTO t (id) VALUES ($1)", {}), Error);
    BOOST_CHECK_THROW(open.db->execute("DELETE FROM t", {std::int64_t{1}}), Error);
    BOOST_CHECK_THROW(open.db->execute("DELETE FROM t; DELETE FROM t", {}), Error);
}

BOOST_DATA_TEST_CASE(execute_tells_how_many_rows_changed, kEach, engine) {
    Opened open(engine);
    for (std::int64_t id = 1; id <= 3; ++id)
        open.put(id);
    BOOST_TEST(
        open.db->execute("UPDATE t SET name = $1 WHERE id > 1", {std::string_view("x")}) == 2
    );
    BOOST_TEST(open.db->execute("INSERT INTO t (id) VALUES (1) ON CONFLICT DO NOTHING", {}) == 0);
}

BOOST_DATA_TEST_CASE(errors_show_neither_values_nor_the_engines_words, kEach, engine) {
    Opened open(engine);
    open.put(1);
    const auto isOurs = [](const Error& error) {
        const std::string text = error.what();
        return text.find("5550100") == std::string::npos &&
               text.find("UNIQUE") == std::string::npos && text.starts_with("store: ");
    };
    const std::string_view secret = "+15550100123";
    BOOST_CHECK_EXCEPTION(
        open.db->execute("INSERT INTO t (id, name) VALUES (1, $1)", {secret}), Error, isOurs
    );
    BOOST_CHECK_EXCEPTION(open.db->execute("SELEC 1", {}), Error, isOurs);
}

BOOST_DATA_TEST_CASE(a_transaction_is_all_or_nothing, kEach, engine) {
    Opened open(engine);
    open.db->begin();
    open.put(1);
    BOOST_TEST(open.db->inTransaction());
    open.db->rollback();
    BOOST_TEST(!open.db->inTransaction());
    open.db->rollback();
    BOOST_TEST(open.count() == 0);
    open.db->begin();
    open.put(1);
    open.db->commit();
    BOOST_TEST(open.count() == 1);
}

BOOST_DATA_TEST_CASE(a_savepoint_undoes_what_came_after_it_only, kEach, engine) {
    Opened open(engine);
    open.db->begin();
    open.put(1);
    open.db->savepoint();
    open.put(2);
    open.db->rollbackToSavepoint();
    open.db->savepoint();
    open.put(3);
    open.db->releaseSavepoint();
    open.db->commit();
    BOOST_TEST(open.count() == 2);
}

BOOST_DATA_TEST_CASE(a_snapshot_sees_one_moment, kEach, engine) {
    Opened open(engine);
    open.put(1);
    const auto reader = openSqlite(open.folder / "contract.db", OpenMode::ReadOnly);
    const auto count = [&] {
        return *reader->queryOne("SELECT COUNT(*) FROM t", {}, [](const Row& r) {
            return r.integer(0);
        });
    };
    const auto both = inSnapshot(*reader, [&] {
        const auto before = count();
        open.put(2);
        return std::pair(before, count());
    });
    BOOST_TEST(both.first == 1);
    BOOST_TEST(both.second == 1);
    BOOST_TEST(count() == 2);
}

BOOST_DATA_TEST_CASE(a_row_function_that_throws_leaves_the_connection_usable, kEach, engine) {
    Opened open(engine);
    open.put(1);
    const auto select = [&](const RowFn& onRow) { open.db->query("SELECT id FROM t", {}, onRow); };
    BOOST_CHECK_THROW(select([](const Row&) { throw Error("stop"); }), Error);
    int seen = 0;
    select([&](const Row&) { ++seen; });
    BOOST_TEST(seen == 1);
}

BOOST_DATA_TEST_CASE(a_scope_undoes_what_was_not_committed, kEach, engine) {
    Opened open(engine);
    {
        open.db->begin();
        const TransactionScope scope(*open.db);
        open.put(1);
    }
    BOOST_TEST(open.count() == 0);
}

BOOST_DATA_TEST_CASE(a_sound_store_verifies_and_checkpoints, kEach, engine) {
    Opened open(engine);
    open.put(1);
    BOOST_TEST(open.db->pagesInLog() > 0);
    BOOST_TEST(open.db->checkpoint() == 0);
    BOOST_TEST(open.db->pagesInLog() == 0);
    BOOST_CHECK_NO_THROW(open.db->verify());
}

BOOST_AUTO_TEST_SUITE_END()
