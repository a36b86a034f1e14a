// The two ciphers of the house, bare: AES-256-GCM for cells and AES-256-WRAP for keys. What is
// authenticated beside the text, and where nonces come from, is decided by `cell_cipher`.
#pragma once

#include "connector/base/sensitive.h"
#include "connector/vault/wiped_bytes.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::vault {

inline constexpr std::size_t kKeyBytes = 32;
inline constexpr std::size_t kNonceBytes = 12;
inline constexpr std::size_t kTagBytes = 16;
inline constexpr std::size_t kWrappedKeyBytes = 40;

/// nonce || ciphertext || tag. `nonce` MUST never be used twice under one key.
/// Errors: Error when OpenSSL fails or `plain` is 2 GiB or more. Threads: any.
std::string gcmSeal(
    std::string_view key, std::string_view nonce, std::string_view aad, std::string_view plain
);
/// Absence: nothing when key, aad or bytes are not those of the sealing; what was decrypted by then
/// is wiped.
std::optional<WipedBytes> gcmOpen(
    std::string_view key, std::string_view aad, std::string_view sealed
);

/// Source: RFC 3394 with the default initial value; `bytes` has 32 bytes, the result 40.
std::string wrapKey(std::string_view wrappingKey, std::string_view bytes);
/// Absence: nothing when the bytes were changed or wrapped by another key.
std::optional<WipedText> unwrapKey(std::string_view wrappingKey, std::string_view wrapped);

}  // namespace bowline::vault
