// What mappings and bowline.yaml must agree on.
#pragma once

#include "connector/settings/config.h"
#include "connector/settings/mapping.h"

#include <string>
#include <vector>

namespace bowline::settings {

/// Destination and purpose of a mapping are those of `config`; a warning for what no route ever
/// fills. `sink` is the mapping's.
void checkMapping(const Config& config, const CompiledMapping& compiled, LintSink& sink);

/// The classes that routes ask for are found by somebody. `sink` is that of bowline.yaml.
void checkRouteClasses(const Config& config, const std::vector<std::string>& known, LintSink& sink);

}  // namespace bowline::settings
