// What `bowline try` is given: the body, and the channel that it came to.
#pragma once

#include "connector/settings/config.h"

#include <istream>
#include <string>

namespace bowline::app {

/// The bytes of `file`, or of `standardInput` for "-". Errors: Error when it cannot be read or has
/// more than 4 MiB, which the daemon refuses (413).
std::string readWebhook(const std::string& file, std::istream& standardInput);

/// The channel of this name; for an empty name the first whose provider sends what looks like
/// `body`, JSON or a form. Errors: ConfigError with the names that are there.
const settings::ChannelSettings& channelToTry(
    const settings::Config& config, const std::string& name, std::string_view body
);

/// True for a channel whose bodies are forms and not JSON.
bool sendsForms(const settings::ChannelSettings& channel);

}  // namespace bowline::app
