// Signatures that a person made with a key of her own, which is not on this machine: what approvals
// of rules are. Only verified here, never made.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::vault {

/// The namespace of `ssh-keygen -Y sign -n`: a signature that was made for something else, a git
/// commit or a file of another program, is none of ours.
constexpr std::string_view kSignatureNamespace = "bowline";

/// Ed25519 (RFC 8032), 32 bytes.
struct PublicKey {
    std::array<unsigned char, 32> bytes{};
    friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

/// From a line of an OpenSSH .pub file ("ssh-ed25519 AAAA... comment"), or from "ed25519 " and the
/// 32 bytes in Base64. Absence: it is neither.
std::optional<PublicKey> publicKeyFrom(std::string_view text);

/// True when `signature` is one of `message` by `key`: a file of `ssh-keygen -Y sign -n bowline`
/// (OpenSSH PROTOCOL.sshsig, version 1), or the 64 bytes of a bare Ed25519 signature. False for
/// whatever else; never throws on any bytes. Threads: any.
bool isSignedBy(const PublicKey& key, std::string_view message, std::string_view signature);

}  // namespace bowline::vault
