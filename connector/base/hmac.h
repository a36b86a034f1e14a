// Hashes that identify: SHA-256, HMAC-SHA-256 under a fixed key, comparison in constant time,
// random bytes. Hashing only; ciphers and the origin of keys are the vault's. SHA-1 is here for a
// provider that signs with it, for nothing of ours.
#pragma once

#include "connector/base/sensitive.h"

#include <openssl/types.h>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace bowline {

using Digest = std::array<std::uint8_t, 32>;      ///< SHA-256 or HMAC-SHA-256
using Sha1Digest = std::array<std::uint8_t, 20>;  ///< HMAC-SHA-1

Digest sha256(std::string_view bytes);
/// SHA-256 over the parts in order, as if they were one text. For trees and chains.
Digest sha256(std::initializer_list<std::string_view> parts);
/// True when both are equal; the time depends on the lengths only.
[[nodiscard]] bool equalInConstantTime(std::string_view a, std::string_view b);
/// `size` bytes from the operating system's generator. Errors: throws Error when there is none.
std::string randomBytes(std::size_t size);

/// One keyed state of OpenSSL's, wiped when dropped. For the two classes below.
struct FreeMac {
    void operator()(EVP_MAC_CTX* ctx) const;
};
using KeyedMac = std::unique_ptr<EVP_MAC_CTX, FreeMac>;

/// HMAC-SHA-256 under one key that it wipes when dropped. Threads: const calls from any thread.
class KeyedHash {
public:
    explicit KeyedHash(std::string_view key);
    ~KeyedHash();
    KeyedHash(KeyedHash&&) noexcept;
    KeyedHash& operator=(KeyedHash&&) noexcept;

    [[nodiscard]] Digest of(std::string_view bytes) const;
    /// HMAC over the fields, each preceded by its length (8 bytes, big endian), so that ("ab","c")
    /// and
    /// ("a","bc") differ.
    [[nodiscard]] Digest ofFields(std::span<const std::string_view> fields) const;
    [[nodiscard]] Digest ofFields(std::initializer_list<std::string_view> fields) const {
        return ofFields(std::span(fields.begin(), fields.size()));
    }

private:
    KeyedMac keyed_;
};

/// HMAC-SHA-1 under one key that it wipes when dropped. Twilio signs with it; nothing else may.
/// Threads: const calls from any thread.
class KeyedSha1 {
public:
    explicit KeyedSha1(std::string_view key);

    /// Over the parts in order, as if they were one text.
    [[nodiscard]] Sha1Digest of(std::span<const std::string_view> parts) const;

private:
    KeyedMac keyed_;
};

}  // namespace bowline
