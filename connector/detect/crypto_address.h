// Addresses of digital currencies: whoever knows one sees all its payments.
#pragma once

#include <string_view>

namespace bowline::detect {

/// The currency family of an address that passes its check ("bitcoin", "bitcoin-bech32"), or has
/// Ethereum's shape ("ethereum"); empty for all else. `token`: letters and digits alone.
/// Sources: Bitcoin's Base58Check, BIP 173 and BIP 350.
std::string_view cryptoAddressOf(std::string_view token);

}  // namespace bowline::detect
