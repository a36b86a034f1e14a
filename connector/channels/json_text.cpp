// How a JSON text is read: see the header.
#include "connector/channels/json_text.h"

#include "connector/base/text.h"

namespace bowline::channels {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool isHighHalf(char32_t c) {
    return c >= 0xD800 && c < 0xDC00;
}

bool isLowHalf(char32_t c) {
    return c >= 0xDC00 && c < 0xE000;
}

bool isAscii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

}  // namespace

bool JsonTextReader::taken(char c) {
    if (at_ >= in_.size() || in_[at_] != c)
        return false;
    ++at_;
    return true;
}

std::optional<std::size_t> JsonTextReader::read(std::size_t at) {
    at_ = at + 1;
    while (at_ < in_.size()) {
        if (taken('"'))
            return at_;
        if (!taken('\\'))
            plainRun();
        else if (!escape())
            return std::nullopt;
    }
    return std::nullopt;
}

/// Plain ASCII is copied at once; the first byte beyond it is checked as UTF-8. Control characters
/// that JSON wants escaped are taken as they are.
void JsonTextReader::plainRun() {
    const auto start = at_;
    while (at_ < in_.size() && in_[at_] != '"' && in_[at_] != '\\' && isAscii(in_[at_]))
        ++at_;
    texts_ += in_.substr(start, at_ - start);
    if (at_ == in_.size() || isAscii(in_[at_]))
        return;
    const auto point = codePointAt(in_, at_);
    appendUtf8(texts_, point.value);
    at_ += point.length;
}

/// Behind the backslash.
bool JsonTextReader::escape() {
    constexpr std::string_view kWritten = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    if (taken('u'))
        return unicodeEscape();
    const auto found = at_ < in_.size() ? kWritten.find(in_[at_]) : std::string_view::npos;
    if (found == std::string_view::npos)
        return false;
    texts_ += kMeant[found];
    ++at_;
    return true;
}

/// Behind "\u". A surrogate without its other half becomes U+FFFD.
bool JsonTextReader::unicodeEscape() {
    const auto unit = fourHexDigits();
    if (!unit)
        return false;
    if (isHighHalf(*unit))
        appendUtf8(texts_, withLowHalf(*unit));
    else
        appendUtf8(texts_, isLowHalf(*unit) ? kReplacement : *unit);
    return true;
}

/// Takes the low half only when there is one: whatever else follows is read on its own.
char32_t JsonTextReader::withLowHalf(char32_t high) {
    const auto start = at_;
    if (taken('\\') && taken('u')) {
        const auto low = fourHexDigits();
        if (low && isLowHalf(*low))
            return 0x10000 + ((high - 0xD800) << 10) + (*low - 0xDC00);
    }
    at_ = start;
    return kReplacement;
}

std::optional<char32_t> JsonTextReader::fourHexDigits() {
    const auto bytes = fromHex(in_.substr(at_, 4));
    if (!bytes || bytes->size() != 2)
        return std::nullopt;
    at_ += 4;
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>((*bytes)[i]));
    };
    return (byte(0) << 8) | byte(1);
}

}  // namespace bowline::channels
