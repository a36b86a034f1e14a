#include "adapters/rest/encoding.h"

#include "connector/base/text.h"

#include <openssl/evp.h>

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

bool isUnreserved(char c) {
    constexpr std::string_view kMarks = "-._~";
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
}

bool mayStandInPath(char c) {
    constexpr std::string_view kAlso = "/%!$&'()*+,;=:@";  // RFC 3986, 3.3: pchar
    return isUnreserved(c) || kAlso.find(c) != std::string_view::npos;
}

template <class Keep>
std::string escaped(std::string_view bytes, Keep keep) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (keep(c))
            out += c;
        else
            out.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
    return out;
}

}  // namespace

std::string percentEncoded(std::string_view bytes) {
    return escaped(bytes, isUnreserved);
}

std::string asPath(std::string_view literal) {
    return escaped(literal, mayStandInPath);
}

std::string percentDecoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = text[i] == '%' ? fromHex(text.substr(i + 1, 2)) : std::nullopt;
        const bool isEscape = byte && byte->size() == 1;
        out += isEscape ? byte->front() : text[i];
        i += isEscape ? 2 : 0;
    }
    return out;
}

std::string base64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a NUL
    const int length = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(out.data()),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        static_cast<int>(bytes.size())
    );
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::string base64Url(std::string_view bytes) {
    std::string out = base64(bytes);
    std::ranges::replace(out, '+', '-');
    std::ranges::replace(out, '/', '_');
    out.resize(std::min(out.find('='), out.size()));
    return out;
}

std::string asHeaderValue(std::string_view text) {
    std::string out(text);
    std::ranges::replace_if(
        out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }, ' '
    );
    return std::string(trimmed(out));
}

}  // namespace bowline::adapters::rest
