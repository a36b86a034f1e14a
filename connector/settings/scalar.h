// Typed values out of one word of a file; nothing is guessed and nothing overflows. Used by the
// field reader.
#pragma once

#include "connector/settings/field_spec.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace bowline::settings {

/// Absence, in all of these: the text is not such a value.
std::optional<std::int64_t> parseInt(std::string_view text);  ///< decimal digits, an optional '-'
std::optional<bool> parseBool(std::string_view text);         ///< "true" or "false", nothing else
/// Int, Duration or Size in the unit that the type is held in. A unit is needed where the type has
/// one.
std::optional<std::int64_t> parseQuantity(FieldType type, std::string_view text);
bool isName(std::string_view text);  ///< [a-z0-9][a-z0-9_-]{0,63}

}  // namespace bowline::settings
