// Each step runs together with its row in schema_migrations, so a store is always of one known
// schema.
#include "connector/store/migrations.h"

#include "connector/store/queries.h"

#include <fmt/format.h>

namespace bowline::store {

namespace {

constexpr Migration kMigrations[] = {
#include "migrations.inc"
};

constexpr std::string_view kCreateTable = R"sql(CREATE TABLE IF NOT EXISTS schema_migrations (
    number BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    applied_ms BIGINT NOT NULL
))sql";

constexpr std::string_view kNewest = "SELECT COALESCE(MAX(number), 0) FROM schema_migrations";

constexpr std::string_view kApplied =
    "INSERT INTO schema_migrations (number, name, applied_ms) VALUES ($1, $2, $3)";

constexpr NamedQuery kQueries[] = {
    {"migrations.newest", kNewest},
    {"migrations.applied", kApplied},
};

void apply(Database& db, const Migration& step, Instant now) {
    db.begin();
    const TransactionScope scope(db);
    db.executeScript(step.sql);
    db.execute(kApplied, {std::int64_t{step.number}, step.name, toMillis(now)});
    db.commit();
}

}  // namespace

std::span<const NamedQuery> migrationQueries() {
    return kQueries;
}

std::span<const Migration> migrations() {
    return kMigrations;
}

int schemaVersion(Database& db) {
    db.execute(kCreateTable, {});
    const auto newest = db.queryOne(kNewest, {}, [](const Row& row) { return row.integer(0); });
    return static_cast<int>(*newest);
}

void migrate(Database& db, int target, Instant now) {
    const int current = schemaVersion(db);
    if (current > target) {
        throw Error(
            fmt::format("store: the store has schema {}, this program knows {}", current, target),
            "install the version of bowline that wrote the store, or a newer one"
        );
    }
    for (const auto& step : migrations()) {
        if (step.number > current && step.number <= target)
            apply(db, step, now);
    }
}

void migrateToNewest(Database& db, Instant now) {
    migrate(db, migrations().back().number, now);
}

std::string forPostgres(std::string_view sql) {
    std::string text(sql);
    constexpr std::string_view kOurs = " BLOB";
    for (auto at = text.find(kOurs); at != std::string::npos; at = text.find(kOurs, at))
        text.replace(at, kOurs.size(), " BYTEA");
    return text;
}

}  // namespace bowline::store
