// Aliases: what one destination calls a person. "Amber-Falcon-27": two words of a list of 1,024 and
// two digits, the last a check digit over words and first digit, so that most typing slips are
// seen.
#pragma once

#include <string>
#include <string_view>

namespace bowline::vault {

/// A fresh alias; about 10 million there are, uniqueness within a destination is the store's.
std::string drawAlias();
/// True when both words are on the list and the check digit fits.
[[nodiscard]] bool isAlias(std::string_view text);

}  // namespace bowline::vault
