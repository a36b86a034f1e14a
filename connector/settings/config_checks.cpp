#include "connector/settings/config_checks.h"

#include "connector/settings/channel_checks.h"
#include "connector/settings/review_settings.h"
#include "connector/settings/route_table.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace bowline::settings {

namespace {

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

void checkConfig(const Fields& fields, LintSink& sink) {
    checkChannels(fields, sink);
    requireEntries(fields, "destinations", sink);
    requireUnique(fields.rows("destinations"), "name", "duplicate_name", "destinations", sink);
    checkRoutes(fields, sink);
    checkDelivery(fields.section("delivery"), sink);
    checkReview(fields.section("review"), sink);
}

}  // namespace bowline::settings
