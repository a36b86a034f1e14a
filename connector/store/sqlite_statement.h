// One compiled statement of SQLite: binds $1..$n by name, steps, resets whatever happens.
#pragma once

#include "connector/store/database.h"

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

/// Compiled once, run many times. Threads: those of its connection. The connection outlives it.
class SqliteStatement {
public:
    /// Errors: Error when `sql` is not one statement of this schema.
    SqliteStatement(sqlite3* connection, std::string_view sql);

    /// Runs to the end; `onRow` may be empty. Errors: Error when `params` are not exactly $1..$n.
    void run(Params params, const RowFn& onRow);

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    void bind(Params params);
    void bindOne(int index, const Value& value);

    std::string what_;  ///< the first line of the SQL, for errors: a constant of ours, no values
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    std::vector<int> indexes_;  ///< SQLite's number of $1, $2, ...: it counts by first appearance
};

}  // namespace bowline::store
