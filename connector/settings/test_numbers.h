// Keeps real card numbers out of configuration files: a test text may hold published test numbers
// only.
#pragma once

#include <string_view>

namespace bowline::settings {

/// True when `text` holds a number of 13 to 19 digits with a valid check digit (Luhn), in any of
/// the common spellings and scripts, that no card network or processor has published as a test
/// number.
bool holdsRealCard(std::string_view text);

}  // namespace bowline::settings
