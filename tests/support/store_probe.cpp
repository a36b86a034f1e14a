#include "tests/support/store_probe.h"

#include <sqlite3.h>

#include <stdexcept>
#include <vector>

namespace bowline::tests {

namespace {

int keepFirst(void* into, int columns, char** values, char** /*names*/) {
    auto& text = *static_cast<std::string*>(into);
    if (text.empty() && columns > 0 && values[0] != nullptr)
        text = values[0];
    return 0;
}

std::string bytesAt(sqlite3_stmt* row, int column) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
    return bytes == nullptr ? std::string() : std::string(bytes, size);
}

template <class F>
void eachRow(sqlite3* db, const std::string& sql, F use) {
    sqlite3_stmt* row = nullptr;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &row, nullptr) != SQLITE_OK)
        throw std::runtime_error("probe: " + std::string(sqlite3_errmsg(db)));
    while (sqlite3_step(row) == SQLITE_ROW)
        use(row);
    sqlite3_finalize(row);
}

std::vector<std::string> tablesOf(sqlite3* db) {
    std::vector<std::string> tables;
    eachRow(db, "SELECT name FROM sqlite_master WHERE type = 'table'", [&](sqlite3_stmt* row) {
        tables.push_back(bytesAt(row, 0));
    });
    return tables;
}

}  // namespace

StoreProbe::StoreProbe(const std::filesystem::path& file) {
    if (sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
        throw std::runtime_error("no store to look into");
    sqlite3_busy_timeout(db_, 10'000);
    // The daemon alone checkpoints: two that do can corrupt the log (SQLite before 3.51.3).
    sqlite3_exec(db_, "PRAGMA wal_autocheckpoint=0", nullptr, nullptr, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

StoreProbe::~StoreProbe() {
    sqlite3_close(db_);
}

std::string StoreProbe::text(const std::string& sql) const {
    std::string first;
    if (sqlite3_exec(db_, sql.c_str(), keepFirst, &first, nullptr) != SQLITE_OK)
        throw std::runtime_error("probe: " + std::string(sqlite3_errmsg(db_)));
    return first;
}

std::int64_t StoreProbe::number(const std::string& sql) const {
    const auto found = text(sql);
    return found.empty() ? 0 : std::stoll(found);
}

std::set<std::string> StoreProbe::valuesOf(std::size_t atLeast) const {
    std::set<std::string> values;
    for (const auto& table : tablesOf(db_))
        eachRow(db_, "SELECT * FROM \"" + table + "\"", [&](sqlite3_stmt* row) {
            for (int i = 0; i < sqlite3_column_count(row); ++i) {
                auto value = bytesAt(row, i);
                if (value.size() >= atLeast)
                    values.insert(std::move(value));
            }
        });
    return values;
}

void StoreProbe::change(const std::string& sql) const {
    static_cast<void>(text(sql));
    if (sqlite3_changes(db_) == 0)
        throw std::runtime_error("probe: nothing was changed by: " + sql);
}

}  // namespace bowline::tests
