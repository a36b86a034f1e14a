#include "connector/settings/test_numbers.h"

#include "connector/base/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace bowline::settings {

namespace {

constexpr std::size_t kShortestCard = 13;
constexpr std::size_t kLongestCard = 19;

// Published by the card networks and processors for tests. Source: the test card pages of Stripe,
// Adyen, PayPal.
constexpr std::array<std::string_view, 19> kPublished = {
    "4111111111111111",
    "4012888888881881",
    "4222222222222",
    "4242424242424242",
    "4000056655665556",
    "5555555555554444",
    "5105105105105100",
    "5200828282828210",
    "2223003122003222",
    "378282246310005",
    "371449635398431",
    "378734493671000",
    "6011111111111117",
    "6011000990139424",
    "30569309025904",
    "38520000023237",
    "3056930009020004",
    "3530111333300000",
    "3566002020360505"};

/// 0..9, or -1. Scripts in which customers write: ASCII, full width, Arabic-Indic, Persian,
/// Devanagari.
int digitOf(char32_t c) {
    for (const char32_t zero : {U'0', U'\uFF10', U'\u0660', U'\u06F0', U'\u0966'}) {
        if (c >= zero && c <= zero + 9)
            return static_cast<int>(c - zero);
    }
    return -1;
}

/// What may stand between the digits of one number.
bool isFiller(char32_t c) {
    constexpr std::u32string_view kFillers =
        U" -.\t\n_/\u00A0\u2009\u200B\u200C\u200D\u2011\u2013\u202F\u2060\uFE0F\uFEFF\u20E3";
    return kFillers.find(c) != std::u32string_view::npos;
}

bool hasValidCheckDigit(std::string_view digits) {
    int sum = 0;
    bool isDoubled = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        const int value = (*digit - '0') * (isDoubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        isDoubled = !isDoubled;
    }
    return sum % 10 == 0;
}

bool isCardStart(char c) {
    return c >= '2' && c <= '6';  // first digits of the networks; keeps long counters out
}

bool isRealCard(std::string_view digits) {
    return isCardStart(digits.front()) && hasValidCheckDigit(digits) &&
           std::find(kPublished.begin(), kPublished.end(), digits) == kPublished.end();
}

bool hasRealWindow(std::string_view digits) {
    for (std::size_t begin = 0; begin + kShortestCard <= digits.size(); ++begin) {
        const std::size_t most = std::min(kLongestCard, digits.size() - begin);
        for (std::size_t length = kShortestCard; length <= most; ++length) {
            if (isRealCard(digits.substr(begin, length)))
                return true;
        }
    }
    return false;
}

/// `digits`: one run with nothing but fillers between. Published numbers part it: with what stands
/// beside them, an expiry date, they would make windows that are valid by chance.
bool hasRealCard(std::string_view digits) {
    for (const std::string_view number : kPublished) {
        const auto at = digits.find(number);
        if (at == std::string_view::npos)
            continue;
        return hasRealCard(digits.substr(0, at)) || hasRealCard(digits.substr(at + number.size()));
    }
    return hasRealWindow(digits);
}

}  // namespace

bool holdsRealCard(std::string_view text) {
    std::string run;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        at += point.length;
        if (const int digit = digitOf(point.value); digit >= 0) {
            run += static_cast<char>('0' + digit);
        } else if (!isFiller(point.value)) {
            if (hasRealCard(run))
                return true;
            run.clear();
        }
    }
    return hasRealCard(run);
}

}  // namespace bowline::settings
