// One context a thread and direction is kept: making one costs as much as sealing 500 bytes. After
// each use it is given a zero key, so that no key schedule outlives its call.
#include "connector/vault/aes.h"

#include "connector/base/error.h"

#include <openssl/evp.h>

#include <array>
#include <limits>
#include <memory>

namespace bowline::vault {

namespace {

using Byte = unsigned char;

const Byte* bytesOf(std::string_view text) {
    // OpenSSL takes a null pointer as "not given", an empty text must not be one.
    return reinterpret_cast<const Byte*>(text.empty() ? "" : text.data());
}

Byte* bytesOf(char* text) {
    return reinterpret_cast<Byte*>(text);
}

int sizeOf(std::string_view text) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()) - kTagBytes)
        throw Error("vault: cannot seal a cell: it is larger than 2 GiB");
    return static_cast<int>(text.size());
}

void require(bool ok, const char* what) {
    if (!ok)
        throw Error(std::string("vault: ") + what + " failed", "check the OpenSSL 3 installation");
}

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* ctx) const { EVP_CIPHER_CTX_free(ctx); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

constexpr std::array<Byte, kKeyBytes> kZeroKey{};

/// A kept context, under `key` while this object lives. `forSealing` is 1 or 0 as OpenSSL has it.
class KeyedGcm {
public:
    KeyedGcm(int forSealing, std::string_view key, std::string_view nonce)
        : ctx_(kept(forSealing)) {
        require(key.size() == kKeyBytes && nonce.size() == kNonceBytes, "AES-GCM key");
        require(
            EVP_CipherInit_ex2(ctx_, nullptr, bytesOf(key), bytesOf(nonce), -1, nullptr) == 1,
            "AES-GCM start"
        );
    }
    ~KeyedGcm() {
        EVP_CipherInit_ex2(ctx_, nullptr, kZeroKey.data(), kZeroKey.data(), -1, nullptr);
    }
    KeyedGcm(const KeyedGcm&) = delete;
    KeyedGcm& operator=(const KeyedGcm&) = delete;

    void authenticate(std::string_view aad) {
        int length = 0;
        require(
            EVP_CipherUpdate(ctx_, nullptr, &length, bytesOf(aad), sizeOf(aad)) == 1,
            "AES-GCM address"
        );
    }
    void pass(Byte* out, std::string_view in) {
        int length = 0;
        require(EVP_CipherUpdate(ctx_, out, &length, bytesOf(in), sizeOf(in)) == 1, "AES-GCM text");
    }
    /// When opening: true when the tag fits.
    bool finish() {
        Byte none[kTagBytes];
        int length = 0;
        return EVP_CipherFinal_ex(ctx_, none, &length) == 1;
    }
    void control(int what, Byte* tag) {
        require(EVP_CIPHER_CTX_ctrl(ctx_, what, kTagBytes, tag) == 1, "AES-GCM tag");
    }

private:
    static EVP_CIPHER_CTX* kept(int forSealing) {
        thread_local const Context contexts[2] = {newContext(0), newContext(1)};
        return contexts[forSealing].get();
    }
    static Context newContext(int forSealing) {
        static EVP_CIPHER* const gcm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
        Context ctx{EVP_CIPHER_CTX_new()};
        require(
            ctx && gcm != nullptr &&
                EVP_CipherInit_ex2(ctx.get(), gcm, nullptr, nullptr, forSealing, nullptr) == 1,
            "AES-GCM context"
        );
        return ctx;
    }

    EVP_CIPHER_CTX* ctx_;
};

Context newWrapContext(int forWrapping, std::string_view wrappingKey) {
    static EVP_CIPHER* const wrap = EVP_CIPHER_fetch(nullptr, "AES-256-WRAP", nullptr);
    Context ctx{EVP_CIPHER_CTX_new()};
    require(ctx && wrap != nullptr && wrappingKey.size() == kKeyBytes, "AES-WRAP context");
    EVP_CIPHER_CTX_set_flags(ctx.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    require(
        EVP_CipherInit_ex2(ctx.get(), wrap, bytesOf(wrappingKey), nullptr, forWrapping, nullptr) ==
            1,
        "AES-WRAP start"
    );
    return ctx;
}

}  // namespace

std::string gcmSeal(
    std::string_view key, std::string_view nonce, std::string_view aad, std::string_view plain
) {
    std::string out;
    out.reserve(kNonceBytes + plain.size() + kTagBytes);
    out += nonce;
    out.resize(kNonceBytes + plain.size() + kTagBytes);
    KeyedGcm gcm(1, key, nonce);
    gcm.authenticate(aad);
    gcm.pass(bytesOf(out.data()) + kNonceBytes, plain);
    require(gcm.finish(), "AES-GCM end");
    gcm.control(EVP_CTRL_AEAD_GET_TAG, bytesOf(out.data()) + kNonceBytes + plain.size());
    return out;
}

std::optional<WipedBytes> gcmOpen(
    std::string_view key, std::string_view aad, std::string_view sealed
) {
    if (sealed.size() < kNonceBytes + kTagBytes)
        return std::nullopt;
    const auto text = sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
    std::array<Byte, kTagBytes> tag;
    sealed.copy(reinterpret_cast<char*>(tag.data()), tag.size(), kNonceBytes + text.size());
    WipedBytes out(text.size());
    KeyedGcm gcm(0, key, sealed.substr(0, kNonceBytes));
    gcm.authenticate(aad);
    gcm.pass(bytesOf(out.data()), text);
    gcm.control(EVP_CTRL_AEAD_SET_TAG, tag.data());
    return gcm.finish() ? std::optional(std::move(out)) : std::nullopt;
}

std::string wrapKey(std::string_view wrappingKey, std::string_view bytes) {
    const auto ctx = newWrapContext(1, wrappingKey);
    require(bytes.size() == kKeyBytes, "AES-WRAP key");
    std::string out(kWrappedKeyBytes, '\0');
    int length = 0;
    require(
        EVP_CipherUpdate(ctx.get(), bytesOf(out.data()), &length, bytesOf(bytes), sizeOf(bytes)) ==
                1 &&
            length == static_cast<int>(kWrappedKeyBytes),
        "AES-WRAP"
    );
    return out;
}

std::optional<WipedText> unwrapKey(std::string_view wrappingKey, std::string_view wrapped) {
    if (wrapped.size() != kWrappedKeyBytes)
        return std::nullopt;
    const auto ctx = newWrapContext(0, wrappingKey);
    WipedBytes out(kWrappedKeyBytes);
    int length = 0;
    const bool whole =
        EVP_CipherUpdate(
            ctx.get(), bytesOf(out.data()), &length, bytesOf(wrapped), sizeOf(wrapped)
        ) == 1 &&
        length == static_cast<int>(kKeyBytes);
    return whole ? std::optional(WipedText(viewOf(out).substr(0, kKeyBytes))) : std::nullopt;
}

}  // namespace bowline::vault
