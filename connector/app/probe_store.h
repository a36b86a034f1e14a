// Where a probe keeps the tokens that the system gives it: in a store of its own, gone with it. A
// refresh token that is used up must outlive the probe, or the daemon stands before a closed door;
// for adapters with such ones it is the installation's own store, and the daemon must not run.
#pragma once

#include "connector/app/demo/playground.h"
#include "connector/app/rest_destination.h"
#include "connector/app/store_files.h"

#include <memory>
#include <optional>
#include <string>

namespace bowline::app {

class ProbeStore {
public:
    /// `clock` outlives it. Errors: StoreBusy when the installation's own store is needed and
    /// somebody works on it; ConfigError for its master key.
    ProbeStore(
        const settings::Config& config,
        const settings::FileSecretSource& secrets,
        const adapters::rest::AdapterSpec& spec,
        Clock& clock
    );

    /// For a way out that lives no longer than this.
    [[nodiscard]] DestinationParts parts();

private:
    void openOwn();
    void openInstallations(const settings::Config& config);

    TenantId tenant_;
    settings::FileSecretSource secrets_;
    Clock& clock_;
    std::optional<ScratchFolder> scratch_;
    std::optional<store::StoreLock> lock_;
    std::unique_ptr<vault::Keys> keys_;
    std::optional<store::AuditLog> audit_;
    std::unique_ptr<store::Writer> writer_;
    std::function<std::unique_ptr<store::Database>()> openReader_;
};

}  // namespace bowline::app
