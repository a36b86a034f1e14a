// Secrets that look for trouble, and readers that take apart what was made of them as the other
// side would. Written apart from the encoders.
#pragma once

#include "connector/base/text.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bowline::tests {

/// Secrets of one line: quotes, backslashes, percent signs, separators, letters of all planes. Each
/// has at least 8 characters, so that none is found by chance.
class RandomSecrets {
public:
    explicit RandomSecrets(std::uint32_t seed) : random_(seed) {}

    std::string next() {
        std::string secret;
        for (auto left = from(8, 40); left > 0; --left)
            append(secret);
        return secret;
    }

private:
    unsigned from(unsigned least, unsigned most) {
        return std::uniform_int_distribution<unsigned>(least, most)(random_);
    }
    void append(std::string& secret) {
        constexpr std::string_view kTrouble = "\"'\\%&=+ ?#/;:<>{}$,~`|^[]@!*()";
        constexpr std::string_view kPieces[] = {
            "\\u0041", "%41", "\\\"", "%%", "\\n", "${x}", "--b1"};
        switch (from(0, 5)) {
            case 0:
                secret += static_cast<char>(from(0x21, 0x7E));
                break;
            case 1:
                appendUtf8(secret, from(0xA1, 0x7FF));
                break;
            case 2:
                appendUtf8(secret, from(0xE000, 0xFFFD));
                break;
            case 3:
                appendUtf8(secret, from(0x10000, 0x10FFFF));
                break;
            case 4:
                secret += kPieces[from(0, std::size(kPieces) - 1)];
                break;
            default:
                secret += kTrouble[from(0, kTrouble.size() - 1)];
        }
    }

    std::mt19937 random_;
};

/// %XX undone; everything else as it is.
inline std::string readPercent(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = text[at] == '%' ? fromHex(text.substr(at + 1, 2)) : std::nullopt;
        out += byte ? *byte : std::string(1, text[at]);
        at += byte ? 2 : 0;
    }
    return out;
}

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A form as servers read it: '+' is a blank.
inline Fields readForm(std::string_view form) {
    Fields fields;
    for (std::size_t at = 0; at <= form.size();) {
        const auto end = std::min(form.find('&', at), form.size());
        std::string field(form.substr(at, end - at));
        for (char& c : field)
            c = c == '+' ? ' ' : c;
        const auto equals = std::min(field.find('='), field.size());
        const auto value = field.substr(std::min(equals + 1, field.size()));
        fields.emplace_back(readPercent(field.substr(0, equals)), readPercent(value));
        at = end + 1;
    }
    return fields;
}

}  // namespace bowline::tests
