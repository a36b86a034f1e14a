// OpenSSL's queue of errors is emptied before we throw: what stays in it would be taken for a
// failure of the next TLS connection on this thread.
#include "connector/vault/signature.h"

#include "connector/base/error.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <memory>

namespace bowline::vault {

namespace {

constexpr int kLeastBits = 2048;  // RFC 7518 3.3

struct Free {
    void operator()(BIO* source) const { BIO_free(source); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using PrivateKey = std::unique_ptr<EVP_PKEY, Free>;

void require(bool ok, const char* what) {
    if (ok)
        return;
    ERR_clear_error();
    throw Error(
        std::string("vault: cannot sign: ") + what,
        "give the setting an RSA private key in PEM, 2048 bits or more, without passphrase"
    );
}

const unsigned char* asBytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hmac(const char* digest, std::string_view key, std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    std::size_t size = 0;
    // A null key would mean "the one of before".
    const std::string_view some = key.empty() ? std::string_view("") : key;
    const auto* made = EVP_Q_mac(
        nullptr,
        "HMAC",
        nullptr,
        digest,
        nullptr,
        some.data(),
        some.size(),
        asBytes(bytes),
        bytes.size(),
        out.data(),
        out.size(),
        &size
    );
    require(made != nullptr, "OpenSSL gives no HMAC");
    return {reinterpret_cast<const char*>(out.data()), size};
}

// Without it OpenSSL would ask the terminal.
int noPassphrase(char*, int, int, void*) {
    return 0;
}

PrivateKey readKey(std::string_view pem) {
    const std::unique_ptr<BIO, Free> source(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))
    );
    PrivateKey key(PEM_read_bio_PrivateKey(source.get(), nullptr, noPassphrase, nullptr));
    require(key != nullptr, "the key is not a private key in PEM, or has a passphrase");
    require(EVP_PKEY_is_a(key.get(), "RSA") == 1, "the key is not an RSA key");
    require(EVP_PKEY_get_bits(key.get()) >= kLeastBits, "the RSA key is too short");
    return key;
}

std::string rsaSha256(std::string_view pem, std::string_view bytes) {
    const auto key = readKey(pem);
    const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    const bool ready =
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1;
    require(ready, "the RSA key cannot sign");
    std::string out(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())), '\0');
    auto size = out.size();
    const bool made = EVP_DigestSign(
                          context.get(),
                          reinterpret_cast<unsigned char*>(out.data()),
                          &size,
                          asBytes(bytes),
                          bytes.size()
                      ) == 1;
    require(made, "the RSA key cannot sign");
    out.resize(size);
    return out;
}

}  // namespace

std::string signatureOf(SignatureKind kind, const AccessToken& key, std::string_view bytes) {
    switch (kind) {
        case SignatureKind::HmacSha1:
            return hmac("SHA1", key.expose(), bytes);
        case SignatureKind::HmacSha256:
            return hmac("SHA256", key.expose(), bytes);
        case SignatureKind::RsaSha256:
            break;
    }
    return rsaSha256(key.expose(), bytes);
}

}  // namespace bowline::vault
