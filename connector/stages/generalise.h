// What is left of a value under `generalise`: the year of a date, the power of ten of an amount.
// Nothing is guessed: a value that does not read in one way only is not shown at all.
#pragma once

#include "connector/model/rules.h"

#include <string>
#include <string_view>

namespace bowline::stages {

/// Empty when the value cannot be read as what `to` asks for.
/// - Decade, Year: the one number of four digits from 1900 to 2099 in it: "1980-1989", "1984".
/// - Area: of the first word that has a digit at most two characters and at most half: "10…".
/// - Band: of an amount of up to nine digits, cents left out: "100-999".
/// Digits of any script are read. Pure; never throws on any bytes.
std::string generalised(std::string_view value, Coarseness to);

}  // namespace bowline::stages
