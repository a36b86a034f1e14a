// SQLite behind Database: the embedded default. WAL with synchronous=FULL, so that a commit that
// returned is on disk; secure_delete, so that what is deleted is overwritten; temporary data in
// memory only. Checkpoints are never automatic: the writer alone makes them (SQLite before 3.51.3
// can corrupt the WAL when two connections checkpoint at once; reference/trust.md 0, row 2).
#pragma once

#include "connector/store/database.h"

#include <memory>
#include <string>

namespace bowline::store {

enum class OpenMode {
    ReadWrite,  ///< the writer's only; creates the file
    ReadOnly    ///< any number; never checkpoints, not at close either
};

/// Opens the store in the file `path` (its log and index lie beside it). The file is readable by
/// its owner only. Errors: StoreBusy when it is locked, StoreDamaged when it is no database,
/// StoreFull, Error when the file cannot be opened (the hint says what to look at).
std::unique_ptr<Database> openSqlite(const std::string& path, OpenMode mode);

}  // namespace bowline::store
