// Opening with the pragmas that the promises need, a cache of compiled statements, transactions and
// checkpoints.
#include "connector/store/sqlite_database.h"

#include "connector/store/sqlite_error.h"
#include "connector/store/sqlite_statement.h"

#include <sqlite3.h>

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <unordered_map>

namespace bowline::store {

namespace {

// Long enough for a command of the operator that holds the store for one transaction; beyond it the
// answer is StoreBusy.
constexpr int kBusyTimeoutMs = 5'000;

constexpr std::string_view kEveryConnection = R"sql(
PRAGMA temp_store = MEMORY;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cache_size = -8000;
)sql";

constexpr std::string_view kWriter = R"sql(
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA journal_size_limit = 67108864;
)sql";

struct CloseConnection {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

/// How much of the write-ahead log is still to be copied. SQLite tells the pages in the log; it
/// begins anew after a complete checkpoint, when no reader needs the old pages.
struct LogSize {
    std::int64_t pages = 0;
    std::int64_t copied = 0;

    void note(std::int64_t now) {
        if (now < pages)
            copied = 0;
        pages = now;
    }
    [[nodiscard]] std::int64_t left() const { return pages - copied; }
};

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const std::string& path, OpenMode mode);

    std::int64_t execute(std::string_view sql, Params params) override {
        prepared(sql).run(params, {});
        return sqlite3_changes64(connection_.get());
    }
    void query(std::string_view sql, Params params, const RowFn& onRow) override {
        prepared(sql).run(params, onRow);
    }
    void executeScript(std::string_view sql) override;

    void begin() override { execute("BEGIN IMMEDIATE", {}); }
    void beginSnapshot() override { execute("BEGIN", {}); }
    void commit() override { execute("COMMIT", {}); }
    void rollback() override {
        if (inTransaction())
            execute("ROLLBACK", {});
    }
    bool inTransaction() const override { return sqlite3_get_autocommit(connection_.get()) == 0; }

    // One name for all: both verbs mean the innermost savepoint of that name.
    void savepoint() override { execute("SAVEPOINT task", {}); }
    void releaseSavepoint() override { execute("RELEASE task", {}); }
    void rollbackToSavepoint() override {
        execute("ROLLBACK TO task", {});
        execute("RELEASE task", {});
    }

    std::int64_t checkpoint() override;
    std::int64_t pagesInLog() const override { return log_.left(); }
    void verify() override;

private:
    void useWriteAheadLog();
    SqliteStatement& prepared(std::string_view sql);

    Connection connection_;
    // After connection_: statements must be finalised before it is closed.
    std::unordered_map<std::string, SqliteStatement, TextHash, std::equal_to<>> statements_;
    LogSize log_;
};

// SQLite would create the file readable by everybody. Only for a file that is not there: closing a
// second descriptor of an open one would drop the locks of this process (POSIX).
void createPrivately(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0)
        ::close(file);
}

Connection openConnection(const std::string& path, OpenMode mode) {
    if (mode == OpenMode::ReadWrite)
        createPrivately(path);
    const int access = mode == OpenMode::ReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, access | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection connection(opened);
    if (code != SQLITE_OK) {
        throw StoreDamaged(
            fmt::format("store: cannot open {}: SQLite code {}", path, code),
            "check that the directory exists, belongs to bowline's user and has space"
        );
    }
    return connection;
}

int notePages(void* log, sqlite3*, const char*, int pages) {
    static_cast<LogSize*>(log)->note(pages);
    return SQLITE_OK;
}

SqliteDatabase::SqliteDatabase(const std::string& path, OpenMode mode)
    : connection_(openConnection(path, mode)) {
    auto* const db = connection_.get();
    sqlite3_extended_result_codes(db, 1);
    expectOk(sqlite3_busy_timeout(db, kBusyTimeoutMs), "set the time-out");
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // The writer checkpoints by itself, also before it closes; a connection that failed must not.
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    executeScript(kEveryConnection);
    if (mode == OpenMode::ReadWrite)
        useWriteAheadLog();
    // Takes the place of the automatic checkpoint, so setting it also switches that off.
    sqlite3_wal_hook(db, notePages, &log_);
}

void SqliteDatabase::useWriteAheadLog() {
    const auto mode =
        queryOne("PRAGMA journal_mode = WAL", {}, [](const Row& row) { return row.string(0); });
    if (mode != "wal")
        throw Error("store: cannot use a write-ahead log", "put the store on a local file system");
    executeScript(kWriter);
}

void SqliteDatabase::executeScript(std::string_view sql) {
    const std::string text(sql);
    expectOk(
        sqlite3_exec(connection_.get(), text.c_str(), nullptr, nullptr, nullptr), "run a script"
    );
}

SqliteStatement& SqliteDatabase::prepared(std::string_view sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end())
        return found->second;
    return statements_.emplace(std::string(sql), SqliteStatement(connection_.get(), sql))
        .first->second;
}

std::int64_t SqliteDatabase::checkpoint() {
    int inLog = 0;
    int copied = 0;
    expectOk(
        sqlite3_wal_checkpoint_v2(
            connection_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &inLog, &copied
        ),
        "checkpoint"
    );
    log_ = {inLog, copied};
    return log_.left();
}

void SqliteDatabase::verify() {
    const auto answer =
        queryOne("PRAGMA quick_check(1)", {}, [](const Row& row) { return row.string(0); });
    if (answer != "ok")
        throw StoreDamaged("store: the file is damaged", "restore it from a backup");
}

}  // namespace

std::unique_ptr<Database> openSqlite(const std::string& path, OpenMode mode) {
    return std::make_unique<SqliteDatabase>(path, mode);
}

}  // namespace bowline::store
