#include "connector/settings/never_filled.h"

#include "connector/expression/template.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>

namespace bowline::settings {

namespace {

/// What a route may have or not, and the key by which it gets it. A queue is no such thing: without
/// one the system's own default holds, and `bowline preflight` asks who answers for it.
struct RouteValue {
    const char* path;
    const char* cure;
    std::function<bool(const RouteRule&)> isFilled;
};

const std::vector<RouteValue>& routeValues() {
    static const std::vector<RouteValue> all{
        {"route.priority",
         "priority",
         [](const RouteRule& rule) { return !rule.priority.empty(); }},
        {"route.tags", "tags", [](const RouteRule& rule) { return !rule.tags.empty(); }},
        {"route.first_reply", "queue", [](const RouteRule& rule) { return !rule.queue.empty(); }},
        {"route.escalation", "queue", [](const RouteRule& rule) { return !rule.queue.empty(); }},
        {"route.resolution", "queue", [](const RouteRule& rule) { return !rule.queue.empty(); }},
    };
    return all;
}

bool goesTo(const RouteRule& rule, const DestinationId& destination) {
    return std::ranges::find(rule.destinations, destination) != rule.destinations.end();
}

/// Absence: null when some route fills the path, or no route has to do with it.
const RouteValue* neverFilled(
    const std::string& path, const Config& config, const DestinationId& destination
) {
    for (const auto& value : routeValues()) {
        if (value.path != path)
            continue;
        const bool isFilled = std::ranges::any_of(config.routes, [&](const RouteRule& rule) {
            return goesTo(rule, destination) && value.isFilled(rule);
        });
        return isFilled ? nullptr : &value;
    }
    return nullptr;
}

/// With nothing to read it shows nothing: no word of the author's own, and no default.
bool isEmptyByItself(const expression::Template& written) {
    return written.render({}).empty();
}

}  // namespace

void warnNeverFilled(const Config& config, const CompiledMapping& compiled, LintSink& sink) {
    const auto& destination = compiled.mapping.destination;
    const bool isRouted = std::ranges::any_of(config.routes, [&](const RouteRule& rule) {
        return goesTo(rule, destination);
    });
    if (!isRouted)
        return;  // a fault of its own
    for (const auto& [written, mark] : compiled.templates) {
        const auto& reads = written->reads();
        const auto empty = [&](const std::string& path) {
            return neverFilled(path, config, destination) != nullptr;
        };
        if (reads.empty() || !std::ranges::all_of(reads, empty) || !isEmptyByItself(*written))
            continue;
        const auto* value = neverFilled(reads.front(), config, destination);
        sink.warning(
            mark,
            "never_filled",
            fmt::format(
                "this is always empty: no route to `{}` fills {{{}}}",
                destination.str(),
                value->path
            ),
            fmt::format("Give a route `{}`, or delete the line", value->cure)
        );
    }
}

}  // namespace bowline::settings
