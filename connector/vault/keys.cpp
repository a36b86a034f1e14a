// Derives and wraps. Labels below name the uses; a label that changes makes other keys, so none
// ever does.
#include "connector/vault/keys.h"

#include "connector/base/error.h"
#include "connector/base/random_id.h"
#include "connector/vault/aes.h"
#include "connector/vault/hkdf.h"

#include <openssl/crypto.h>

namespace bowline::vault {

namespace {

constexpr std::string_view kSalt = "bowline vault 1";
constexpr std::string_view kWrapLabel = "wrap";
constexpr std::size_t kIdBytes = 16;

std::string_view labelOf(HashUse use) {
    constexpr std::string_view kLabels[] = {
        "event-key", "blind-index", "destination-key", "ledger-head", "do-not-contact"};
    return kLabels[static_cast<int>(use)];
}

/// Each field preceded by its length (4 bytes, big endian), so that no two lists give the same
/// bytes.
std::string infoOf(std::initializer_list<std::string_view> fields) {
    std::string out;
    for (const auto field : fields) {
        for (int shift = 24; shift >= 0; shift -= 8)
            out.push_back(static_cast<char>(field.size() >> shift));
        out += field;
    }
    return out;
}

WipedText randomKey() {
    auto bytes = randomBytes(kKeyBytes);
    WipedText out(bytes);
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return out;
}

}  // namespace

Keys::Keys(const MasterKey& master) {
    if (master.expose().size() != kKeyBytes)
        throw Error(
            "vault: cannot use the master key: it is not 32 bytes long",
            "restore the key file from its recovery shares"
        );
    root_ = hkdfExtract(kSalt, master.expose());
    wrapping_ = hkdfExpand(root_.view(), infoOf({kWrapLabel}), kKeyBytes);
}

KeyedHash Keys::hashFor(HashUse use, const TenantId& tenant, std::string_view context) const {
    const auto info = infoOf({labelOf(use), tenant.str(), context});
    return KeyedHash(hkdfExpand(root_.view(), info, kKeyBytes).view());
}

SealingKey Keys::newSealingKey() const {
    return SealingKey(newId<KeyId>(), randomKey().view());
}

SealingKey Keys::tokenKey(const TenantId& tenant) const {
    const auto id = hkdfExpand(root_.view(), infoOf({"token-key-id", tenant.str()}), kIdBytes);
    const auto bytes = hkdfExpand(root_.view(), infoOf({"token-key", tenant.str()}), kKeyBytes);
    return SealingKey(*KeyId::fromBytes(id.view()), bytes.view());
}

WrappedKey Keys::wrap(const SealingKey& key) const {
    return {key.id(), wrapKey(wrapping_.view(), key.bytes_.view())};
}

SealingKey Keys::unwrap(const WrappedKey& wrapped) const {
    const auto bytes = unwrapKey(wrapping_.view(), wrapped.bytes);
    if (!bytes)
        throw Error(
            "vault: cannot unwrap a key: it was changed or belongs to another master key",
            "check that the key file belongs to this store; restore it from its recovery shares"
        );
    return SealingKey(wrapped.id, bytes->view());
}

KeyedHash Keys::ledgerSubjectHash(const SealingKey& personKey) {
    return KeyedHash(
        hkdfExpand(personKey.bytes_.view(), infoOf({"ledger-subject"}), kKeyBytes).view()
    );
}

}  // namespace bowline::vault
