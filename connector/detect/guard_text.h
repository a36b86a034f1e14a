// Bytes as the search for forbidden values reads them. Written apart from the detectors'
// NormalView, and differently: no way back to the source, no tables, only what the comparison
// needs.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace bowline::detect {

/// Characters that may stand between two digits of one number: one more than people write, since a
/// list joined by two signs may have put one in.
constexpr std::size_t kMostBetweenDigits = 4;

/// Three readings of one text.
struct GuardText {
    std::string words;   ///< lower case; what is neither letter nor digit is one blank; begins and
                         ///< ends with one
    std::string digits;  ///< digits only; a blank where a letter, or more than four other
                         ///< characters, came between
    std::string shape;   ///< ASCII: digits stay, one of " -./" and line breaks is '-', letters 'a',
                         ///< all else '#'
};

/// Never throws on any bytes; a byte that is not UTF-8 is a character that is neither letter nor
/// digit.
GuardText readForGuard(std::string_view bytes);

/// True when `text` holds a payment card: 14 to 19 digits with an issuer's prefix and a right Luhn
/// digit, in groups parted by single separators, not behind '+', not inside a long hexadecimal
/// token (our own ids).
bool holdsCard(const GuardText& text);

/// True when `words` (GuardText) holds an IBAN: a country's letters, its length and right check
/// digits, in one word or in several that end together. Those of `allowed`, written without blanks,
/// are none; null for none.
bool holdsAccount(std::string_view words, const std::set<std::string>* allowed = nullptr);

}  // namespace bowline::detect
