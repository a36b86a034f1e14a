#include "connector/app/configuration.h"

#include "connector/app/adapter_shelf.h"
#include "connector/app/destination_checks.h"
#include "connector/app/listener.h"
#include "connector/app/review/approvers.h"
#include "connector/app/vocabulary.h"

#include <algorithm>
#include <tuple>

namespace bowline::app {

namespace {

using settings::Lint;

void append(std::vector<Lint>& all, const std::vector<Lint>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

void sortByPlace(std::vector<Lint>& lints) {
    std::ranges::stable_sort(lints, {}, [](const Lint& lint) {
        return std::tie(lint.file, lint.line, lint.column);
    });
}

/// The adapters of all destinations, each for what its mapping fills.
void compileAdapters(Configuration& loaded, const AdapterShelf& shelf) {
    for (const auto& destination : loaded.config->destinations) {
        const AdapterFile* file = shelf.find(destination.adapter);
        if (file == nullptr || file->spec == nullptr)
            continue;
        const auto mapping = loaded.rules->mappings.find(destination.name);
        if (mapping == loaded.rules->mappings.end())
            continue;
        settings::LintSink sink(file->source.name);
        loaded.adapters.emplace(destination.name, compiledFor(mapping->second, *file, sink));
        append(loaded.lints, sink.lints());
    }
}

Configuration checked(
    settings::LoadResult rules, const std::string& configFile, const AdapterShelf& shelf
) {
    Configuration loaded{std::move(rules), {}};
    append(loaded.lints, shelf.lints());
    if (loaded.config) {
        settings::LintSink sink(configFile);
        checkListener(loaded.config->listen, sink);
        checkDestinations(*loaded.config, shelf, sink);
        checkApprovers(loaded.config->review, sink);
        append(loaded.lints, sink.lints());
    }
    if (loaded.usable())
        compileAdapters(loaded, shelf);
    sortByPlace(loaded.lints);
    if (settings::hasErrors(loaded.lints))
        loaded.rules = nullptr;
    return loaded;
}

Configuration usableOrRefused(Configuration loaded) {
    if (!loaded.usable())
        settings::refuse(loaded.lints);
    return loaded;
}

}  // namespace

Configuration loadConfiguration(const std::string& configFile) {
    const auto shelf = AdapterShelf::beside(configFile);
    return checked(settings::loadRules(configFile, vocabularyOf(shelf)), configFile, shelf);
}

Configuration loadOrRefuse(const std::string& configFile) {
    return usableOrRefused(loadConfiguration(configFile));
}

Configuration loadChangedOrRefuse(const std::string& configFile, const std::string& mappingFile) {
    const auto shelf = AdapterShelf::beside(configFile);
    return usableOrRefused(checked(
        settings::loadRulesWith(configFile, mappingFile, vocabularyOf(shelf)), configFile, shelf
    ));
}

settings::Config configOrRefuse(const std::string& configFile) {
    auto loaded = loadConfiguration(configFile);
    if (!loaded.config)
        settings::refuse(loaded.lints);
    return std::move(*loaded.config);
}

}  // namespace bowline::app
