// Every statement of the store is taken by a real PostgreSQL: the migrations are run there and each
// query is PREPAREd, so that the second engine never finds a dialect in our way. Without PostgreSQL
// on the machine the test says that it was skipped.
#include "connector/store/migrations.h"
#include "connector/store/queries.h"
#include "tests/support/temp_folder.h"

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <fstream>
#include <set>
#include <sys/wait.h>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;

namespace {

std::string schema() {
    std::string sql =
        "CREATE TABLE schema_migrations (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, "
        "applied_ms BIGINT NOT NULL);\n";
    for (const auto& step : migrations())
        sql += forPostgres(step.sql) + "\n";
    return sql;
}

std::string prepare(const NamedQuery& query) {
    return "PREPARE \"" + std::string(query.name) + "\" AS " + std::string(query.sql) + ";\n";
}

struct Answer {
    int exitCode = 0;
    std::string output;
};

Answer askPostgres(const std::string& files) {
    const std::string command =
        std::string(BOWLINE_SOURCE_DIR) + "/tests/support/postgres.sh " + files + " 2>&1";
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    BOOST_REQUIRE(pipe != nullptr);
    Answer answer;
    char chunk[512];
    while (std::fgets(chunk, sizeof chunk, pipe) != nullptr)
        answer.output += chunk;
    const int status = ::pclose(pipe);
    answer.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return answer;
}

std::string write(const TempFolder& folder, const char* name, const std::string& sql) {
    const auto path = folder / name;
    std::ofstream(path) << sql;
    std::filesystem::permissions(path, std::filesystem::perms{0644});
    return path;
}

constexpr int kSkipped = 77;

}  // namespace

BOOST_AUTO_TEST_CASE(a_real_postgres_takes_every_migration_and_every_query) {
    const TempFolder folder;
    std::string all = schema();
    for (const auto& query : allQueries())
        all += prepare(query);
    const auto good = write(folder, "all.sql", all);
    // The control: the same with one word that only SQLite knows must be refused.
    const auto bad = write(
        folder,
        "bad.sql",
        all + prepare({"control", "INSERT OR IGNORE INTO senders DEFAULT VALUES"})
    );
    const auto answer = askPostgres(good + " " + bad);
    if (answer.exitCode == kSkipped) {
        BOOST_TEST_MESSAGE("skipped: " << answer.output);
        std::fprintf(stderr, "skipped: no PostgreSQL on this machine\n");
        return;
    }
    BOOST_TEST(answer.exitCode == 0);
    BOOST_TEST(answer.output.find("ok " + good) != std::string::npos, answer.output);
    BOOST_TEST(answer.output.find("failed " + bad) != std::string::npos, answer.output);
}

BOOST_AUTO_TEST_CASE(every_query_has_a_name_of_its_own) {
    std::set<std::string_view> names;
    for (const auto& query : allQueries())
        BOOST_TEST(names.insert(query.name).second, query.name << " stands there twice");
    BOOST_TEST(names.size() > 50U);
}
