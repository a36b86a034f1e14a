#include "connector/vault/cell_cipher.h"

#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/vault/aes.h"

#include <cstdint>
#include <unistd.h>

namespace bowline::vault {

namespace {

void appendNumber(std::string& out, std::uint32_t n) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(n >> shift));
}

void appendField(std::string& out, std::string_view field) {
    appendNumber(out, static_cast<std::uint32_t>(field.size()));
    out += field;
}

std::string authenticated(const CellAddress& address, const KeyId& key) {
    std::string out;
    out.reserve(192);
    appendField(out, address.tenant);
    appendField(out, address.table);
    appendField(out, address.column);
    appendField(out, address.row);
    appendNumber(out, address.version);
    appendField(out, key.bytes());
    return out;
}

/// Random nonces drawn many at a time: asking the generator for each costs as much as sealing 1
/// KiB. They are no secret. One a thread; drawn anew after a fork, so that no two processes share
/// them.
class NonceSupply {
public:
    std::string_view next() {
        if (used_ == kDrawn * kNonceBytes || drawnBy_ != ::getpid())
            draw();
        used_ += kNonceBytes;
        return std::string_view(bytes_).substr(used_ - kNonceBytes, kNonceBytes);
    }

private:
    static constexpr std::size_t kDrawn = 64;
    void draw() {
        bytes_ = randomBytes(kDrawn * kNonceBytes);
        used_ = 0;
        drawnBy_ = ::getpid();
    }
    std::string bytes_;
    std::size_t used_ = kDrawn * kNonceBytes;
    pid_t drawnBy_ = 0;
};

std::string_view freshNonce() {
    thread_local NonceSupply supply;
    return supply.next();
}

}  // namespace

std::string CellCipher::seal(
    const SealingKey& key, const CellAddress& address, std::string_view plain
) {
    return gcmSeal(key.bytes_.view(), freshNonce(), authenticated(address, key.id()), plain);
}

WipedBytes CellCipher::open(
    const SealingKey& key, const CellAddress& address, std::string_view sealed
) {
    auto plain = gcmOpen(key.bytes_.view(), authenticated(address, key.id()), sealed);
    if (!plain)
        throw Error(
            "vault: cell does not open",
            "its key was destroyed or replaced, or the row was changed outside bowline"
        );
    return std::move(*plain);
}

}  // namespace bowline::vault
