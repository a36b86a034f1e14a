// The arithmetic of check digits. Every function takes text of digits (or of the letters it names)
// and answers a number; none reads beyond its text. Pure.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace bowline::detect {

/// Value of the digit at `at`.
constexpr int digitAt(std::string_view text, std::size_t at) {
    return text[at] - '0';
}
/// 0-9, then A=10 .. Z=35.
constexpr int alnumAt(std::string_view text, std::size_t at) {
    return text[at] <= '9' ? text[at] - '0' : text[at] - 'A' + 10;
}
/// `size` digits from `at` as a number; at most 18 of them.
long long numberAt(std::string_view text, std::size_t at, std::size_t size);

/// Sum of weight times digit, from the first digit on.
int weighted(std::string_view digits, std::initializer_list<int> weights);
/// The same with the digits of each product added up.
int weightedDigitSums(std::string_view digits, std::initializer_list<int> weights);

/// ISO/IEC 7812-1 annex B: the last digit checks the others.
bool passesLuhn(std::string_view digits);
/// ISO/IEC 7064: remainder by 97 of the digits, where letters count from 10 to 35.
int mod97(std::string_view text);
/// ISO/IEC 7064 MOD 11,10: Germany's tax number, Croatia's OIB.
bool passesMod11And10(std::string_view digits);
/// ISO/IEC 7064 MOD 11-2, whose check digit may be X: China's resident id.
bool passesMod11And2(std::string_view text);
/// J. Verhoeff, Error detecting decimal codes (1969): India's Aadhaar.
bool passesVerhoeff(std::string_view digits);
/// ICAO 9303: weights 7, 3, 1 over digits, letters and '<', by 10.
int icaoCheck(std::string_view text);

/// Whether there may be such a day, in a year of two digits. Months 1-12, 29 February always.
bool isDay(long long month, long long day);
/// isDay of the six digits from `at`: year, month, day or the other way round.
bool isYearMonthDay(std::string_view digits, std::size_t at);
bool isDayMonthYear(std::string_view digits, std::size_t at);

}  // namespace bowline::detect
