// A second, slow and obvious search for forbidden values: the readings a character at a time, the
// runs one after the other, the encodings walked through without memory of what was seen. Only the
// single steps of undo.h are shared, which have tables of spellings of their own.
#pragma once

#include "connector/base/text.h"
#include "connector/detect/guard_text.h"
#include "connector/detect/undo.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect::slow {

/// The characters of `bytes`; a byte that is no UTF-8 is one.
inline std::vector<std::string_view> charactersOf(std::string_view bytes) {
    std::vector<std::string_view> all;
    for (std::size_t at = 0; at < bytes.size(); at += all.back().size())
        all.push_back(bytes.substr(at, codePointAt(bytes, at).length));
    return all;
}

inline bool isDigitByte(char c) {
    return c >= '0' && c <= '9';
}

/// What one character gives, between the blanks of its reading: "a", "7", nothing for a sign.
inline std::string wordOf(std::string_view character) {
    const auto words = readForGuard(character).words;
    return words.size() > 2 ? words.substr(1, words.size() - 2) : "";
}

/// One blank for several.
inline std::string withSingleBlanks(std::string text) {
    const auto both = [](char a, char b) { return a == ' ' && b == ' '; };
    text.erase(std::unique(text.begin(), text.end(), both), text.end());
    return text;
}

inline GuardText read(std::string_view bytes) {
    GuardText out{" ", " ", ""};
    std::size_t between = 0;
    for (const auto character : charactersOf(bytes)) {
        const auto shape = readForGuard(character).shape;
        const auto word = wordOf(character);
        out.shape += shape;
        if (shape.empty())
            continue;  // shows nothing
        const bool isDigit = word.size() == 1 && isDigitByte(word[0]);
        out.words += word.empty() ? " " : word;
        between = isDigit ? 0 : between + (word.empty() ? 1 : kMostBetweenDigits + 1);
        if (isDigit || between > kMostBetweenDigits)
            out.digits += isDigit ? word : " ";
    }
    return {withSingleBlanks(out.words + " "), withSingleBlanks(out.digits), out.shape};
}

/// What is one run of base64, and what only stands in it.
inline bool isOfRun(std::string_view bytes, std::size_t at, std::string_view alphabet) {
    const char c = bytes[at];
    const bool folded = (c == ' ' || c == '\t') && at > 0 && bytes[at - 1] == '\n';
    return alphabet.find(c) != alphabet.npos || c == '\r' || c == '\n' || folded;
}

/// Every maximal run of `alphabet` in `bytes`, what only stands in it left out.
inline std::vector<std::string> runsOf(std::string_view bytes, std::string_view alphabet) {
    std::vector<std::string> runs{""};
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (!isOfRun(bytes, at, alphabet))
            runs.emplace_back();
        else if (alphabet.find(bytes[at]) != alphabet.npos)
            runs.back() += bytes[at];
    }
    return runs;
}

/// The bytes of the bits that the characters of `run` from `from` on stand for.
inline std::string decoded(
    const std::string& run, std::size_t from, std::string_view values, std::size_t width
) {
    std::string bits;
    for (std::size_t at = from; at < run.size(); ++at) {
        for (std::size_t bit = width; bit-- > 0;)
            bits += ((values.find(run[at]) >> bit) & 1) != 0 ? '1' : '0';
    }
    std::string out;
    for (std::size_t at = 0; at + 8 <= bits.size(); at += 8)
        out += static_cast<char>(std::stoi(bits.substr(at, 8), nullptr, 2));
    return out;
}

/// One of both alphabets as the other: '-' and '_' for '+' and '/', capitals for small letters.
inline std::string respelled(std::string run, std::string_view from, std::string_view to) {
    for (char& c : run) {
        const auto at = from.find(c);
        c = at == from.npos ? c : to[at];
    }
    return run;
}

inline std::vector<std::string> undoRuns(std::string_view bytes) {
    constexpr std::string_view k64 =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::string_view k16 = "0123456789abcdef";
    std::vector<std::string> all(6);
    for (const auto& run : runsOf(bytes, std::string(k64) + "-_")) {
        for (std::size_t from = 0; from < 4 && run.size() >= 8; ++from)
            all[from] += decoded(respelled(run, "-_", "+/"), from, k64, 6) + std::string(kApart);
    }
    for (const auto& run : runsOf(bytes, std::string(k16) + "ABCDEF")) {
        for (std::size_t from = 0; from < 2 && run.size() >= 12; ++from)
            all[4 + from] +=
                decoded(respelled(run, "ABCDEF", "abcdef"), from, k16, 4) + std::string(kApart);
    }
    std::erase(all, "");
    return all;
}

/// Whether `isIn` holds of the reading of `bytes`, or of what at most `steps` steps make of them.
template <class IsIn>
bool isFound(std::string_view bytes, int steps, const IsIn& isIn) {
    if (isIn(read(bytes)))
        return true;
    if (steps == 0)
        return false;
    std::vector<std::string> next = undoRuns(bytes);
    for (auto& undone : undoEscapes(bytes))
        next.push_back(std::move(undone.bytes));
    for (auto& undone : undoLayers(bytes))
        next.push_back(std::move(undone.bytes));
    return std::ranges::any_of(next, [&](const std::string& undone) {
        return isFound(undone, steps - 1, isIn);
    });
}

}  // namespace bowline::detect::slow
