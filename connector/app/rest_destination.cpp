#include "connector/app/rest_destination.h"

#include "connector/app/secret_watch.h"
#include "connector/http/poco_client.h"

#include <nlohmann/json.hpp>

namespace bowline::app {

namespace {

using adapters::rest::AdapterSpec;
using adapters::rest::Setting;
using adapters::rest::SettingType;
using settings::Fields;

constexpr std::chrono::seconds kConnect{10};  // for each address; the answer has the adapter's time
constexpr std::size_t kMaxAnswer = std::size_t{8} << 20;  // a page of tickets, never a download

std::string withoutSlash(std::string url) {
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

std::string jsonOf(const std::vector<settings::Word>& words) {
    nlohmann::json map = nlohmann::json::object();
    for (const auto& word : words)
        map[word.key] = word.text;
    return map.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string textOf(const Fields& row, const Setting& setting) {
    switch (setting.type) {
        case SettingType::Int:
            return std::to_string(row.number(setting.name));
        case SettingType::Bool:
            return row.flag(setting.name) ? "true" : "false";
        case SettingType::Map:
            return jsonOf(row.words(setting.name));
        case SettingType::Url:
            return withoutSlash(row.text(setting.name));
        case SettingType::String:
        case SettingType::Secret:
            break;
    }
    return row.text(setting.name);
}

std::map<std::string, settings::SecretRef> secretRefs(const Fields& row, const AdapterSpec& spec) {
    std::map<std::string, settings::SecretRef> refs;
    for (const auto& setting : spec.settings) {
        if (setting.type != SettingType::Secret)
            continue;
        if (const auto ref = row.secret(setting.name))
            refs.emplace(setting.name, *ref);
    }
    return refs;
}

std::unique_ptr<http::HttpClient> makeClient(const Fields& row, const AdapterSpec& spec) {
    http::ClientOptions options;
    options.connectTimeout = kConnect;
    options.totalTimeout = spec.timeout;
    options.maxAnswerBytes = kMaxAnswer;
    options.caFile = row.text("ca_file");
    for (const auto& word : row.words("allow"))
        options.allowedHosts.push_back(word.text);
    return std::make_unique<http::PocoClient>(std::move(options));
}

}  // namespace

adapter_api::AdapterSettings plainSettings(const Fields& row, const AdapterSpec& spec) {
    adapter_api::AdapterSettings plain;
    for (const auto& setting : spec.settings) {
        if (setting.type != SettingType::Secret && row.isWritten(setting.name))
            plain.emplace(setting.name, textOf(row, setting));
    }
    return plain;
}

std::unique_ptr<adapters::rest::RestAdapter> makeRestAdapter(
    const settings::DestinationSettings& destination, const adapters::rest::AdapterSpecPtr& spec
) {
    std::set<std::string> secrets;
    for (const auto& [name, ref] : secretRefs(destination.settings, *spec))
        secrets.insert(name);
    return std::make_unique<adapters::rest::RestAdapter>(
        spec, plainSettings(destination.settings, *spec), std::move(secrets)
    );
}

std::unique_ptr<delivery::HttpExchange> makeHttpExchange(
    const settings::DestinationSettings& destination,
    const adapters::rest::RestAdapter& adapter,
    const DestinationParts& parts
) {
    const auto watch = std::make_shared<SecretWatch>(
        parts.secrets, secretRefs(destination.settings, adapter.spec())
    );
    return std::make_unique<delivery::HttpExchange>(delivery::HttpExchangeParts{
        makeClient(destination.settings, adapter.spec()),
        watch->all(),
        [watch] { return watch->replaced(); },
        adapter.limits(),
        {parts.tenant, destination.name, parts.keys, parts.writer, parts.openReader, parts.clock},
        parts.clock,
        parts.stop});
}

}  // namespace bowline::app
