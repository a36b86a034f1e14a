#include "adapters/rest/scalar_reader.h"

#include "connector/base/text.h"
#include "connector/settings/scalar.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using settings::FieldType;
using settings::inBackquotes;
using settings::YamlKind;
using settings::YamlNode;

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kLongest = 31 * kDay;
constexpr std::int64_t kMostRequests = 1'000'000;

bool isSmallLetter(char c) {
    return c >= 'a' && c <= 'z';
}

bool isTokenCharacter(char c) {
    constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    return isSmallLetter(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kOthers.find(c) != std::string_view::npos;
}

/// "10m" and "m" alike.
std::optional<std::int64_t> parsePeriod(std::string_view text) {
    const bool hasCount = !text.empty() && text.front() >= '0' && text.front() <= '9';
    return settings::parseQuantity(
        FieldType::Duration, hasCount ? std::string(text) : "1" + std::string(text)
    );
}

bool isWithin(const std::optional<std::int64_t>& number, std::int64_t low, std::int64_t high) {
    return number && *number >= low && *number <= high;
}

}  // namespace

void tellWrong(
    const YamlNode& node,
    std::string_view key,
    std::string_view expected,
    std::string hint,
    Faults& faults
) {
    faults.error(
        node.mark, "wrong_type", fmt::format("`{}` must be {}", key, expected), std::move(hint)
    );
}

void tellUnknownChoice(
    const YamlNode& node,
    std::string_view key,
    const std::vector<std::string>& known,
    Faults& faults
) {
    if (node.kind != YamlKind::Scalar)
        return tellWrong(node, key, "a word", settings::suggestion({}, known), faults);
    faults.error(
        node.mark,
        "unknown_value",
        fmt::format("`{}` cannot be {}", key, inBackquotes(node.text)),
        settings::suggestion(node.text, known)
    );
}

std::string wordOf(const YamlNode& node, std::string_view key, Faults& faults) {
    if (node.kind != YamlKind::Scalar) {
        tellWrong(node, key, "a text", "Write a text", faults);
        return {};
    }
    if (node.text.find("${") != std::string::npos) {
        faults.error(
            faults.placeIn(node, node.text.find("${")),
            "fixed_text",
            fmt::format("`{}` is fixed words; an expression has no value here", key),
            "Write the words themselves"
        );
        return {};
    }
    return node.text;
}

bool flagOf(const YamlNode& node, std::string_view key, Faults& faults) {
    const auto flag =
        node.kind == YamlKind::Scalar ? settings::parseBool(node.text) : std::optional<bool>();
    if (!flag)
        tellWrong(node, key, "true or false", "Write `true` or `false`", faults);
    return flag.value_or(false);
}

std::uint32_t countOf(
    const YamlNode& node,
    std::string_view key,
    std::uint32_t low,
    std::uint32_t high,
    Faults& faults
) {
    const auto number = node.kind == YamlKind::Scalar ? settings::parseInt(node.text)
                                                      : std::optional<std::int64_t>();
    if (isWithin(number, low, high))
        return static_cast<std::uint32_t>(*number);
    tellWrong(
        node, key, fmt::format("a number from {} to {}", low, high), "Write only digits", faults
    );
    return low;
}

Milliseconds durationOf(const YamlNode& node, std::string_view key, Faults& faults) {
    const auto millis = node.kind == YamlKind::Scalar
                            ? settings::parseQuantity(FieldType::Duration, node.text)
                            : std::optional<std::int64_t>();
    if (isWithin(millis, 0, kLongest))
        return Milliseconds(*millis);
    tellWrong(
        node, key, "a duration of at most 31 days", "Write a number and ms, s, m, h or d", faults
    );
    return Milliseconds{};
}

TextLimit textLimitOf(const YamlNode& node, std::string_view key, Faults& faults) {
    const auto limit = node.kind == YamlKind::Scalar ? parseTextLimit(node.text) : std::nullopt;
    if (limit)
        return *limit;
    tellWrong(
        node,
        key,
        "a number with its unit",
        "Write \"64000 bytes\" or \"1000 characters\": systems count differently",
        faults
    );
    return {};
}

adapter_api::RateLimit rateOf(const YamlNode& node, std::string_view key, Faults& faults) {
    const std::string_view text = node.text;
    const auto slash = std::min(text.find('/'), text.size());
    const auto requests = settings::parseInt(text.substr(0, slash)).value_or(0);
    const auto period = parsePeriod(text.substr(std::min(slash + 1, text.size()))).value_or(0);
    const bool isSound = node.kind == YamlKind::Scalar && requests >= 1 &&
                         requests <= kMostRequests && period >= 1 && period <= kLongest;
    if (isSound)
        return {static_cast<std::uint32_t>(requests), Milliseconds(period)};
    tellWrong(
        node, key, "requests a time", "Write \"10/s\", \"700/m\", \"100/h\" or \"30/10m\"", faults
    );
    return {1, Milliseconds(kDay)};
}

bool isPointer(std::string_view text) {
    if (!text.starts_with('/'))
        return false;
    for (auto at = text.find('~'); at != std::string_view::npos; at = text.find('~', at + 1)) {
        if (text.substr(at + 1, 1) != "0" && text.substr(at + 1, 1) != "1")
            return false;
    }
    return true;
}

std::string pointerOf(const YamlNode& node, std::string_view key, Faults& faults) {
    if (node.kind == YamlKind::Scalar && isPointer(node.text))
        return node.text;
    faults.error(
        node.mark,
        "bad_pointer",
        fmt::format("`{}` must be a JSON pointer", key),
        "Write `/ticket/id`, places of a list by number (`/items/0/id`), `/` in a name as `~1`"
    );
    return {};
}

bool isIdentifier(std::string_view text) {
    return !text.empty() && text.size() <= 40 && isSmallLetter(text.front()) &&
           std::ranges::all_of(text, [](char c) {
               return isSmallLetter(c) || (c >= '0' && c <= '9') || c == '_';
           });
}

std::string headerOf(const YamlNode& node, std::string_view key, Faults& faults) {
    const std::string name = wordOf(node, key, faults);
    checkHeader(name, node.mark, faults);
    return name;
}

void checkHeader(std::string_view name, settings::Mark at, Faults& faults) {
    constexpr std::array<std::string_view, 5> kOfTheClient = {
        "host", "content-length", "transfer-encoding", "connection", "expect"};
    if (name.empty() || !std::ranges::all_of(name, isTokenCharacter)) {
        faults.error(
            at,
            "bad_header",
            inBackquotes(name) + " cannot be the name of a header",
            "Use letters, digits and dashes"
        );
    } else if (std::ranges::find(kOfTheClient, toLowerAscii(name)) != kOfTheClient.end()) {
        faults.error(
            at,
            "bad_header",
            inBackquotes(name) + " is written by the client itself",
            "Delete the line"
        );
    }
}

}  // namespace bowline::adapters::rest
