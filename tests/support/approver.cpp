#include "tests/support/approver.h"

#include "connector/base/base64.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace bowline::tests {

namespace {

constexpr std::string_view kType = "ssh-ed25519";

std::string field(std::string_view text) {
    std::string out{
        '\0', '\0', static_cast<char>(text.size() >> 8U), static_cast<char>(text.size())};
    return out.append(text);
}

void require(bool ok) {
    if (!ok)
        throw std::runtime_error("OpenSSL refuses");
}

}  // namespace

void Approver::Free::operator()(EVP_PKEY* key) const {
    EVP_PKEY_free(key);
}

Approver::Approver() : key_(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")) {
    require(key_ != nullptr);
}

std::string Approver::keyBlob() const {
    std::array<unsigned char, 32> raw{};
    auto size = raw.size();
    require(EVP_PKEY_get_raw_public_key(key_.get(), raw.data(), &size) == 1);
    return field(kType) + field(asText(raw));
}

std::string Approver::publicKey() const {
    return std::string(kType) + " " + toBase64(keyBlob()) + " made-up@example.org";
}

std::string Approver::sign(std::string_view message) const {
    const auto space = field("bowline") + field("") + field("sha256");
    const auto said = "SSHSIG" + space + field(asText(sha256(message)));
    std::array<unsigned char, 64> signature{};
    auto size = signature.size();
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(
        EVP_MD_CTX_new(), EVP_MD_CTX_free
    );
    require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
    require(
        EVP_DigestSign(
            context.get(),
            signature.data(),
            &size,
            reinterpret_cast<const unsigned char*>(said.data()),
            said.size()
        ) == 1
    );
    const auto blob = std::string("SSHSIG") + std::string("\0\0\0\1", 4) + field(keyBlob()) +
                      space + field(field(kType) + field(asText(signature)));
    return "-----BEGIN SSH SIGNATURE-----\n" + toBase64(blob) + "\n-----END SSH SIGNATURE-----\n";
}

void signFile(const Approver& approver, const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    std::ofstream(file + ".sig") << approver.sign(text.str());
}

}  // namespace bowline::tests
