#include "connector/detect/crypto_address.h"

#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/detect/digit_groups.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace bowline::detect {

namespace {

constexpr std::size_t kAddressBytes = 25;  // version, 20 bytes of hash, 4 of check

/// The 25 bytes behind 26 to 35 digits to base 58, as one number; nothing when it is larger.
bool decodeBase58(std::string_view token, std::array<std::uint8_t, kAddressBytes>& bytes) {
    constexpr std::string_view kDigits =
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    for (const char c : token) {
        auto carry = kDigits.find(c);
        if (carry == std::string_view::npos)
            return false;
        for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
            carry += std::size_t{58} * *byte;
            *byte = static_cast<std::uint8_t>(carry & 0xFF);
            carry >>= 8;
        }
        if (carry != 0)
            return false;
    }
    return true;
}

bool passesBase58Check(std::string_view token) {
    std::array<std::uint8_t, kAddressBytes> bytes{};
    if (token.size() < 26 || token.size() > 35 || !decodeBase58(token, bytes))
        return false;
    const auto once = sha256(asText(bytes).substr(0, kAddressBytes - 4));
    const auto twice = sha256(asText(once));
    return std::equal(bytes.end() - 4, bytes.end(), twice.begin());
}

std::uint32_t bech32Step(std::uint32_t check, std::uint32_t value) {
    constexpr std::array<std::uint32_t, 5> kGenerator{
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    const std::uint32_t top = check >> 25;
    check = (check & 0x1ffffff) << 5 ^ value;
    for (std::size_t bit = 0; bit < kGenerator.size(); ++bit)
        check ^= (top >> bit & 1) != 0 ? kGenerator[bit] : 0;
    return check;
}

bool passesBech32(std::string_view token) {
    constexpr std::string_view kLetters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const auto parting = token.rfind('1');
    if (token.size() < 14 || token.size() > 90 || parting == std::string_view::npos || parting > 4)
        return false;
    std::uint32_t check = 1;
    for (const char c : token.substr(0, parting))
        check = bech32Step(check, static_cast<std::uint32_t>(c) >> 5);
    check = bech32Step(check, 0);
    for (const char c : token.substr(0, parting))
        check = bech32Step(check, static_cast<std::uint32_t>(c) & 31);
    for (const char c : token.substr(parting + 1)) {
        const auto value = kLetters.find(c);
        if (value == std::string_view::npos)
            return false;
        check = bech32Step(check, static_cast<std::uint32_t>(value));
    }
    constexpr std::uint32_t kBech32m = 0x2bc830a3;
    return check == 1 || check == kBech32m;
}

bool isEthereum(std::string_view token) {
    const auto isHex = [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    return token.size() == 42 && token.starts_with("0x") &&
           std::ranges::all_of(token.substr(2), isHex);
}

}  // namespace

std::string_view cryptoAddressOf(std::string_view token) {
    if (isEthereum(token))
        return "ethereum";
    if ((token[0] == '1' || token[0] == '3') && passesBase58Check(token))
        return "bitcoin";
    const std::string lower = toLowerAscii(token);
    const bool segwit =
        lower.starts_with("bc1") || lower.starts_with("tb1") || lower.starts_with("ltc1");
    return segwit && (token == lower || token.find_first_of("qpzrydw") == std::string_view::npos) &&
                   passesBech32(lower)
               ? "bitcoin-bech32"
               : std::string_view{};
}

}  // namespace bowline::detect
