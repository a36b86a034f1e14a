// The phrases are ours; small letters, single blanks, sorted.
#include "connector/stages/thanks.h"

#include "connector/base/text.h"
#include "connector/expression/letters.h"

#include <algorithm>
#include <string>

namespace bowline::stages {

namespace {

constexpr std::string_view kPhrases[] = {
    "alles klar",
    "alles klar danke",
    "bedankt",
    "besten dank",
    "dank je",
    "dank u",
    "danke",
    "danke dir",
    "danke ihnen",
    "danke schön",
    "danke sehr",
    "dankeschön",
    "gracias",
    "grazie",
    "grazie mille",
    "great thanks",
    "hartelijk dank",
    "herzlichen dank",
    "merci",
    "merci beaucoup",
    "mil gracias",
    "mille grazie",
    "muchas gracias",
    "muito obrigada",
    "muito obrigado",
    "obrigada",
    "obrigado",
    "ok",
    "ok danke",
    "ok gracias",
    "ok grazie",
    "ok merci",
    "ok obrigada",
    "ok obrigado",
    "ok thank you",
    "ok thanks",
    "okay",
    "okay danke",
    "okay thanks",
    "perfect",
    "perfect thanks",
    "perfecto",
    "perfekt",
    "super danke",
    "thank you",
    "thank you so much",
    "thank you very much",
    "thanks",
    "thanks a lot",
    "thx",
    "ty",
    "valeu",
    "vielen dank",
    "vielen lieben dank"};

/// Signs that say thanks or yes by themselves: thumbs, hearts, hands, smiles.
bool isKindSign(char32_t c) {
    return c == 0x2764 || c == 0x2665 || c == 0x263A || c == 0x1F44D || c == 0x1F44C ||
           c == 0x1F44F || c == 0x1F64F || c == 0x1F91D || (c >= 0x1F493 && c <= 0x1F49F) ||
           (c >= 0x1F600 && c <= 0x1F60D) || c == 0x1F642 || c == 0x1F917 || c == 0x1F970;
}

/// What only dresses a sign or a word: variation selectors, joiners, skin tones.
bool isDress(char32_t c) {
    return c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF);
}

bool isSeparator(char32_t c) {
    return c <= ' ' || c == 0xA0 || c == '!' || c == '.' || c == ',' || c == 0xA1 || c == 0x2026;
}

/// The words in small letters with one blank between; whether a kind sign was among them.
struct Bare {
    std::string words;
    bool hasSign = false;
};

Bare bareOf(std::string_view text) {
    Bare bare;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = codePointAt(text, at);
        at += c.length;
        bare.hasSign = bare.hasSign || isKindSign(c.value);
        if (isKindSign(c.value) || isDress(c.value))
            continue;
        if (!isSeparator(c.value))
            appendUtf8(bare.words, c.value);
        else if (!bare.words.empty() && bare.words.back() != ' ')
            bare.words += ' ';
    }
    bare.words = expression::toLower(trimmed(bare.words));
    return bare;
}

}  // namespace

bool isOnlyThanks(std::string_view text) {
    constexpr std::size_t kLongest = 200;  // of bytes; no phrase with its emoji is longer
    if (text.size() > kLongest)
        return false;
    const auto bare = bareOf(text);
    return bare.words.empty() ? bare.hasSign : std::ranges::binary_search(kPhrases, bare.words);
}

}  // namespace bowline::stages
