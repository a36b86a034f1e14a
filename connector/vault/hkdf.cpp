#include "connector/vault/hkdf.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/vault/wiped_bytes.h"

#include <openssl/crypto.h>

namespace bowline::vault {

namespace {

constexpr std::size_t kMostBlocks = 255;  // RFC 5869 2.3

void append(WipedBytes& out, std::string_view bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

}  // namespace

WipedText hkdfExtract(std::string_view salt, std::string_view inputKey) {
    auto digest = KeyedHash(salt).of(inputKey);
    WipedText out(asText(digest));
    OPENSSL_cleanse(digest.data(), digest.size());
    return out;
}

WipedText hkdfExpand(std::string_view pseudorandomKey, std::string_view info, std::size_t size) {
    if (size > kMostBlocks * sizeof(Digest))
        throw Error("vault: cannot derive a key: more bytes were asked for than HKDF gives");
    const KeyedHash hash(pseudorandomKey);
    WipedBytes out;
    WipedBytes input;
    for (unsigned char block = 1; out.size() < size; ++block) {
        append(input, info);
        input.push_back(static_cast<char>(block));
        auto digest = hash.of(viewOf(input));
        append(out, asText(digest));
        input.assign(digest.begin(), digest.end());
        OPENSSL_cleanse(digest.data(), digest.size());
    }
    return WipedText(viewOf(out).substr(0, size));
}

}  // namespace bowline::vault
