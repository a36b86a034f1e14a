// The guards' own look for payment cards, narrower than the detector's: what it finds, the detector
// would have masked, so a clean ticket is not parked by it.
#include "connector/detect/guard_text.h"

#include <algorithm>
#include <charconv>

namespace bowline::detect {

namespace {

constexpr std::size_t kShortest =
    14;  // 12 and 13 digits are as often order numbers and times in milliseconds
constexpr std::size_t kLongest = 19;
constexpr std::size_t kLongestPhone = 15;

bool isDigitByte(char c) {
    return c >= '0' && c <= '9';
}

/// Issuer prefixes by length of the number, in four digits. Source: ISO/IEC 7812 ranges as the
/// issuers publish them.
bool hasIssuer(std::string_view digits) {
    int prefix = 0;
    std::from_chars(digits.data(), digits.data() + 4, prefix);
    const auto within = [prefix](int first, int last) { return prefix >= first && prefix <= last; };
    switch (digits.size()) {
        case 14:
            return within(3000, 3059) || within(3600, 3699) || within(3800, 3999) || prefix == 3095;
        case 15:
            return within(3400, 3499) || within(3700, 3799);
        case 16:
            return within(4000, 4999) || within(5100, 5599) || within(2221, 2720) ||
                   prefix == 6011 || within(6440, 6599) || within(6200, 6299) || within(3528, 3589);
        default:
            return digits.size() == kLongest && (within(4000, 4999) || within(6200, 6299));
    }
}

bool hasRightCheckDigit(std::string_view digits) {
    constexpr int kDoubled[] = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
    int sum = 0;
    for (std::size_t fromEnd = 0; fromEnd < digits.size(); ++fromEnd) {
        const int value = digits[digits.size() - 1 - fromEnd] - '0';
        sum += fromEnd % 2 == 1 ? kDoubled[value] : value;
    }
    return sum % 10 == 0;
}

/// Length of the hexadecimal token around `at`.
std::size_t hexTokenAround(std::string_view shape, std::size_t at) {
    const auto isHex = [](char c) { return isDigitByte(c) || c == 'a'; };
    std::size_t begin = at;
    std::size_t end = at;
    // 32 are enough to know one of our ids; looking further would cost time for nothing.
    constexpr std::size_t kFarEnough = 32;
    while (begin > 0 && at - begin < kFarEnough && isHex(shape[begin - 1]))
        --begin;
    while (end < shape.size() && end - at < kFarEnough && isHex(shape[end]))
        ++end;
    return end - begin;
}

/// Letters on both sides, or a token of 32 hexadecimal characters: a hash or an id, no card.
bool isInsideId(std::string_view shape, std::size_t begin, std::size_t end) {
    const auto isLetter = [](char c) { return c == 'a' || c == 'g'; };
    if (begin > 0 && isLetter(shape[begin - 1]) && end < shape.size() && isLetter(shape[end]))
        return true;
    return hexTokenAround(shape, begin) >= 32;
}

bool isBehindPlus(std::string_view shape, std::size_t begin) {
    return begin > 0 &&
           (shape[begin - 1] == '+' || (begin > 1 && shape.substr(begin - 2, 2) == "+-"));
}

/// A card that begins with the group at `begin` and ends with a group.
bool cardBeginsAt(std::string_view shape, std::size_t begin) {
    std::string digits;
    for (std::size_t at = begin; at < shape.size() && digits.size() <= kLongest; ++at) {
        if (isDigitByte(shape[at]))
            digits += shape[at];
        const bool groupEnds =
            isDigitByte(shape[at]) && (at + 1 == shape.size() || !isDigitByte(shape[at + 1]));
        if (!isDigitByte(shape[at]) && (shape[at] != '-' || !isDigitByte(shape[at - 1])))
            return false;
        if (!groupEnds || digits.size() < kShortest || digits.size() > kLongest)
            continue;
        if (digits.size() <= kLongestPhone && isBehindPlus(shape, begin))
            continue;
        if (hasIssuer(digits) && hasRightCheckDigit(digits) && !isInsideId(shape, begin, at + 1))
            return true;
    }
    return false;
}

/// Whether there are enough digits with nothing but signs between: few texts have them.
bool mayHoldCard(std::string_view digits) {
    for (std::size_t begin = 0; begin + kShortest <= digits.size();) {
        const auto blank = digits.substr(begin, kShortest).rfind(' ');
        if (blank == std::string_view::npos)
            return true;
        begin += blank + 1;
    }
    return false;
}

}  // namespace

bool holdsCard(const GuardText& text) {
    const std::string_view shape = text.shape;
    if (!mayHoldCard(text.digits))
        return false;
    for (std::size_t at = 0; at < shape.size(); ++at) {
        const bool groupBegins = isDigitByte(shape[at]) && (at == 0 || !isDigitByte(shape[at - 1]));
        if (groupBegins && cardBeginsAt(shape, at))
            return true;
    }
    return false;
}

}  // namespace bowline::detect
