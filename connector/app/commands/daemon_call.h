// What a command asks of the daemon: it owns the store, so it writes.
#pragma once

#include "connector/settings/config.h"

#include <string>

namespace bowline::app {

/// POSTs `target` over the admin socket and prints the answer. Shape: the exit code, kFinding when
/// the daemon refuses. Errors: Error that begins with `command` when none answers.
int tellDaemon(
    const settings::Config& config, const std::string& target, const std::string& command
);

}  // namespace bowline::app
