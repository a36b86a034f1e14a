#include "connector/settings/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <span>
#include <string>
#include <utility>

namespace bowline::settings {

namespace {

using Unit = std::pair<std::string_view, std::int64_t>;
// Largest first: written() takes the first that divides the value.
constexpr std::array<Unit, 5> kDurations = {
    {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};
constexpr std::array<Unit, 4> kSizes = {
    {{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}}};
constexpr std::array<Unit, 1> kPlain = {{{"", 1}}};

std::span<const Unit> unitsOf(FieldType type) {
    if (type == FieldType::Duration)
        return kDurations;
    if (type == FieldType::Size)
        return kSizes;
    return kPlain;
}

std::optional<std::int64_t> times(std::int64_t count, std::int64_t factor) {
    const std::int64_t most = std::numeric_limits<std::int64_t>::max() / factor;
    if (count > most || count < -most)
        return std::nullopt;
    return count * factor;
}

bool isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

}  // namespace

std::optional<std::int64_t> parseInt(std::string_view text) {
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    if (text.empty() || failure != std::errc{} || stop != end)
        return std::nullopt;
    return value;
}

std::optional<bool> parseBool(std::string_view text) {
    if (text == "true")
        return true;
    if (text == "false")
        return false;
    return std::nullopt;
}

std::optional<std::int64_t> parseQuantity(FieldType type, std::string_view text) {
    const auto unitBegin = std::min(text.find_first_not_of("-0123456789"), text.size());
    const auto count = parseInt(text.substr(0, unitBegin));
    if (!count)
        return std::nullopt;
    for (const auto& [unit, factor] : unitsOf(type)) {
        if (unit == text.substr(unitBegin))
            return times(*count, factor);
    }
    return std::nullopt;
}

bool isName(std::string_view text) {
    return !text.empty() && text.size() <= 64 && text.front() != '_' && text.front() != '-' &&
           std::all_of(text.begin(), text.end(), isNameCharacter);
}

std::string written(FieldType type, std::int64_t value) {
    for (const auto& [unit, factor] : unitsOf(type)) {
        const bool fits = value % factor == 0 && (value != 0 || factor == 1);
        if (fits)
            return std::to_string(value / factor) + std::string(unit);
    }
    return std::to_string(value);
}

}  // namespace bowline::settings
