// bowline.yaml as typed structs. The worker of a room gets its struct, never the YAML.
#pragma once

#include "connector/base/ids.h"
#include "connector/model/rules.h"
#include "connector/settings/channel_settings.h"
#include "connector/settings/fields.h"
#include "connector/settings/listen.h"
#include "connector/settings/review_settings.h"
#include "connector/settings/vocabulary.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bowline::settings {

/// Paths in these structs are as written when absolute, else resolved against the file's folder.
struct StoreSettings {
    std::string path;  ///< folder of the embedded store
};

struct KeySettings {
    SecretRef master;  ///< 32 bytes; read with SecretSource::read
};

struct DestinationSettings {
    DestinationId name;
    std::string adapter;
    Fields settings;  ///< all fields of the row, the adapter's own included: settings.text("path")
    std::string adapterText{};  ///< its adapter file; empty when the adapter is compiled in
};

struct DeliverySettings {
    std::uint32_t workers = 0;
    std::chrono::milliseconds lease{};
    std::chrono::milliseconds retryBase{};
    std::chrono::milliseconds retryCap{};
    std::chrono::milliseconds giveUpAfter{};     ///< then the item is parked
    std::uint32_t circuitFailures = 0;           ///< in a row, before a destination is left alone
    std::chrono::milliseconds circuitOpen{};     ///< the first pause; doubles
    std::chrono::milliseconds circuitLongest{};  ///< its cap, the greater of the two counts
};

struct PipelineSettings {
    std::uint32_t lanes = 0;
};

struct Config {
    TenantId tenant;
    std::string language;  ///< of placeholders: ISO 639-1
    StoreSettings store;
    KeySettings keys;
    ListenSettings listen;
    std::vector<ChannelSettings> channels;
    std::vector<DestinationSettings> destinations;
    std::vector<RouteRule> routes;   ///< checked: the last one has no condition
    std::vector<Word> routeClasses;  ///< that conditions of routes name; checked with the mappings
    std::map<PurposeId, Purpose> purposes;
    std::string mappings;  ///< folder of the mapping files
    DeliverySettings delivery;
    PipelineSettings pipeline;
    ReviewSettings review;
};

/// What passes on which ground when bowline.yaml does not say: answer, health, marketing (DESIGN
/// 10).
std::map<PurposeId, Purpose> builtInPurposes();

/// The declaration of every key of bowline.yaml.
FieldSpecs configSpecs(const Vocabulary& vocabulary);

/// The configuration in `text`; nothing when it has an error. All faults go to `sink`, whose file's
/// folder is where relative paths start.
std::optional<Config> readConfig(
    std::string_view text, const Vocabulary& vocabulary, LintSink& sink
);

}  // namespace bowline::settings
