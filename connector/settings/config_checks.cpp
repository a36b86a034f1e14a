#include "connector/settings/config_checks.h"

#include "connector/settings/channel_settings.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace bowline::settings {

namespace {

std::vector<std::string> namesIn(const std::vector<Fields>& rows) {
    std::vector<std::string> names;
    for (const Fields& row : rows)
        names.push_back(row.text("name"));
    return names;
}

bool isIn(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// `field` has another value in every row; `what` names the rows.
void requireUnique(
    const std::vector<Fields>& rows,
    const char* field,
    const char* code,
    const char* what,
    LintSink& sink
) {
    std::map<std::string, Mark> seen;
    for (const Fields& row : rows) {
        const std::string& value = row.text(field);
        if (value.empty())
            continue;  // reported as missing
        const auto [first, isNew] = seen.emplace(value, row.markOf(field));
        if (isNew)
            continue;
        sink.error(
            row.markOf(field),
            code,
            fmt::format(
                "two {} have the same `{}`; the other is in line {}",
                what,
                field,
                first->second.line
            ),
            "Give one of them another"
        );
    }
}

void requireEntries(const Fields& fields, const char* name, LintSink& sink) {
    if (!fields.isWritten(name) || !fields.rows(name).empty())
        return;
    sink.error(
        fields.markOf(name), "empty", fmt::format("`{}` has no entry", name), "Add at least one"
    );
}

void checkChannels(const Fields& fields, LintSink& sink) {
    const auto& channels = fields.rows("channels");
    requireEntries(fields, "channels", sink);
    requireUnique(channels, "name", "duplicate_name", "channels", sink);
    requireUnique(channels, "path", "duplicate_path", "channels", sink);
    for (const Fields& channel : channels) {
        if (!sink.isFull())
            checkChannel(channel, sink);
    }
}

void checkRoute(const Fields& route, const Fields& fields, LintSink& sink) {
    const auto channels = namesIn(fields.rows("channels"));
    const auto destinations = namesIn(fields.rows("destinations"));
    const std::string& channel = route.text("channel");
    if (!channel.empty() && !isIn(channels, channel)) {
        sink.error(
            route.markOf("channel"),
            "unknown_channel",
            "there is no channel " + inBackquotes(channel),
            suggestion(channel, channels)
        );
    }
    for (const Word& word : route.words("to")) {
        if (isIn(destinations, word.text))
            continue;
        sink.error(
            word.mark,
            "unknown_destination",
            "there is no destination " + inBackquotes(word.text),
            suggestion(word.text, destinations)
        );
    }
    if (route.isWritten("to") && route.words("to").empty()) {
        sink.error(
            route.markOf("to"),
            "empty",
            "`to` has no entry",
            "Name a destination, or delete the rule"
        );
    }
}

void checkOrder(const std::vector<Fields>& routes, LintSink& sink) {
    if (routes.empty())
        return;
    for (std::size_t i = 0; i + 1 < routes.size(); ++i) {
        if (routes[i].isWritten("channel"))
            continue;
        sink.error(
            routes[i].mark(),
            "route_hides",
            "this rule has no condition, so the rules below it are never used",
            "Move it to the end, or give it a `channel`"
        );
    }
    const Fields& last = routes.back();
    if (!last.isWritten("channel"))
        return;
    sink.error(
        last.markOf("channel"),
        "route_condition",
        "the last rule must take everything, but it has a condition",
        "Add a last rule without `channel`"
    );
}

void checkRoutes(const Fields& fields, LintSink& sink) {
    const auto& routes = fields.rows("routes");
    for (const Fields& route : routes) {
        if (!sink.isFull())
            checkRoute(route, fields, sink);
    }
    requireUnique(routes, "id", "duplicate_name", "rules", sink);
    requireEntries(fields, "routes", sink);
    checkOrder(routes, sink);
    if (fields.isWritten("routes") || fields.rows("destinations").size() < 2)
        return;
    sink.error(
        fields.mark(),
        "missing_key",
        "`routes` is missing: with more than one destination somebody must choose",
        "Add `routes:` with `- { id: default, to: [NAME] }`"
    );
}

void checkDelivery(const Fields& delivery, LintSink& sink) {
    if (delivery.number("retry_base") <= delivery.number("retry_cap"))
        return;
    sink.error(
        delivery.markOf("retry_base"),
        "out_of_range",
        "`retry_base` is longer than `retry_cap`",
        "Choose a base below the cap"
    );
}

}  // namespace

void checkConfig(const Fields& fields, LintSink& sink) {
    checkChannels(fields, sink);
    requireEntries(fields, "destinations", sink);
    requireUnique(fields.rows("destinations"), "name", "duplicate_name", "destinations", sink);
    checkRoutes(fields, sink);
    checkDelivery(fields.section("delivery"), sink);
}

}  // namespace bowline::settings
