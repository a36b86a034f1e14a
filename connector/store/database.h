// One connection to the store, whatever the engine: statements with parameters $1..$n, rows, and
// the primitives of a transaction. It promises our own words in errors (an engine's text quotes
// values) and keeps compiled statements. It knows no table and decides no policy.
#pragma once

#include "connector/base/error.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bowline::store {

/// No space is left. Nothing is broken: the transaction is rolled back and a later one may succeed.
/// Caught by the writer, which fails the group and goes on.
class StoreFull : public StoreBusy {
public:
    using StoreBusy::StoreBusy;
    Poco::Exception* clone() const override { return new StoreFull(*this); }
    void rethrow() const override { throw *this; }
};

/// Reading, writing or syncing failed, or the file is damaged: the connection must not be trusted
/// again. Caught by the writer, which reopens and verifies before it acknowledges anything.
class StoreDamaged : public StoreBusy {
public:
    using StoreBusy::StoreBusy;
    Poco::Exception* clone() const override { return new StoreDamaged(*this); }
    void rethrow() const override { throw *this; }
};

/// Bytes, as opposed to text. A view: the bytes must live until the call returns.
struct Blob {
    std::string_view bytes;
};

using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view, Blob>;
using Params = std::initializer_list<Value>;  ///< the n-th is $n

/// `value` as a parameter, NULL when there is none.
inline Value orNull(const std::optional<std::int64_t>& value) {
    return value ? Value{*value} : Value{nullptr};
}

/// The row a query stands on. Columns count from 0. Views live until the row function returns.
/// Errors: reading NULL as a value throws Error; ask isNull first.
class Row {
public:
    virtual ~Row() = default;
    [[nodiscard]] virtual bool isNull(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual std::string_view blob(int column) const = 0;
    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
    [[nodiscard]] std::string bytes(int column) const { return std::string(blob(column)); }
};

using RowFn = std::function<void(const Row&)>;

/// Errors, all calls: StoreBusy when another process holds the store, StoreFull, StoreDamaged as
/// above; Error for a statement that is wrong or breaks a constraint (a programming error: what is
/// expected to collide says ON CONFLICT DO NOTHING). Threads: one at a time.
class Database {
public:
    virtual ~Database() = default;

    /// Runs one statement to its end. Returns the number of rows it changed.
    virtual std::int64_t execute(std::string_view sql, Params params) = 0;
    /// Runs one statement and calls `onRow` for each row, in its order. `onRow` must not use this
    /// connection.
    virtual void query(std::string_view sql, Params params, const RowFn& onRow) = 0;
    /// Runs several statements without parameters, for migrations.
    virtual void executeScript(std::string_view sql) = 0;

    /// Begins a transaction that will write, and takes the write lock at once.
    virtual void begin() = 0;
    /// Begins a transaction that only reads; all its queries see the store of one moment.
    virtual void beginSnapshot() = 0;
    virtual void commit() = 0;
    /// Undoes the transaction; nothing happens when none is open (an engine may have undone it
    /// itself).
    virtual void rollback() = 0;
    /// False outside a transaction, also after the engine rolled one back by itself.
    [[nodiscard]] virtual bool inTransaction() const = 0;

    virtual void savepoint() = 0;
    /// Keeps what was done since the innermost savepoint.
    virtual void releaseSavepoint() = 0;
    /// Undoes what was done since the innermost savepoint and forgets the savepoint.
    virtual void rollbackToSavepoint() = 0;

    /// Copies what the log holds into the database file as far as readers allow. Returns the pages
    /// left in the log.
    virtual std::int64_t checkpoint() = 0;
    /// Pages of the log that no checkpoint has copied, as of the last commit.
    [[nodiscard]] virtual std::int64_t pagesInLog() const = 0;
    /// Looks through the whole file. Errors: StoreDamaged when it is not sound.
    virtual void verify() = 0;

    /// The first row as `read` sees it. Absence: nothing when there is no row.
    template <class F>
    auto queryOne(std::string_view sql, Params params, F&& read)
        -> std::optional<decltype(read(std::declval<const Row&>()))> {
        std::optional<decltype(read(std::declval<const Row&>()))> found;
        query(sql, params, [&](const Row& row) {
            if (!found)
                found.emplace(read(row));
        });
        return found;
    }

    /// All rows as `read` sees them, in the order of the query.
    template <class F>
    auto queryAll(std::string_view sql, Params params, F&& read)
        -> std::vector<decltype(read(std::declval<const Row&>()))> {
        std::vector<decltype(read(std::declval<const Row&>()))> rows;
        query(sql, params, [&](const Row& row) { rows.push_back(read(row)); });
        return rows;
    }
};

/// Undoes the open transaction of `db` when the scope ends, unless it was committed by then. `db`
/// outlives it.
class TransactionScope {
public:
    explicit TransactionScope(Database& db) : db_(db) {}
    ~TransactionScope();
    TransactionScope(const TransactionScope&) = delete;
    TransactionScope& operator=(const TransactionScope&) = delete;

private:
    Database& db_;
};

/// Runs `read()` while all queries of `db` see the store of one moment, and returns its answer.
/// Keep it below a second: an open snapshot stops checkpoints (DESIGN 5).
template <class F>
auto inSnapshot(Database& db, F&& read) {
    db.beginSnapshot();
    const TransactionScope scope(db);
    return std::forward<F>(read)();
}

}  // namespace bowline::store
