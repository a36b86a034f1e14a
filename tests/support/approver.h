// A person who approves rules: an Ed25519 key of her own, and signatures in the form of OpenSSH.
// Written from PROTOCOL.sshsig and not with the product's code; that ssh-keygen makes the same is
// shown by unit_vault's vectors.
#pragma once

#include <openssl/types.h>

#include <memory>
#include <string>
#include <string_view>

namespace bowline::tests {

class Approver {
public:
    Approver();
    /// A line of an OpenSSH .pub file.
    [[nodiscard]] std::string publicKey() const;
    /// The text of a .sig file.
    [[nodiscard]] std::string sign(std::string_view message) const;

private:
    struct Free {
        void operator()(EVP_PKEY* key) const;
    };
    [[nodiscard]] std::string keyBlob() const;
    std::unique_ptr<EVP_PKEY, Free> key_;
};

/// Reads the file, signs it, lays the signature beside it as ssh-keygen does.
void signFile(const Approver& approver, const std::string& file);

}  // namespace bowline::tests
