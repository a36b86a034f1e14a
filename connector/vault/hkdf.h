// HKDF over HMAC-SHA-256: keys of a use from one master key. Source: RFC 5869.
#pragma once

#include "connector/base/hmac.h"
#include "connector/base/sensitive.h"

#include <cstddef>
#include <string_view>

namespace bowline::vault {

/// The pseudorandom key (32 bytes) of RFC 5869 2.2.
WipedText hkdfExtract(std::string_view salt, std::string_view inputKey);
/// `size` bytes of RFC 5869 2.3. Errors: Error when size is above 8160.
WipedText hkdfExpand(std::string_view pseudorandomKey, std::string_view info, std::size_t size);

}  // namespace bowline::vault
