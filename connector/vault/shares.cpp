#include "connector/vault/shares.h"

#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/vault/wiped_bytes.h"

#include <openssl/crypto.h>

namespace bowline::vault {

namespace {

using Byte = std::uint8_t;

void require(bool ok, const char* what) {
    if (!ok)
        throw Error(std::string("vault: cannot join shares: ") + what);
}

/// Product in GF(256). Takes the same steps for all values, since they are parts of a key.
Byte times(Byte a, Byte b) {
    Byte product = 0;
    for (int bit = 0; bit < 8; ++bit) {
        product = static_cast<Byte>(product ^ (a & -(b & 1)));
        const auto carry = static_cast<Byte>(-(a >> 7) & 0x1b);  // x^8 + x^4 + x^3 + x + 1
        a = static_cast<Byte>(a << 1 ^ carry);
        b = static_cast<Byte>(b >> 1);
    }
    return product;
}

/// a^254, which is 1/a for every a but 0.
Byte inverse(Byte a) {
    Byte out = 1;
    for (int i = 0; i < 254; ++i)
        out = times(out, a);
    return out;
}

/// The value at `x` of the polynomial of `byte` (constant term) and the coefficients of its place.
Byte valueAt(Byte x, Byte byte, std::string_view coefficients) {
    Byte value = 0;
    for (auto c = coefficients.rbegin(); c != coefficients.rend(); ++c)
        value = times(static_cast<Byte>(value ^ static_cast<Byte>(*c)), x);
    return static_cast<Byte>(value ^ byte);
}

/// Lagrange's weight of share `i` at x = 0.
Byte weightAtZero(std::span<const Share> shares, std::size_t i) {
    Byte weight = 1;
    for (const auto& other : shares) {
        if (other.x == shares[i].x)
            continue;
        const auto difference = static_cast<Byte>(other.x ^ shares[i].x);
        weight = times(weight, times(other.x, inverse(difference)));
    }
    return weight;
}

void checkShares(std::span<const Share> shares) {
    require(!shares.empty(), "there are none");
    for (std::size_t i = 0; i < shares.size(); ++i) {
        require(shares[i].x != 0, "one has the number 0");
        require(shares[i].y.view().size() == shares[0].y.view().size(), "they differ in size");
        for (std::size_t j = 0; j < i; ++j)
            require(shares[j].x != shares[i].x, "one of them is there twice");
    }
}

}  // namespace

std::vector<Share> splitSecret(std::string_view secret, unsigned needed, unsigned total) {
    if (needed < 2 || needed > total || total > 255)
        throw Error(
            "vault: cannot split a key: the number of shares is out of range",
            "ask for 2 to 255 shares, of which 2 or more restore the key"
        );
    const std::size_t degree = needed - 1;
    auto coefficients = randomBytes(secret.size() * degree);
    std::vector<Share> shares;
    for (unsigned x = 1; x <= total; ++x) {
        WipedBytes y;
        for (std::size_t i = 0; i < secret.size(); ++i) {
            const auto own = std::string_view(coefficients).substr(i * degree, degree);
            const auto value = valueAt(static_cast<Byte>(x), static_cast<Byte>(secret[i]), own);
            y.push_back(static_cast<char>(value));
        }
        shares.push_back({static_cast<Byte>(x), WipedText(viewOf(y))});
    }
    OPENSSL_cleanse(coefficients.data(), coefficients.size());
    return shares;
}

WipedText joinShares(std::span<const Share> shares) {
    checkShares(shares);
    WipedBytes secret(shares[0].y.view().size(), '\0');
    for (std::size_t s = 0; s < shares.size(); ++s) {
        const auto weight = weightAtZero(shares, s);
        const auto y = shares[s].y.view();
        for (std::size_t i = 0; i < secret.size(); ++i) {
            const auto part = times(weight, static_cast<Byte>(y[i]));
            secret[i] = static_cast<char>(static_cast<Byte>(secret[i]) ^ part);
        }
    }
    return WipedText(viewOf(secret));
}

}  // namespace bowline::vault
