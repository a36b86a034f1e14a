// The store of one configuration: where its files are, how its connections are opened, who owns it.
#pragma once

#include "connector/settings/config.h"
#include "connector/store/audit_log.h"
#include "connector/store/lock.h"
#include "connector/store/writer.h"
#include "connector/vault/keys.h"

#include <filesystem>
#include <memory>

namespace bowline::app {

class StoreFiles {
public:
    explicit StoreFiles(const settings::Config& config) : folder_(config.store.path) {}

    /// Errors: StoreBusy when a daemon or another command owns the store.
    [[nodiscard]] store::StoreLock lock() const;
    /// A connection that reads.
    [[nodiscard]] std::unique_ptr<store::Database> openReader() const;
    /// How the writer opens, migrates and convinces itself: the ledger's head must be ours. `clock`
    /// and `audit` outlive the writer.
    [[nodiscard]] store::WriterStore forWriter(const Clock& clock, const store::AuditLog& audit)
        const;
    [[nodiscard]] bool exists() const { return std::filesystem::exists(file()); }

private:
    [[nodiscard]] std::string file() const { return (folder_ / "bowline.db").string(); }
    std::filesystem::path folder_;
};

/// The log of this node, with its head under a key of ours.
store::AuditLog auditLogOf(const vault::Keys& keys, const TenantId& tenant);

}  // namespace bowline::app
