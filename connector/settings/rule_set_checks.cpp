#include "connector/settings/rule_set_checks.h"

#include "connector/settings/never_filled.h"
#include "connector/settings/refused_values.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::settings {

namespace {

void requireKnown(
    const std::string& name,
    const std::vector<std::string>& known,
    Mark at,
    const char* what,
    LintSink& sink
) {
    if (std::find(known.begin(), known.end(), name) != known.end())
        return;
    sink.error(
        at,
        std::string("unknown_") + what,
        fmt::format("bowline.yaml has no {} `{}`", what, name),
        suggestion(name, known)
    );
}

}  // namespace

void checkMapping(const Config& config, const CompiledMapping& compiled, LintSink& sink) {
    std::vector<std::string> destinations;
    for (const auto& destination : config.destinations)
        destinations.push_back(destination.name.str());
    requireKnown(
        compiled.mapping.destination.str(), destinations, compiled.toMark, "destination", sink
    );
    std::vector<std::string> purposes;
    for (const auto& [id, purpose] : config.purposes)
        purposes.push_back(id.str());
    requireKnown(compiled.mapping.purpose.str(), purposes, compiled.purposeMark, "purpose", sink);
    warnNeverFilled(config, compiled, sink);
    checkRefusedValues(config, compiled, sink);
}

void checkRouteClasses(
    const Config& config, const std::vector<std::string>& known, LintSink& sink
) {
    for (const Word& word : config.routeClasses) {
        if (std::find(known.begin(), known.end(), word.text) != known.end())
            continue;
        sink.error(
            word.mark,
            "unknown_class",
            "nothing finds the class " + inBackquotes(word.text),
            suggestion(word.text, known)
        );
    }
}

}  // namespace bowline::settings
