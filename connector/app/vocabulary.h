// What this program offers to the configuration: detector classes and built-in adapters. The one
// place where settings learn of the other rooms.
#pragma once

#include "connector/settings/rule_set.h"
#include "connector/settings/vocabulary.h"

namespace bowline::app {

const settings::Vocabulary& vocabulary();

/// Loads the configuration or throws ConfigError with every fault in its text.
settings::LoadResult loadOrRefuse(const std::string& configFile);

/// bowline.yaml alone, or ConfigError: for commands that ask the daemon or look into its store and
/// must work while a mapping is broken and the daemon goes on with the old one.
settings::Config configOrRefuse(const std::string& configFile);

}  // namespace bowline::app
