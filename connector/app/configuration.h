// The whole configuration as the daemon and its commands use it: bowline.yaml, mappings and the
// adapter files, checked against each other. All faults of all files at once.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/settings/rule_set.h"

#include <map>
#include <string>

namespace bowline::app {

struct Configuration : settings::LoadResult {
    /// Of the destinations whose adapter is described in a file: compiled for their mapping.
    std::map<DestinationId, adapters::rest::AdapterSpecPtr> adapters;
};

/// Reads and compiles. Never throws on what the files hold; no secret is read.
Configuration loadConfiguration(const std::string& configFile);

/// The same, or ConfigError with every fault in its text.
Configuration loadOrRefuse(const std::string& configFile);

/// The configuration as it would be with `mappingFile` in the place of the mapping that serves the
/// same destination. Errors: ConfigError with every fault in its text.
Configuration loadChangedOrRefuse(const std::string& configFile, const std::string& mappingFile);

/// bowline.yaml alone, or ConfigError: for commands that ask the daemon or look into its store and
/// must work while a mapping is broken and the daemon goes on with the old one.
settings::Config configOrRefuse(const std::string& configFile);

}  // namespace bowline::app
