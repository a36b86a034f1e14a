// What is SQLite's own: files, modes, two connections, damage.
#include "connector/store/sqlite_database.h"

#include "tests/support/temp_folder.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;

namespace {

struct Files {
    TempFolder folder;
    std::string path = folder / "bowline.db";

    std::unique_ptr<Database> open(OpenMode mode) const { return openSqlite(path, mode); }
};

void fill(Database& db) {
    db.executeScript("CREATE TABLE t (id BIGINT, data BLOB);");
    const std::string page(3000, 'x');
    db.begin();
    for (std::int64_t id = 0; id < 100; ++id)
        db.execute("INSERT INTO t VALUES ($1, $2)", {id, Blob{page}});
    db.commit();
}

std::string pragma(Database& db, const std::string& name) {
    std::string value;
    db.query("SELECT CAST((SELECT * FROM pragma_" + name + ") AS TEXT)", {}, [&](const Row& row) {
        value = row.string(0);
    });
    return value;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sqlite, Files)

BOOST_AUTO_TEST_CASE(the_files_belong_to_their_owner_only) {
    const auto db = open(OpenMode::ReadWrite);
    fill(*db);
    for (const char* name : {"bowline.db", "bowline.db-wal", "bowline.db-shm"}) {
        struct stat found {};
        BOOST_REQUIRE_EQUAL(::stat((folder / name).c_str(), &found), 0);
        BOOST_TEST((found.st_mode & 0777U) == 0600U, name);
    }
}

BOOST_AUTO_TEST_CASE(the_writer_syncs_fully_and_overwrites_what_it_deletes) {
    const auto db = open(OpenMode::ReadWrite);
    BOOST_TEST(pragma(*db, "journal_mode") == "wal");
    BOOST_TEST(pragma(*db, "synchronous") == "2");
    BOOST_TEST(pragma(*db, "temp_store") == "2");
    BOOST_TEST(pragma(*db, "secure_delete") == "1");
    BOOST_TEST(pragma(*db, "foreign_keys") == "1");
    BOOST_TEST(pragma(*db, "trusted_schema") == "0");
    BOOST_TEST(std::stoi(pragma(*db, "busy_timeout")) > 0);
}

BOOST_AUTO_TEST_CASE(a_reader_cannot_write_and_leaves_the_log_alone) {
    {
        const auto writer = open(OpenMode::ReadWrite);
        fill(*writer);
    }
    const auto logSize = std::filesystem::file_size(path + "-wal");
    BOOST_TEST(logSize > 0U);
    {
        const auto reader = open(OpenMode::ReadOnly);
        BOOST_CHECK_THROW(reader->execute("DELETE FROM t", {}), Error);
        reader->query("SELECT COUNT(*) FROM t", {}, [](const Row& row) {
            BOOST_TEST(row.integer(0) == 100);
        });
    }
    BOOST_TEST(std::filesystem::file_size(path + "-wal") == logSize);
}

BOOST_AUTO_TEST_CASE(the_log_is_never_copied_unasked) {
    const auto db = open(OpenMode::ReadWrite);
    fill(*db);
    for (int i = 0; i < 30; ++i)
        db->execute("UPDATE t SET id = id + 1", {});
    BOOST_TEST(db->pagesInLog() > 1000);  // where SQLite's automatic checkpoint would have struck
}

BOOST_AUTO_TEST_CASE(deleted_content_is_in_no_file_after_a_checkpoint) {
    const auto db = open(OpenMode::ReadWrite);
    db->executeScript("CREATE TABLE t (data BLOB);");
    const std::string bait(500, 'B');
    db->execute("INSERT INTO t VALUES ($1)", {Blob{bait}});
    db->checkpoint();
    const auto holdsBait = [&] {
        std::ifstream in(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        return bytes.find(bait) != std::string::npos;
    };
    BOOST_TEST(holdsBait());
    db->execute("DELETE FROM t", {});
    db->checkpoint();
    BOOST_TEST(!holdsBait());
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_store_is_refused) {
    std::ofstream(path) << std::string(5000, 'x');
    BOOST_CHECK_THROW(open(OpenMode::ReadWrite), StoreDamaged);
    BOOST_CHECK_THROW(openSqlite(folder / "missing/x.db", OpenMode::ReadWrite), StoreDamaged);
    BOOST_CHECK_THROW(openSqlite(folder / "missing.db", OpenMode::ReadOnly), StoreDamaged);
}

BOOST_AUTO_TEST_CASE(a_damaged_page_does_not_verify) {
    {
        const auto db = open(OpenMode::ReadWrite);
        fill(*db);
        db->checkpoint();
    }
    std::filesystem::remove(path + "-wal");
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(2 * 4096);
    file << std::string(4096, '\xAA');
    file.close();
    const auto db = open(OpenMode::ReadWrite);
    BOOST_CHECK_THROW(db->verify(), StoreDamaged);
}

BOOST_AUTO_TEST_SUITE_END()
