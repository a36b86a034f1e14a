// Brings a store to the newest schema. The steps are the files migrations/NNNN_name.sql, built into
// the program, each run once, in order, in one transaction with its row in schema_migrations.
#pragma once

#include "connector/base/clock.h"
#include "connector/store/database.h"

#include <span>
#include <string>
#include <string_view>

namespace bowline::store {

struct Migration {
    int number;             ///< from 1, without gaps
    std::string_view name;  ///< the file's name without ending
    std::string_view sql;
};

/// Every migration of this program, by number.
std::span<const Migration> migrations();

/// The schema of the store; 0 for an empty one.
int schemaVersion(Database& db);

/// Runs what is missing up to `target`, at most the newest. Errors: Error naming both numbers when
/// the store is newer than `target`; nothing is changed then.
void migrate(Database& db, int target, Instant now);
/// To the newest schema of this program.
void migrateToNewest(Database& db, Instant now);

/// The migration in PostgreSQL's dialect: BLOB becomes BYTEA, the one type name that the two do not
/// share.
std::string forPostgres(std::string_view sql);

}  // namespace bowline::store
