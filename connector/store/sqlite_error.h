// SQLite's result codes in our words. SQLite's own text is never used: it quotes values.
#pragma once

#include "connector/store/database.h"

#include <sqlite3.h>

#include <string>
#include <string_view>

namespace bowline::store {

/// Throws what `code` (an extended result code) stands for: StoreBusy, StoreFull, StoreDamaged or
/// Error. `doing` completes "store: cannot ...".
[[noreturn]] void throwSqliteError(int code, std::string_view doing);

/// Throws unless `code` is SQLITE_OK.
inline void expectOk(int code, std::string_view doing) {
    if (code != SQLITE_OK)
        throwSqliteError(code, doing);
}

}  // namespace bowline::store
