// Secrets and keys as the configuration names them, read once at start.
#pragma once

#include "connector/settings/config.h"
#include "connector/settings/secret_source.h"
#include "connector/vault/keys.h"

namespace bowline::app {

/// Where `${cred:name}` is looked up: what systemd gives in CREDENTIALS_DIRECTORY, else the folder
/// `credentials` beside the configuration file.
settings::FileSecretSource secretSource(const std::string& configFile);

/// The master key that the configuration names. Errors: ConfigError.
vault::MasterKey masterKeyOf(
    const settings::Config& config, const settings::FileSecretSource& secrets
);

}  // namespace bowline::app
