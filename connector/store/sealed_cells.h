// Every sealed cell of the store, one after the other, with all that its seal covers. For tools
// that look through a whole store with the keys in hand (the bait sweep); no part of the daemon
// needs it. Opening is the vault's.
#pragma once

#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <cstdint>
#include <functional>
#include <string>

namespace bowline::store {

/// One cell that holds sealed bytes; what stands here is what vault::CellAddress needs.
struct SealedCell {
    TenantId tenant;
    std::string table;   ///< "events"
    std::string column;  ///< "event"; of a step also its name, as its seal has it
    RowId row;           ///< the 16 bytes of the row's own id, whatever the row is
    std::uint32_t version = 0;
    KeyId key;
    std::string bytes;
};

/// Calls `each` for every sealed cell that is filled, table by table. `each` must not use this
/// connection. Errors: as Database::query; Error when an id or a version is out of shape.
void forEachSealedCell(Database& db, const std::function<void(const SealedCell&)>& each);

}  // namespace bowline::store
