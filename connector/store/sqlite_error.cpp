// Which codes mean "later", "no space", "do not trust this connection" or "our mistake".
#include "connector/store/sqlite_error.h"

#include <fmt/format.h>

namespace bowline::store {

void throwSqliteError(int code, std::string_view doing) {
    const auto message = fmt::format("store: cannot {}: SQLite code {}", doing, code);
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_NOMEM:
            throw StoreBusy(
                message, "another process holds the store, or memory is short; try again"
            );
        case SQLITE_FULL:
            throw StoreFull(message, "free space on the disk of the store; it goes on by itself");
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_CANTOPEN:
        case SQLITE_PROTOCOL:
        case SQLITE_READONLY:  // a disk that the kernel remounted read-only after an error
            throw StoreDamaged(message, "look at the disk of the store and at the kernel's log");
        default:
            throw Error(
                message, "this is a bug of bowline or a store that another program changed"
            );
    }
}

}  // namespace bowline::store
