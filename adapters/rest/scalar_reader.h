// Fixed values of an adapter file: words, numbers, durations, limits, rates, JSON pointers. Each
// reader tells its fault and gives a value anyway, so that the rest can be checked too.
#pragma once

#include "adapters/rest/loader_faults.h"
#include "adapters/rest/spec.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace bowline::adapters::rest {

/// A text without expressions; empty after a fault.
std::string wordOf(const settings::YamlNode& node, std::string_view key, Faults& faults);
bool flagOf(const settings::YamlNode& node, std::string_view key, Faults& faults);
/// A number from `low` to `high`.
std::uint32_t countOf(
    const settings::YamlNode& node,
    std::string_view key,
    std::uint32_t low,
    std::uint32_t high,
    Faults& faults
);
/// "30s", "5m": from 0 to 31 days.
Milliseconds durationOf(const settings::YamlNode& node, std::string_view key, Faults& faults);
/// "64000 bytes" or "1000 characters".
TextLimit textLimitOf(const settings::YamlNode& node, std::string_view key, Faults& faults);
/// "10/s", "700/m", "30/10m", "100/h".
adapter_api::RateLimit rateOf(const settings::YamlNode& node, std::string_view key, Faults& faults);
/// A JSON pointer (RFC 6901).
std::string pointerOf(const settings::YamlNode& node, std::string_view key, Faults& faults);
bool isPointer(std::string_view text);

/// [a-z][a-z0-9_]{0,39}: codes, picks, settings, steps, loop variables.
bool isIdentifier(std::string_view text);
/// A header's name (RFC 9110, token).
std::string headerOf(const settings::YamlNode& node, std::string_view key, Faults& faults);
/// Tells a name that is no header, or one that the client writes itself.
void checkHeader(std::string_view name, settings::Mark at, Faults& faults);

/// "must be ..." with a cure; for what has no reader of its own.
void tellWrong(
    const settings::YamlNode& node,
    std::string_view key,
    std::string_view expected,
    std::string hint,
    Faults& faults
);

template <class E>
using Choices = std::span<const std::pair<std::string_view, E>>;

void tellUnknownChoice(
    const settings::YamlNode& node,
    std::string_view key,
    const std::vector<std::string>& known,
    Faults& faults
);

/// One of a closed list; the first after a fault.
template <class E>
E choiceOf(
    const settings::YamlNode& node, std::string_view key, Choices<E> choices, Faults& faults
) {
    std::vector<std::string> known;
    for (const auto& [name, value] : choices) {
        if (node.kind == settings::YamlKind::Scalar && node.text == name)
            return value;
        known.emplace_back(name);
    }
    tellUnknownChoice(node, key, known, faults);
    return choices.front().second;
}

}  // namespace bowline::adapters::rest
