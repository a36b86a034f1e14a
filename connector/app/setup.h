// Lays down a new installation: configuration, mappings, key, credentials. Never overwrites
// anything.
#pragma once

#include "connector/base/sensitive.h"
#include "connector/vault/master_key_file.h"

#include <filesystem>
#include <string>
#include <vector>

namespace bowline::app {

struct SetupOptions {
    std::filesystem::path configDir = "/etc/bowline";
    std::filesystem::path stateDir = "/var/lib/bowline";
    std::filesystem::path runDir = "/run/bowline";
    std::string number = "106540352242922";  ///< the provider's id of the receiving number
    int port = 8080;
};

struct Setup {
    std::vector<std::filesystem::path> written;
    vault::MasterKey masterKey;  ///< for the recovery copy
};

/// Errors: ConfigError naming the file when one of them exists already; nothing is written then.
Setup layDown(const SetupOptions& options, const WipedText& appSecret);

}  // namespace bowline::app
