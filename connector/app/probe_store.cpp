#include "connector/app/probe_store.h"

#include "connector/app/keys_at_start.h"
#include "connector/store/migrations.h"
#include "connector/store/sqlite_database.h"
#include "connector/vault/master_key_file.h"

namespace bowline::app {

namespace {

/// A token that is used up by using it.
bool rotatesTokens(const adapters::rest::AdapterSpec& spec) {
    return spec.auth.oauth2 && spec.auth.oauth2->grant == adapters::rest::Grant::RefreshToken;
}

}  // namespace

ProbeStore::ProbeStore(
    const settings::Config& config,
    const settings::FileSecretSource& secrets,
    const adapters::rest::AdapterSpec& spec,
    Clock& clock
)
    : tenant_(config.tenant), secrets_(secrets), clock_(clock) {
    rotatesTokens(spec) ? openInstallations(config) : openOwn();
}

void ProbeStore::openOwn() {
    scratch_.emplace();
    keys_ = std::make_unique<vault::Keys>(vault::newMasterKey());
    const auto file = (scratch_->path() / "bowline.db").string();
    const auto open = [file, &clock = clock_] {
        auto db = store::openSqlite(file, store::OpenMode::ReadWrite);
        store::migrateToNewest(*db, clock.now());
        return db;
    };
    writer_ = std::make_unique<store::Writer>(
        store::WriterStore{open, [](store::Database&) {}}, clock_, store::WriterSettings{}
    );
    openReader_ = [file] { return store::openSqlite(file, store::OpenMode::ReadOnly); };
}

void ProbeStore::openInstallations(const settings::Config& config) {
    const StoreFiles files(config);
    lock_.emplace(files.lock());
    keys_ = std::make_unique<vault::Keys>(masterKeyOf(config, secrets_));
    audit_.emplace(auditLogOf(*keys_, tenant_));
    writer_ = std::make_unique<store::Writer>(
        files.forWriter(clock_, *audit_), clock_, store::WriterSettings{}
    );
    openReader_ = [files] { return files.openReader(); };
}

DestinationParts ProbeStore::parts() {
    return {tenant_, secrets_, *keys_, *writer_, openReader_, clock_, std::stop_token{}};
}

}  // namespace bowline::app
