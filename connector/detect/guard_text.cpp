// Folds bytes by Unicode's properties and by arithmetic, where the detectors use a table.
#include "connector/detect/guard_text.h"

#include "connector/base/text.h"

#include <Poco/Unicode.h>

namespace bowline::detect {

namespace {

using Poco::Unicode;

bool isDecimal(char32_t c) {
    Unicode::CharacterProperties properties{};
    Unicode::properties(static_cast<int>(c), properties);
    return properties.type == Unicode::UCP_DECIMAL_NUMBER;
}

/// Every script's ten digits follow each other, so the run that `c` stands in tells its value.
char32_t digitOf(char32_t c) {
    char32_t first = c;
    while (isDecimal(first - 1))
        --first;
    return U'0' + (c - first) % 10;
}

/// Digits in circles, brackets and on black ground: 1..9 follow each other, the zeros stand alone.
char32_t circled(char32_t c) {
    for (const char32_t one : {0x2460U, 0x2474U, 0x2488U, 0x24F5U, 0x2776U, 0x2780U, 0x278AU}) {
        if (c >= one && c < one + 9)
            return U'1' + (c - one);
    }
    return c == 0x24EA || c == 0x24FF || c == 0x2070 || c == 0x2080 ? U'0' : c;
}

char32_t superscript(char32_t c) {
    if (c == 0xB9)
        return U'1';
    if (c == 0xB2 || c == 0xB3)
        return U'2' + (c - 0xB2);
    if (c >= 0x2074 && c <= 0x2079)
        return U'4' + (c - 0x2074);
    return c >= 0x2081 && c <= 0x2089 ? U'1' + (c - 0x2081) : c;
}

/// Full-width forms, and the letters of mathematics: alphabets of 52 from U+1D400 on.
char32_t styled(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + U'!';
    if (c >= 0x1D400 && c <= 0x1D6A3) {
        const char32_t place = (c - 0x1D400) % 52;
        return place < 26 ? U'a' + place : U'a' + place - 26;
    }
    return superscript(circled(c));
}

bool showsNothing(char32_t c) {
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0xFEFF || c == 0x20E3 ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

char32_t folded(char32_t c) {
    if (c < 0x80)
        return c >= U'A' && c <= U'Z' ? c + 32 : c;
    const char32_t plain = styled(c);
    if (plain < 0x80)
        return folded(plain);
    if (isDecimal(plain))
        return digitOf(plain);
    return static_cast<char32_t>(Unicode::toLower(static_cast<int>(plain)));
}

bool isDigitPoint(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool isLetterPoint(char32_t c) {
    if (c < 0x80)
        return c >= U'a' && c <= U'z';
    return c != 0xFFFD && Unicode::isAlpha(static_cast<int>(c));
}

void addWord(std::string& words, char32_t c) {
    if (isDigitPoint(c) || isLetterPoint(c)) {
        appendUtf8(words, c);
    } else if (words.back() != ' ') {
        words += ' ';
    }
}

char shapeOf(char32_t c) {
    if (isDigitPoint(c))
        return static_cast<char>(c);
    if (c == U'+')
        return '+';
    if (isLetterPoint(c))
        return c >= U'a' && c <= U'f' ? 'a' : 'g';
    const bool separates =
        c == U' ' || c == U'-' || c == U'.' || c == U'/' || c == U'\n' || c == 0xA0;
    return separates ? '-' : '#';
}

}  // namespace

GuardText readForGuard(std::string_view bytes) {
    GuardText text{" ", " ", {}};
    std::size_t between = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const CodePoint point = codePointAt(bytes, at);
        at += point.length;
        if (showsNothing(point.value))
            continue;
        const char32_t c = folded(point.value);
        addWord(text.words, c);
        text.shape += shapeOf(c);
        between = isDigitPoint(c) ? 0 : between + (isLetterPoint(c) ? kMostBetweenDigits + 1 : 1);
        if (isDigitPoint(c))
            text.digits += static_cast<char>(c);
        if (between > kMostBetweenDigits && text.digits.back() != ' ')
            text.digits += ' ';
    }
    if (text.words.back() != ' ')
        text.words += ' ';
    return text;
}

}  // namespace bowline::detect
