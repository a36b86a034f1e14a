// What `bowline try` is given: the body, and the channel that it came to.
#pragma once

#include "connector/settings/config.h"

#include <istream>
#include <string>

namespace bowline::app {

/// The bytes of `file`, or of `standardInput` for "-". Errors: Error when it cannot be read or has
/// more than 4 MiB, which the daemon refuses (413).
std::string readWebhook(const std::string& file, std::istream& standardInput);

/// The channel of this name; for an empty name the first of Meta's Cloud API. Errors: ConfigError
/// with the names that are there, and for a channel of another provider.
const settings::ChannelSettings& channelToTry(
    const settings::Config& config, const std::string& name
);

}  // namespace bowline::app
