#include "connector/settings/config.h"

#include "connector/settings/config_checks.h"
#include "connector/settings/route_table.h"
#include "connector/settings/scalar.h"

namespace bowline::settings {

namespace {

Basis basisFrom(const std::string& text) {
    if (text == "contract")
        return Basis::Contract;
    if (text == "legitimate_interest")
        return Basis::LegitimateInterest;
    if (text == "opt_in")
        return Basis::OptIn;
    return Basis::ExplicitConsent;  // the strictest, also after a fault
}

std::map<PurposeId, Purpose> readPurposes(const Fields& fields) {
    auto purposes = builtInPurposes();
    for (const Fields& section : fields.rows("purposes")) {
        const PurposeId id(section.key());
        purposes.insert_or_assign(
            id, Purpose{id, basisFrom(section.text("basis")), section.flag("stopped_by_word")}
        );
    }
    return purposes;
}

DeliverySettings readDelivery(const Fields& fields) {
    return {
        static_cast<std::uint32_t>(fields.number("workers")),
        fields.duration("lease"),
        fields.duration("retry_base"),
        fields.duration("retry_cap"),
        fields.duration("give_up_after"),
        static_cast<std::uint32_t>(fields.number("circuit_failures")),
        fields.duration("circuit_open"),
        fields.duration("circuit_longest")};
}

DestinationSettings readDestination(const Fields& row, const Vocabulary& vocabulary) {
    const std::string& adapter = row.text("adapter");
    const auto text = vocabulary.adapterTexts.find(adapter);
    const bool isDescribed = text != vocabulary.adapterTexts.end();
    return {
        DestinationId(row.text("name")), adapter, row, isDescribed ? text->second : std::string()};
}

Config fill(const Fields& fields, const Vocabulary& vocabulary, LintSink& sink) {
    Config config;
    config.tenant = TenantId(fields.text("tenant"));
    config.language = fields.text("language");
    config.store.path = fields.section("store").text("path");
    // The default of a Secret is not a value of the field, so that references are parsed in one
    // place only.
    const auto master = fields.section("keys").secret("master");
    config.keys.master = master.value_or(SecretRef{SecretRef::Kind::Credential, "master.key"});
    config.listen = readListen(fields.section("listen"), sink);
    for (const Fields& row : fields.rows("channels"))
        config.channels.push_back(readChannel(row));
    for (const Fields& row : fields.rows("destinations"))
        config.destinations.push_back(readDestination(row, vocabulary));
    config.routes = readRoutes(fields, readCalendars(fields.rows("calendars"), sink));
    config.routeClasses = classesInRoutes(fields);
    config.purposes = readPurposes(fields);
    config.mappings = fields.text("mappings");
    config.delivery = readDelivery(fields.section("delivery"));
    config.pipeline.lanes = static_cast<std::uint32_t>(fields.section("pipeline").number("lanes"));
    config.review = readReview(fields.section("review"));
    return config;
}

}  // namespace

std::map<PurposeId, Purpose> builtInPurposes() {
    const PurposeId answer("answer");
    const PurposeId health("health");
    const PurposeId marketing("marketing");
    return {
        {answer, {answer, Basis::Contract, true}},
        {health, {health, Basis::ExplicitConsent, true}},
        {marketing, {marketing, Basis::OptIn, true}}};
}

std::optional<Config> readConfig(
    std::string_view text, const Vocabulary& vocabulary, LintSink& sink
) {
    const std::size_t before = sink.errors();
    const auto root = parseYaml(text, sink);
    if (!root)
        return std::nullopt;
    const Fields fields = Fields::read(*root, configSpecs(vocabulary), sink);
    Config config = fill(fields, vocabulary, sink);
    checkConfig(fields, sink);
    if (sink.errors() != before)
        return std::nullopt;
    return config;
}

}  // namespace bowline::settings
