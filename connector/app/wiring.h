// From the configuration to the rooms' own parts: channels, destinations, stop policies. Pure
// construction.
#pragma once

#include "connector/app/rest_destination.h"
#include "connector/delivery/courier.h"
#include "connector/intake/webhook.h"
#include "connector/pipeline/parts.h"
#include "connector/settings/config.h"
#include "connector/settings/secret_source.h"

namespace bowline::app {

/// One channel for each of the configuration, with its secrets. Errors: ConfigError.
std::vector<intake::IntakeChannel> makeChannels(
    const settings::Config& config, const settings::SecretSource& secrets
);

/// One destination with its adapter and its way out for each of the configuration. `adapters`:
/// those of Configuration. Errors: ConfigError.
std::vector<delivery::Destination> makeDestinations(
    const settings::Config& config,
    const std::map<DestinationId, adapters::rest::AdapterSpecPtr>& adapters,
    const DestinationParts& parts
);

/// Which purposes an opt-out word and the provider's own switch stop.
intake::StopPolicy stopPolicyOf(const settings::Config& config);

/// The rules with a detector that knows their own classes.
pipeline::ActiveRules activeRulesOf(RuleSetPtr rules);

delivery::CourierSettings courierSettings(const settings::Config& config);

}  // namespace bowline::app
