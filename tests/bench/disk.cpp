// See the header. SQLite through the product's own Database: the pragmas are part of the price.
#include "tests/bench/disk.h"

#include "connector/base/hmac.h"
#include "connector/store/sqlite_database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <string>
#include <unistd.h>

namespace bowline::tests {

namespace {

using Time = std::chrono::steady_clock;

constexpr std::size_t kRow = 1024;
constexpr std::string_view kInsert = "INSERT INTO rows (id, body) VALUES ($1, $2)";

void insertRows(store::Database& db, std::size_t rows, const std::string& body) {
    db.begin();
    for (std::size_t i = 0; i < rows; ++i) {
        const auto id = randomBytes(16);
        db.execute(kInsert, {store::Blob{id}, store::Blob{body}});
    }
    db.commit();
}

}  // namespace

Spread syncsOf(const std::filesystem::path& folder, std::size_t count) {
    const int file = open((folder / "syncs").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const std::string row(kRow, 'x');
    std::vector<Micros> waits;
    for (std::size_t i = 0; i < count; ++i) {
        const auto begun = Time::now();
        if (write(file, row.data(), row.size()) < 0 || fdatasync(file) != 0)
            break;
        waits.emplace_back(Time::now() - begun);
    }
    close(file);
    return spreadOf(std::move(waits));
}

CommitFigures commitsOf(
    const std::filesystem::path& folder, std::size_t transactions, std::size_t rows
) {
    const auto file = (folder / fmt::format("rows-{}.db", rows)).string();
    const auto db = store::openSqlite(file, store::OpenMode::ReadWrite);
    db->executeScript("CREATE TABLE rows (id BLOB NOT NULL PRIMARY KEY, body BLOB NOT NULL)");
    const auto body = randomBytes(kRow);
    const auto begun = Time::now();
    const auto cpu = cpuOfCall(transactions / 3, [&] { insertRows(*db, rows, body); });
    const Micros took = Time::now() - begun;
    const auto written = static_cast<double>(transactions / 3 * 3 * rows);
    return {written / (took.count() / 1e6), cpu / static_cast<double>(rows)};
}

}  // namespace bowline::tests
