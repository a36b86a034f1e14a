// Signatures that outside systems ask of us: over a request under a shared secret, or over a JWT
// under a private key. Ours for the ledger are elsewhere.
#pragma once

#include "connector/base/sensitive.h"

#include <string>
#include <string_view>

namespace bowline::vault {

/// Sources: RFC 2104 with SHA-1 and SHA-256; RFC 8017 8.2 (RSASSA-PKCS1-v1_5) with SHA-256, which
/// JOSE calls RS256 (RFC 7518 3.3).
enum class SignatureKind { HmacSha1, HmacSha256, RsaSha256 };

/// The signature of `bytes`, raw. For RsaSha256 `key` is a private key in PEM (PKCS#1 or PKCS#8)
/// without passphrase and of 2048 bits or more. Errors: Error when it is not; its text quotes
/// nothing of the key. Threads: any.
std::string signatureOf(SignatureKind kind, const AccessToken& key, std::string_view bytes);

}  // namespace bowline::vault
