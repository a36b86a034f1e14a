// Lays down a new installation: configuration, mappings, key, credentials. Never overwrites
// anything.
#pragma once

#include "connector/app/new_destination.h"
#include "connector/base/sensitive.h"
#include "connector/vault/master_key_file.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace bowline::app {

struct SetupOptions {
    std::filesystem::path configDir = "/etc/bowline";
    std::filesystem::path stateDir = "/var/lib/bowline";
    std::filesystem::path runDir = "/run/bowline";
    std::string number = "106540352242922";  ///< the provider's id of the receiving number
    int port = 8080;
    std::string adapter = "folder";
    std::map<std::string, std::string> settings;  ///< NewDestination::given
    std::string queue = "Support";                ///< of the one route
};

struct SetupSecrets {
    WipedText app;
    std::map<std::string, WipedText> ofDestination;  ///< by setting; one for each that it needs
};

struct Setup {
    std::vector<std::filesystem::path> written;
    vault::MasterKey masterKey;  ///< for the recovery copy
};

/// The destination that `options` describe; tickets as files when they name no adapter. An adapter
/// with an example among the shipped mappings gives the destination its name.
/// Errors: ConfigError when there is no such adapter, or as NewDestination::check.
NewDestination destinationFor(const SetupOptions& options);

/// Errors: ConfigError naming the file when one of them exists already; nothing is written then.
Setup layDown(
    const SetupOptions& options, const NewDestination& destination, const SetupSecrets& secrets
);

}  // namespace bowline::app
