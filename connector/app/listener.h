// From the configuration to the public listener: its options, and checks that need more than one
// room.
#pragma once

#include "connector/http/server.h"
#include "connector/settings/config.h"

namespace bowline::app {

/// Proxies that are addresses or networks, and files of the certificate that are there. All faults
/// go to `sink`, whose file is bowline.yaml.
void checkListener(const settings::ListenSettings& listen, settings::LintSink& sink);

/// Without what it is secured with. Errors: ConfigError for a proxy that checkListener refuses.
[[nodiscard]] http::ServerOptions publicOptionsOf(const settings::ListenSettings& listen);

}  // namespace bowline::app
