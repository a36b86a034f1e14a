// Base64 of RFC 4648.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bowline {

/// The standard alphabet, padded.
std::string toBase64(std::string_view bytes);
/// The alphabet for addresses, not padded.
std::string toBase64Url(std::string_view bytes);
/// The bytes of either alphabet, padded or not, across blanks and line ends; nothing on anything
/// else.
std::optional<std::string> fromBase64(std::string_view text);

}  // namespace bowline
