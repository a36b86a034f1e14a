// Splits a secret into shares of which any `needed` restore it and fewer tell nothing about it
// (Shamir, "How to share a secret", 1979, over GF(256) with the AES polynomial, each byte on its
// own).
#pragma once

#include "connector/base/sensitive.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace bowline::vault {

/// One point of the polynomials: x, and y for each byte of the secret.
struct Share {
    std::uint8_t x = 0;  ///< 1..255
    WipedText y;
};

/// Shares with x = 1..total. Errors: Error unless 2 <= needed <= total <= 255.
std::vector<Share> splitSecret(std::string_view secret, unsigned needed, unsigned total);

/// The secret that lies on these shares; all of them are used, so there MUST be as many as were
/// needed. Errors: Error when there are none, two have the same x, one has x = 0 or they differ in
/// size.
WipedText joinShares(std::span<const Share> shares);

}  // namespace bowline::vault
