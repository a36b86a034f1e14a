// The check digit is Damm's over three digits: last digit of the first word's place in the list, of
// the second word's, and the free digit. Damm's table sees every single changed digit and every
// swap of neighbours; words that look alike stand near each other in the sorted list and so differ
// in it.
#include "connector/vault/alias.h"

#include "connector/base/hmac.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace bowline::vault {

namespace {

constexpr auto kWords = std::to_array<std::string_view>({
#include "connector/vault/alias_words.inc"
});
static_assert(kWords.size() == 1024, "a word is drawn by ten bits");
static_assert(std::ranges::is_sorted(kWords), "words are found by halving");

/// Source: H. M. Damm, "Total anti-symmetrische Quasigruppen" (2004), the table of order 10.
constexpr std::uint8_t kDamm[10][10] = {
    {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
    {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
    {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
    {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
    {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
    {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
    {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
    {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}};

std::size_t checkDigit(std::size_t first, std::size_t second, std::size_t digit) {
    const std::size_t afterFirst = kDamm[0][first % 10];
    return kDamm[kDamm[afterFirst][second % 10]][digit];
}

std::optional<std::size_t> placeOf(std::string_view word) {
    const auto found = std::ranges::lower_bound(kWords, word);
    if (found == kWords.end() || *found != word)
        return std::nullopt;
    return static_cast<std::size_t>(found - kWords.begin());
}

std::optional<std::size_t> digitOf(char c) {
    return c >= '0' && c <= '9' ? std::optional(static_cast<std::size_t>(c - '0')) : std::nullopt;
}

/// The text up to the next hyphen, which is taken too.
std::string_view takePart(std::string_view& rest) {
    const auto end = std::min(rest.find('-'), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

/// 0..9, each as likely as the others.
std::size_t randomDigit() {
    for (;;) {
        const auto byte = static_cast<std::uint8_t>(randomBytes(1).front());
        if (byte < 250)
            return byte % 10;
    }
}

std::size_t randomPlace() {
    const auto bytes = randomBytes(2);
    return (static_cast<std::uint8_t>(bytes[0]) * 256U + static_cast<std::uint8_t>(bytes[1])) %
           kWords.size();
}

}  // namespace

std::string drawAlias() {
    const auto first = randomPlace();
    const auto second = randomPlace();
    const auto digit = randomDigit();
    std::string out(kWords[first]);
    out.append("-").append(kWords[second]).append("-");
    return out + std::to_string(digit) + std::to_string(checkDigit(first, second, digit));
}

bool isAlias(std::string_view text) {
    const auto first = placeOf(takePart(text));
    const auto second = placeOf(takePart(text));
    if (!first || !second || text.size() != 2)
        return false;
    const auto digit = digitOf(text[0]);
    return digit && digitOf(text[1]) == checkDigit(*first, *second, *digit);
}

}  // namespace bowline::vault
