#include "connector/app/destination_checks.h"

#include "connector/base/error.h"
#include "connector/http/address_policy.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

using adapters::rest::AdapterSpec;
using adapters::rest::FieldScope;
using adapters::rest::SettingType;
using settings::DestinationSettings;
using settings::Lint;
using settings::LintSink;

std::chrono::milliseconds longestLag(const AdapterSpec& spec) {
    std::chrono::milliseconds longest{0};
    for (const auto& [primitive, operation] : spec.operations)
        longest = std::max(longest, operation.indexLag);
    return longest;
}

/// What was in hand when the process died is looked up when its lease runs out: then the search
/// must know of it.
void checkLease(
    const DestinationSettings& destination,
    const AdapterSpec& spec,
    const settings::Config& config,
    LintSink& sink
) {
    const auto lag = longestLag(spec);
    if (config.delivery.lease >= lag)
        return;
    const auto needed = settings::written(settings::FieldType::Duration, lag.count());
    sink.error(
        destination.settings.markOf("adapter"),
        "short_lease",
        fmt::format(
            "searches of the adapter `{}` lag {} behind, `delivery.lease` is shorter",
            destination.adapter,
            needed
        ),
        fmt::format("Set `lease: {}` or longer in `delivery`", needed)
    );
}

void checkUrl(const DestinationSettings& destination, const std::string& setting, LintSink& sink) {
    const auto& written = destination.settings.text(setting);
    if (written.empty() || isBaseUrl(written))
        return;
    sink.error(
        destination.settings.markOf(setting),
        "bad_url",
        settings::inBackquotes(setting) + " is not the address of a server",
        "Write it like https://desk.example.org, without user, query or fragment"
    );
}

void checkAllowed(const DestinationSettings& destination, LintSink& sink) {
    for (const auto& word : destination.settings.words("allow")) {
        try {
            (void)http::AddressPolicy({word.text});
        } catch (const Error&) {
            sink.error(
                word.mark,
                "bad_address",
                "`allow` takes addresses, networks and host names",
                "Write 10.1.2.3, 10.1.0.0/16, 2001:db8::1 or desk.internal"
            );
        }
    }
}

FieldScope scopeOf(const Mapping& mapping) {
    FieldScope scope;
    for (const auto& [field, written] : mapping.contactFields)
        scope.contactFields.insert(field);
    for (const auto& [field, written] : mapping.ticketFields)
        scope.ticketFields.insert(field);
    return scope;
}

}  // namespace

bool isBaseUrl(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!text.starts_with(scheme))
            continue;
        const auto rest = text.substr(scheme.size());
        return !rest.empty() && rest.front() != '/' && rest.front() != ':' &&
               rest.find_first_of("@?#\\ ") == std::string_view::npos &&
               std::ranges::all_of(rest, [](char c) { return c > ' ' && c < '\x7f'; });
    }
    return false;
}

void checkDestinations(const settings::Config& config, const AdapterShelf& shelf, LintSink& sink) {
    for (const auto& destination : config.destinations) {
        const AdapterFile* file = shelf.find(destination.adapter);
        if (file == nullptr || file->spec == nullptr)
            continue;
        checkLease(destination, *file->spec, config, sink);
        checkAllowed(destination, sink);
        for (const auto& setting : file->spec->settings) {
            if (setting.type == SettingType::Url)
                checkUrl(destination, setting.name, sink);
        }
    }
}

adapters::rest::AdapterSpecPtr compiledFor(
    const Mapping& mapping, const AdapterFile& file, LintSink& sink
) {
    LintSink all(file.source.name);
    auto spec = adapters::rest::loadAdapter(file.source.text, scopeOf(mapping), all);
    for (const Lint& lint : all.lints()) {
        if (lint.level != settings::LintLevel::Error)
            continue;  // a warning is the file's own and was said with it
        sink.error(
            {lint.line, lint.column},
            lint.code,
            fmt::format("{} (with the mapping `{}`)", lint.message, mapping.name),
            lint.hint
        );
    }
    return spec;
}

}  // namespace bowline::app
