#include "connector/vault/person_signature.h"

#include "connector/base/base64.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace bowline::vault {

namespace {

constexpr std::string_view kSshType = "ssh-ed25519";
constexpr std::string_view kBareType = "ed25519";
constexpr std::string_view kMagic = "SSHSIG";
constexpr std::string_view kBegin = "-----BEGIN SSH SIGNATURE-----";
constexpr std::string_view kEnd = "-----END SSH SIGNATURE-----";
constexpr std::size_t kBareSize = 64;
constexpr std::uint32_t kVersion = 1;

/// SSH's wire form (RFC 4251 5), read from the front; after a fault everything is absent.
class Wire {
public:
    explicit Wire(std::string_view bytes) : rest_(bytes) {}

    std::optional<std::uint32_t> number() {
        constexpr std::size_t kSize = 4;
        const auto bytes = take(kSize);
        if (!bytes)
            return std::nullopt;
        std::uint32_t value = 0;
        for (const char byte : *bytes)
            value = value << 8U | static_cast<unsigned char>(byte);
        return value;
    }
    std::optional<std::string_view> text() {
        const auto size = number();
        return size ? take(*size) : std::nullopt;
    }
    std::optional<std::string_view> take(std::size_t size) {
        if (size > rest_.size()) {
            rest_ = {};
            return std::nullopt;
        }
        const auto taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    [[nodiscard]] bool isAtEnd() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

std::string inWireForm(std::string_view text) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(text.size() >> static_cast<unsigned>(shift) & 0xFFU);
    return out.append(text);
}

std::optional<PublicKey> keyOf(std::string_view raw) {
    PublicKey key;
    if (raw.size() != key.bytes.size())
        return std::nullopt;
    std::ranges::copy(raw, key.bytes.begin());
    return key;
}

/// The second of two strings when the first is `type` and nothing follows: the form that SSH gives
/// keys and signatures.
std::optional<std::string_view> typed(std::string_view blob, std::string_view type) {
    Wire wire(blob);
    const auto name = wire.text();
    const auto value = wire.text();
    return name == type && value && wire.isAtEnd() ? value : std::nullopt;
}

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

const unsigned char* asBytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

bool verifies(const PublicKey& key, std::string_view message, std::string_view signature) {
    const std::unique_ptr<EVP_PKEY, FreeKey> parsed(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.bytes.data(), key.bytes.size())
    );
    const std::unique_ptr<EVP_MD_CTX, FreeKey> context(EVP_MD_CTX_new());
    const bool isGood =
        parsed && context &&
        EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, parsed.get()) == 1 &&
        EVP_DigestVerify(
            context.get(), asBytes(signature), signature.size(), asBytes(message), message.size()
        ) == 1;
    // What stays in the queue would be taken for a failure of the next TLS connection.
    ERR_clear_error();
    return isGood;
}

/// Absence: an algorithm that PROTOCOL.sshsig does not name.
std::optional<std::string> hashOf(std::string_view algorithm, std::string_view message) {
    if (algorithm == "sha256")
        return std::string(asText(sha256(message)));
    if (algorithm != "sha512")
        return std::nullopt;
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    if (EVP_Digest(message.data(), message.size(), out.data(), &size, EVP_sha512(), nullptr) != 1)
        return std::nullopt;
    return std::string(asText(std::span(out).first(size)));
}

/// The bytes between the lines of the armour; nothing when there are no such lines.
std::optional<std::string> withoutArmour(std::string_view file) {
    const auto text = trimmed(file);
    if (!text.starts_with(kBegin) || !text.ends_with(kEnd) ||
        text.size() < kBegin.size() + kEnd.size())
        return std::nullopt;
    return fromBase64(text.substr(kBegin.size(), text.size() - kBegin.size() - kEnd.size()));
}

/// The blob names its own key; only ours counts.
bool isSshSignature(const PublicKey& key, std::string_view message, std::string_view blob) {
    Wire wire(blob);
    const auto magic = wire.take(kMagic.size());
    const auto version = wire.number();
    const auto signer = wire.text();
    const auto space = wire.text();
    const auto reserved = wire.text();
    const auto algorithm = wire.text();
    const auto made = wire.text();
    if (magic != kMagic || version != kVersion || !made || !wire.isAtEnd())
        return false;
    const auto raw = typed(*signer, kSshType);
    const auto signature = typed(*made, kSshType);
    const auto hash = hashOf(*algorithm, message);
    if (!raw || keyOf(*raw) != key || space != kSignatureNamespace || !signature || !hash)
        return false;
    const auto said = std::string(kMagic) + inWireForm(*space) + inWireForm(*reserved) +
                      inWireForm(*algorithm) + inWireForm(*hash);
    return verifies(key, said, *signature);
}

}  // namespace

std::optional<PublicKey> publicKeyFrom(std::string_view text) {
    const auto line = trimmed(text);
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos)
        return std::nullopt;
    const auto type = line.substr(0, blank);
    const auto rest = trimmed(line.substr(blank));
    const auto bytes = fromBase64(rest.substr(0, rest.find(' ')));
    if (!bytes)
        return std::nullopt;
    if (type == kBareType)
        return keyOf(*bytes);
    const auto raw = type == kSshType ? typed(*bytes, kSshType) : std::nullopt;
    return raw ? keyOf(*raw) : std::nullopt;
}

bool isSignedBy(const PublicKey& key, std::string_view message, std::string_view signature) {
    if (signature.size() == kBareSize)
        return verifies(key, message, signature);
    const auto blob = withoutArmour(signature);
    return blob && isSshSignature(key, message, *blob);
}

}  // namespace bowline::vault
