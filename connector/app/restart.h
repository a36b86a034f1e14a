// What a reload may not change: parts that were built from it at the start are running. Such a
// change is refused as a whole, so that nobody takes a file for active that is so only in half.
#pragma once

#include "connector/settings/config.h"

namespace bowline::app {

/// True when anything but the rules (mappings, routes, language) differs. What secrets hold is not
/// looked at: destinations see by themselves when a file was replaced (secret_watch), a channel
/// takes a new secret with a restart.
bool needsRestart(const settings::Config& before, const settings::Config& after);

}  // namespace bowline::app
