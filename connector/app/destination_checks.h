// What a destination in bowline.yaml, its adapter file and its mapping must agree on: checks that
// need more than one of the rooms.
#pragma once

#include "connector/app/adapter_shelf.h"
#include "connector/model/rules.h"
#include "connector/settings/config.h"

namespace bowline::app {

/// URLs, addresses that may be reached, and a lease that outlasts what the adapter's searches lag
/// behind. All faults go to `sink`, whose file is bowline.yaml.
void checkDestinations(
    const settings::Config& config, const AdapterShelf& shelf, settings::LintSink& sink
);

/// `file` compiled for the fields that `mapping` fills; null after an error. Faults that the file
/// does not have by itself go to `sink` and name the mapping.
adapters::rest::AdapterSpecPtr compiledFor(
    const Mapping& mapping, const AdapterFile& file, settings::LintSink& sink
);

/// A URL that an adapter can put its paths behind: http or https, a host, no user, query or
/// fragment.
[[nodiscard]] bool isBaseUrl(std::string_view text);

}  // namespace bowline::app
