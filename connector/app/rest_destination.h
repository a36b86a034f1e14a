// From the configuration to a destination that is reached over the network: the adapter of its file
// and a way out with its secrets, its rates and what it may reach.
#pragma once

#include "adapters/rest/rest_adapter.h"
#include "connector/base/clock.h"
#include "connector/delivery/http_exchange.h"
#include "connector/settings/config.h"
#include "connector/settings/secret_source.h"
#include "connector/store/writer.h"
#include "connector/vault/keys.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace bowline::app {

/// What the parts of a destination need of the daemon. References outlive them.
struct DestinationParts {
    TenantId tenant;
    settings::FileSecretSource secrets;
    const vault::Keys& keys;
    store::Writer& writer;
    std::function<std::unique_ptr<store::Database>()> openReader;
    Clock& clock;
    std::stop_token stop;  ///< afterwards nobody waits for a turn
};

/// The plain settings as the adapter takes them; a map as JSON, a URL without a slash at its end.
/// What was not written is left out.
adapter_api::AdapterSettings plainSettings(
    const settings::Fields& row, const adapters::rest::AdapterSpec& spec
);

/// Errors: ConfigError when the adapter refuses a setting.
std::unique_ptr<adapters::rest::RestAdapter> makeRestAdapter(
    const settings::DestinationSettings& destination, const adapters::rest::AdapterSpecPtr& spec
);

/// The way out for `adapter`. Errors: ConfigError for a secret that cannot be read or used, and for
/// an unreadable CA file.
std::unique_ptr<delivery::HttpExchange> makeHttpExchange(
    const settings::DestinationSettings& destination,
    const adapters::rest::RestAdapter& adapter,
    const DestinationParts& parts
);

}  // namespace bowline::app
