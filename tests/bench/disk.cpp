// See the header. SQLite through the product's own Database: the pragmas are part of the price.
#include "tests/bench/disk.h"

#include "connector/base/hmac.h"
#include "connector/store/sqlite_database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace bowline::tests {

namespace {

using Time = std::chrono::steady_clock;

constexpr std::size_t kRow = 1024;
constexpr std::chrono::milliseconds kBetweenSyncs{10};
constexpr std::string_view kInsert = "INSERT INTO rows (id, body) VALUES ($1, $2)";

class SyncedFile {
public:
    explicit SyncedFile(const std::filesystem::path& folder)
        : file_(open((folder / "syncs").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600)) {}
    ~SyncedFile() { close(file_); }
    SyncedFile(const SyncedFile&) = delete;
    SyncedFile& operator=(const SyncedFile&) = delete;

    /// How long one row took until it was on the disk.
    Micros append() const {
        const std::string row(kRow, 'x');
        const auto begun = Time::now();
        if (write(file_, row.data(), row.size()) < 0 || fdatasync(file_) != 0)
            throw std::runtime_error("bench: the disk takes no row");
        return Time::now() - begun;
    }

private:
    int file_;
};

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
    SyncedFile file(folder);
    std::vector<Micros> waits;
    while (waits.size() < count)
        waits.push_back(file.append());
    return spreadOf(std::move(waits));
}

SyncsMeanwhile::SyncsMeanwhile(std::filesystem::path folder)
    : folder_(std::move(folder)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

Spread SyncsMeanwhile::ended() {
    thread_.request_stop();
    thread_.join();
    return spreadOf(waits_);
}

void SyncsMeanwhile::run(const std::stop_token& stop) {
    SyncedFile file(folder_);
    std::unique_lock lock(mutex_);
    while (!turn_.wait_for(lock, stop, kBetweenSyncs, [] { return false; }) &&
           !stop.stop_requested())
        waits_.push_back(file.append());
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
