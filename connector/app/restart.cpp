#include "connector/app/restart.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace bowline::app {

namespace {

std::vector<std::string> textsOf(const std::vector<settings::Word>& words) {
    std::vector<std::string> texts;
    for (const auto& word : words)
        texts.push_back(word.text);
    return texts;
}

/// Its place in the file may differ.
auto partsOf(const std::optional<settings::ListenTlsSettings>& tls) {
    const auto written = tls.value_or(settings::ListenTlsSettings{});
    return std::tuple(
        tls.has_value(), written.certificate, written.key, written.clientCa, written.clientName
    );
}

/// The files of its certificate may be replaced at any time; only their names count here.
auto partsOf(const settings::ListenSettings& listen) {
    return std::tuple(
        listen.publicHost,
        listen.publicPort,
        listen.adminSocket,
        listen.connections,
        listen.perAddress,
        listen.bodyMemory,
        textsOf(listen.proxies),
        partsOf(listen.tls)
    );
}

auto partsOf(const settings::DeliverySettings& delivery) {
    return std::tie(
        delivery.workers,
        delivery.lease,
        delivery.retryBase,
        delivery.retryCap,
        delivery.giveUpAfter,
        delivery.circuitFailures,
        delivery.circuitOpen,
        delivery.circuitLongest
    );
}

template <class Settings>
bool same(const Settings& a, const Settings& b) {
    return partsOf(a) == partsOf(b);
}

bool same(const settings::DestinationSettings& a, const settings::DestinationSettings& b) {
    return a.adapterText == b.adapterText && a.settings.sameValues(b.settings);
}

template <class Settings>
bool same(const std::vector<Settings>& a, const std::vector<Settings>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return same(x, y);
    });
}

}  // namespace

bool needsRestart(const settings::Config& before, const settings::Config& after) {
    // Purposes are rules too, but intake took its stop policy from them.
    return before.tenant != after.tenant || before.store.path != after.store.path ||
           before.keys.master != after.keys.master || !same(before.listen, after.listen) ||
           before.channels != after.channels || !same(before.destinations, after.destinations) ||
           before.purposes != after.purposes || !same(before.delivery, after.delivery) ||
           before.pipeline.lanes != after.pipeline.lanes;
}

}  // namespace bowline::app
