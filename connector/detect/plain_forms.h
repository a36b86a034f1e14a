// The plain character behind a styled one: digits of every script, full-width and mathematical
// letters, circled digits, blanks and dashes of all widths. A table of facts; it knows nothing of
// detection.
#pragma once

namespace bowline::detect {

/// Stands for a character that shows nothing: zero-width, soft hyphen, keycap and variation marks.
constexpr char32_t kNothingShown = 0;

/// ASCII for a styled digit, letter, blank, dash, dot, slash or '@'; kNothingShown for what shows
/// nothing; `c` itself for all else. Source: Unicode 14, NFKC forms of one ASCII character, digit
/// values, and Default_Ignorable; squared and small capital letters, which NFKC keeps, are added by
/// look.
char32_t plainForm(char32_t c);

/// `c` in lower case and without accents (Latin); a combining accent becomes kNothingShown. For
/// comparing words and names, where people leave accents out.
char32_t comparable(char32_t c);

/// Letters of any script (digits are none).
bool isLetter(char32_t c);
/// Scripts written without blanks between words (Han, kana, Hangul, Thai, Lao, Khmer, Myanmar).
bool isWrittenWithoutBlanks(char32_t c);

}  // namespace bowline::detect
