#include "connector/app/store_files.h"

#include "connector/store/migrations.h"
#include "connector/store/sqlite_database.h"

namespace bowline::app {

store::StoreLock StoreFiles::lock() const {
    std::filesystem::create_directories(folder_);
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
    auto taken = store::StoreLock::take((folder_ / "bowline.lock").string());
    if (!taken) {
        throw StoreBusy(
            "store: another bowline works on it",
            "ask the running daemon, or stop it: systemctl stop bowline"
        );
    }
    return std::move(*taken);
}

std::unique_ptr<store::Database> StoreFiles::openReader() const {
    return store::openSqlite(file(), store::OpenMode::ReadOnly);
}

store::WriterStore StoreFiles::forWriter(const Clock& clock, const store::AuditLog& audit) const {
    return {
        [path = file(), &clock] {
            auto db = store::openSqlite(path, store::OpenMode::ReadWrite);
            store::migrateToNewest(*db, clock.now());
            return db;
        },
        [&audit](store::Database& db) { (void)audit.checkedHead(db); }};
}

store::AuditLog auditLogOf(const vault::Keys& keys, const TenantId& tenant) {
    return {"main", keys.hashFor(vault::HashUse::LedgerHead, tenant)};
}

}  // namespace bowline::app
