#include "connector/app/wiring.h"

#include "adapters/builtin.h"
#include "connector/adapter_api/registry.h"
#include "connector/channels/meta_cloud.h"
#include "connector/delivery/outlets.h"
#include "connector/stages/will.h"

#include <algorithm>

namespace bowline::app {

namespace {

intake::StopPolicy stopPolicyOf(const settings::Config& config) {
    intake::StopPolicy policy;
    policy.byPreference = stages::marketingPurpose();
    for (const auto& [id, purpose] : config.purposes) {
        if (purpose.stoppedByWord)
            policy.byWord.push_back(id);
    }
    return policy;
}

std::optional<AppSecret> previousSecretOf(
    const settings::ChannelSettings& channel, const settings::SecretSource& secrets
) {
    if (!channel.previousAppSecret)
        return std::nullopt;
    return settings::readLine<AppSecret>(secrets, *channel.previousAppSecret);
}

std::shared_ptr<const channels::Channel> makeProvider(
    const settings::ChannelSettings& channel, const settings::SecretSource& secrets
) {
    return std::make_shared<const channels::MetaCloudChannel>(channels::MetaCloudSettings{
        settings::readLine<AppSecret>(secrets, channel.appSecret),
        previousSecretOf(channel, secrets),
        settings::readLine<VerifyToken>(secrets, channel.verifyToken),
        channel.number});
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

std::vector<intake::IntakeChannel> makeChannels(
    const settings::Config& config, const settings::SecretSource& secrets
) {
    std::vector<intake::IntakeChannel> channels;
    for (const auto& channel : config.channels) {
        channels.push_back(
            {channel.path,
             config.tenant,
             channel.name,
             makeProvider(channel, secrets),
             stopPolicyOf(config)}
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
