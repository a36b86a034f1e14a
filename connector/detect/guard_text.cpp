// Folds bytes by Unicode's properties and by arithmetic, where the detectors use a table.
#include "connector/detect/guard_text.h"

#include "connector/base/text.h"

#include <Poco/Unicode.h>

#include <algorithm>
#include <array>
#include <utility>

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

/// One folded character as all readings take it.
struct Read {
    char32_t point = 0;
    char word = ' ';  ///< NUL: a letter of more than a byte
    char shape = '#';
    bool isDigit = false;
    std::uint8_t apart = 1;  ///< how far it parts the digits on both sides
};

Read readOf(char32_t c) {
    constexpr auto kLetterParts = static_cast<std::uint8_t>(kMostBetweenDigits + 1);
    const char32_t point = folded(c);
    const bool isLetter = isLetterPoint(point);
    const bool isWord = isLetter || isDigitPoint(point);
    const char word = !isWord ? ' ' : point < 0x80 ? static_cast<char>(point) : '\0';
    return {
        point,
        word,
        shapeOf(point),
        isDigitPoint(point),
        isLetter ? kLetterParts : std::uint8_t{1}};
}

/// Most text is ASCII, and most of it letters.
const std::array<Read, 0x80>& asciiReads() {
    static const std::array<Read, 0x80> all = [] {
        std::array<Read, 0x80> reads;
        for (char32_t c = 0; c < reads.size(); ++c)
            reads[c] = readOf(c);
        return reads;
    }();
    return all;
}

/// Where the three readings are written, byte by byte. Handed on by value: a byte that is written
/// through a pointer may be any object's, so cursors in an object are read anew after each.
struct Cursors {
    char* words;
    char* digits;
    char* shape;
    std::size_t between = kMostBetweenDigits + 1;  ///< of the last digit and here
};

Cursors put(Cursors to, const Read& c) {
    *to.shape++ = c.shape;
    if (c.word == '\0') {
        std::string utf8;
        appendUtf8(utf8, c.point);
        to.words = std::ranges::copy(utf8, to.words).out;
    } else {
        *to.words = c.word;
        to.words += c.word != ' ' || to.words[-1] != ' ' ? 1 : 0;
    }
    if (c.isDigit) {
        *to.digits++ = c.word;
        to.between = 0;
    } else if (to.between <= kMostBetweenDigits && (to.between += c.apart) > kMostBetweenDigits) {
        *to.digits++ = ' ';
    }
    return to;
}

/// Three readings of `size` bytes while they are written.
class Readings {
public:
    /// A character of two bytes or more may be one of three in lower case, and a blank may follow;
    /// of digits and shapes no character gives more than one.
    explicit Readings(std::size_t size)
        : text_{
              std::string(2 * size + 2, ' '), std::string(size + 1, ' '), std::string(size, ' ')} {}

    /// Behind the blank that words and digits begin with.
    [[nodiscard]] Cursors begin() {
        return {text_.words.data() + 1, text_.digits.data() + 1, text_.shape.data()};
    }

    GuardText finish(Cursors end) {
        if (end.words[-1] != ' ')
            *end.words++ = ' ';
        cut(text_.words, end.words);
        cut(text_.digits, end.digits);
        cut(text_.shape, end.shape);
        return std::move(text_);
    }

private:
    static void cut(std::string& text, const char* end) {
        text.resize(static_cast<std::size_t>(end - text.data()));
    }

    GuardText text_;
};

}  // namespace

GuardText readForGuard(std::string_view bytes) {
    static const Read kNoUtf8 = readOf(0xFFFD);
    const auto& ascii = asciiReads();
    Readings readings(bytes.size());
    Cursors to = readings.begin();
    Read wide;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        const Read* read = &wide;
        if (byte < ascii.size()) {
            read = &ascii[byte];
            ++at;
        } else {
            const CodePoint point = codePointAt(bytes, at);
            at += point.length;
            if (showsNothing(point.value))
                continue;
            wide = point.value == 0xFFFD ? kNoUtf8 : readOf(point.value);
        }
        to = put(to, *read);
    }
    return readings.finish(to);
}

}  // namespace bowline::detect
