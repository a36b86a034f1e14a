// Folds bytes by Unicode's properties and by arithmetic, where the detectors use a table.
#include "connector/detect/guard_text.h"

#include "connector/base/text.h"

#include <Poco/Unicode.h>

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
    char shape = '#';
    bool isDigit = false;
    bool isLetter = false;
};

Read readOf(char32_t c) {
    const char32_t point = folded(c);
    return {point, shapeOf(point), isDigitPoint(point), isLetterPoint(point)};
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

/// A text that grows a byte at a time; std::string makes a call of each, which was a tenth of the
/// guards' time.
class Growing {
public:
    explicit Growing(std::size_t size, std::string_view begin)
        : bytes_(begin), size_(begin.size()) {
        bytes_.resize(size + begin.size() + 1);
    }
    void put(char c) {
        if (size_ == bytes_.size())
            bytes_.resize(2 * size_);
        bytes_[size_++] = c;
    }
    [[nodiscard]] char last() const { return bytes_[size_ - 1]; }
    std::string finish() {
        bytes_.resize(size_);
        return std::move(bytes_);
    }

private:
    std::string bytes_;
    std::size_t size_;
};

class Readings {
public:
    explicit Readings(std::size_t size)
        : words_(size, " "), digits_(size / kFewAreDigits, " "), shape_(size, "") {}

    void add(const Read& c) {
        shape_.put(c.shape);
        addWord(c);
        addDigit(c);
    }

    GuardText finish() {
        if (words_.last() != ' ')
            words_.put(' ');
        return {words_.finish(), digits_.finish(), shape_.finish()};
    }

private:
    static constexpr std::size_t kFewAreDigits = 8;

    void addWord(const Read& c) {
        if (!c.isDigit && !c.isLetter) {
            if (words_.last() != ' ')
                words_.put(' ');
        } else if (c.point < 0x80) {
            words_.put(static_cast<char>(c.point));
        } else {
            std::string utf8;
            appendUtf8(utf8, c.point);
            for (const char byte : utf8)
                words_.put(byte);
        }
    }

    void addDigit(const Read& c) {
        if (c.isDigit) {
            between_ = 0;
            return digits_.put(static_cast<char>(c.point));
        }
        between_ += c.isLetter ? kMostBetweenDigits + 1 : 1;
        if (between_ > kMostBetweenDigits && digits_.last() != ' ')
            digits_.put(' ');
    }

    Growing words_;
    Growing digits_;
    Growing shape_;
    std::size_t between_ = 0;
};

}  // namespace

GuardText readForGuard(std::string_view bytes) {
    static const Read kNoUtf8 = readOf(0xFFFD);
    const auto& ascii = asciiReads();
    Readings readings(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (byte < ascii.size()) {
            readings.add(ascii[byte]);
            ++at;
            continue;
        }
        const CodePoint point = codePointAt(bytes, at);
        at += point.length;
        if (!showsNothing(point.value))
            readings.add(point.value == 0xFFFD ? kNoUtf8 : readOf(point.value));
    }
    return readings.finish();
}

}  // namespace bowline::detect
