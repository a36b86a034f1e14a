#include "connector/app/wiring.h"

#include "adapters/builtin.h"
#include "connector/adapter_api/registry.h"
#include "connector/channels/dialog360.h"
#include "connector/channels/meta_cloud.h"
#include "connector/channels/twilio.h"
#include "connector/delivery/outlets.h"
#include "connector/settings/rule_set.h"
#include "connector/stages/will.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace bowline::app {

namespace {

template <class Secret>
channels::Rotating<Secret> rotating(
    const settings::SecretSource& secrets, const settings::RotatingRef& refs
) {
    channels::Rotating<Secret> read{settings::readLine<Secret>(secrets, refs.current)};
    if (refs.previous)
        read.previous = settings::readLine<Secret>(secrets, *refs.previous);
    return read;
}

template <class Secret>
std::optional<channels::Rotating<Secret>> rotating(
    const settings::SecretSource& secrets, const std::optional<settings::RotatingRef>& refs
) {
    return refs ? std::optional(rotating<Secret>(secrets, *refs)) : std::nullopt;
}

/// The channel of each provider, with what its settings refer to.
class ProviderOf {
public:
    using Made = std::shared_ptr<const channels::Channel>;

    ProviderOf(const settings::SecretSource& secrets, const std::string& number)
        : secrets_(secrets), number_(number) {}

    Made operator()(const settings::MetaCloudAccess& access) const {
        auto secret = rotating<AppSecret>(secrets_, access.appSecret);
        return std::make_shared<channels::MetaCloudChannel>(channels::MetaCloudSettings{
            std::move(secret.current),
            std::move(secret.previous),
            settings::readLine<VerifyToken>(secrets_, access.verifyToken),
            number_});
    }
    Made operator()(const settings::Dialog360Access& access) const {
        return std::make_shared<channels::Dialog360Channel>(channels::Dialog360Settings{
            number_,
            rotating<SharedWord>(secrets_, access.pathSecret),
            access.headerName,
            rotating<SharedWord>(secrets_, access.headerValue),
            rotating<AppSecret>(secrets_, access.platformSecret)});
    }
    Made operator()(const settings::TwilioAccess& access) const {
        return std::make_shared<channels::TwilioChannel>(channels::TwilioSettings{
            rotating<AppSecret>(secrets_, access.authToken), access.publicUrl, number_});
    }

private:
    const settings::SecretSource& secrets_;
    const std::string& number_;
};

bool hasSegment(const settings::ChannelAccess& access) {
    const auto* dialog360 = std::get_if<settings::Dialog360Access>(&access);
    return dialog360 != nullptr && dialog360->pathSecret.has_value();
}

delivery::Destination makeCompiledIn(const settings::DestinationSettings& destination) {
    // The folder's path is its outlet's: the adapter builds bytes and never sees where they go.
    auto adapter = adapter_api::makeAdapter(adapters::builtinAdapters(), destination.adapter, {});
    auto outlet = std::make_unique<delivery::FolderOutlet>(destination.settings.text("path"));
    return {destination.name, std::move(adapter), std::move(outlet)};
}

delivery::Destination makeDescribed(
    const settings::DestinationSettings& destination,
    const adapters::rest::AdapterSpecPtr& spec,
    const DestinationParts& parts
) {
    auto adapter = makeRestAdapter(destination, spec);
    auto outlet = makeHttpExchange(destination, *adapter, parts);
    return {destination.name, std::move(adapter), std::move(outlet)};
}

}  // namespace

intake::StopPolicy stopPolicyOf(const settings::Config& config) {
    intake::StopPolicy policy;
    policy.byPreference = stages::marketingPurpose();
    for (const auto& [id, purpose] : config.purposes) {
        if (purpose.stoppedByWord)
            policy.byWord.push_back(id);
    }
    return policy;
}

std::vector<intake::IntakeChannel> makeChannels(
    const settings::Config& config, const settings::SecretSource& secrets
) {
    std::vector<intake::IntakeChannel> channels;
    for (const auto& channel : config.channels) {
        channels.push_back(
            {channel.path,
             config.tenant,
             channel.name,
             std::visit(ProviderOf(secrets, channel.number), channel.access),
             stopPolicyOf(config),
             hasSegment(channel.access)}
        );
    }
    return channels;
}

std::vector<delivery::Destination> makeDestinations(
    const settings::Config& config,
    const std::map<DestinationId, adapters::rest::AdapterSpecPtr>& adapters,
    const DestinationParts& parts
) {
    std::vector<delivery::Destination> destinations;
    for (const auto& destination : config.destinations) {
        const auto spec = adapters.find(destination.name);
        destinations.push_back(
            spec == adapters.end() ? makeCompiledIn(destination)
                                   : makeDescribed(destination, spec->second, parts)
        );
    }
    return destinations;
}

pipeline::ActiveRules activeRulesOf(RuleSetPtr rules) {
    auto detector = std::make_shared<const detect::Detector>(settings::ownClassesOf(*rules));
    return {std::move(rules), std::move(detector)};
}

delivery::CourierSettings courierSettings(const settings::Config& config) {
    delivery::CourierSettings courier;
    courier.threads = config.delivery.workers;
    courier.lease = config.delivery.lease;
    courier.retry = {config.delivery.retryBase, config.delivery.retryCap};
    courier.circuit.failuresToOpen = config.delivery.circuitFailures;
    courier.circuit.openFor = config.delivery.circuitOpen;
    courier.circuit.longest = std::max(config.delivery.circuitOpen, config.delivery.circuitLongest);
    courier.giveUpAfter = config.delivery.giveUpAfter;
    return courier;
}

}  // namespace bowline::app
