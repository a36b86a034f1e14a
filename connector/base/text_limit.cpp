#include "connector/base/text_limit.h"

#include "connector/base/text.h"

#include <algorithm>
#include <charconv>

namespace bowline {

namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kMost = 1 << 30;  // no system takes a text of 1 GiB

std::size_t lengthOf(const CodePoint& c, TextUnit unit) {
    return unit == TextUnit::Bytes ? c.length : 1;
}

std::size_t lengthOf(std::string_view text, TextUnit unit) {
    std::size_t sum = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = codePointAt(text, at);
        sum += lengthOf(c, unit);
        at += c.length;
    }
    return sum;
}

/// The longest beginning within `limit`.
std::string_view beginning(std::string_view text, const TextLimit& limit) {
    std::size_t at = 0;
    for (std::size_t used = 0; at < text.size();) {
        const auto c = codePointAt(text, at);
        used += lengthOf(c, limit.unit);
        if (used > limit.most)
            break;
        at += c.length;
    }
    return text.substr(0, at);
}

std::optional<TextUnit> unitNamed(std::string_view name) {
    if (name == "bytes")
        return TextUnit::Bytes;
    if (name == "characters")
        return TextUnit::Characters;
    return std::nullopt;
}

}  // namespace

std::optional<TextLimit> parseTextLimit(std::string_view text) {
    const auto blank = std::min(text.find(' '), text.size());
    const auto number = text.substr(0, blank);
    const auto unit = unitNamed(trimmed(text.substr(blank)));
    std::size_t most = 0;
    const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), most);
    const bool isWhole = fault == std::errc{} && end == number.data() + number.size();
    if (!unit || !isWhole || most == 0 || most > kMost)
        return std::nullopt;
    return TextLimit{most, *unit};
}

std::string shortened(std::string_view text, const TextLimit& limit) {
    if (limit.most == 0 || lengthOf(text, limit.unit) <= limit.most)
        return std::string(text);
    const auto ellipsis = lengthOf(kEllipsis, limit.unit);
    if (limit.most <= ellipsis)
        return std::string(beginning(text, limit));
    return std::string(beginning(text, {limit.most - ellipsis, limit.unit})) +
           std::string(kEllipsis);
}

}  // namespace bowline
