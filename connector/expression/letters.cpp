// Simple case pairs. Source: Unicode 15 UnicodeData.txt, columns 12 and 13, for the blocks named
// below.
#include "connector/expression/letters.h"

#include "connector/base/text.h"

namespace bowline::expression {

namespace {

bool within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

/// Latin Extended-A and the start of Cyrillic Supplement lay capital and small letter side by side.
bool pairsBeginEven(char32_t c) {
    return within(c, 0x100, 0x12F) || within(c, 0x132, 0x137) || within(c, 0x14A, 0x177) ||
           within(c, 0x460, 0x481) || within(c, 0x48A, 0x4BF) || within(c, 0x4D0, 0x52F);
}

bool pairsBeginOdd(char32_t c) {
    return within(c, 0x139, 0x148) || within(c, 0x179, 0x17E) || within(c, 0x4C1, 0x4CE);
}

char32_t lowered(char32_t c) {
    if (within(c, 'A', 'Z') || (within(c, 0xC0, 0xDE) && c != 0xD7) ||
        (within(c, 0x391, 0x3A9) && c != 0x3A2) || within(c, 0x410, 0x42F))
        return c + 0x20;
    if (within(c, 0x400, 0x40F))
        return c + 0x50;
    if ((pairsBeginEven(c) && c % 2 == 0) || (pairsBeginOdd(c) && c % 2 == 1))
        return c + 1;
    return c == 0x178 ? 0xFF : c;
}

char32_t raised(char32_t c) {
    if (within(c, 'a', 'z') || (within(c, 0xE0, 0xFE) && c != 0xF7) ||
        (within(c, 0x3B1, 0x3C9) && c != 0x3C2) || within(c, 0x430, 0x44F))
        return c - 0x20;
    if (within(c, 0x450, 0x45F))
        return c - 0x50;
    if ((pairsBeginEven(c) && c % 2 == 1) || (pairsBeginOdd(c) && c % 2 == 0))
        return c - 1;
    return c == 0xFF ? 0x178 : c;
}

std::string mapped(std::string_view utf8, char32_t (*change)(char32_t)) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const CodePoint c = codePointAt(utf8, at);
        const char32_t changed = change(c.value);
        if (changed == c.value)
            out += utf8.substr(at, c.length);
        else
            appendUtf8(out, changed);
        at += c.length;
    }
    return out;
}

}  // namespace

std::string toLower(std::string_view utf8) {
    return mapped(utf8, lowered);
}

std::string toUpper(std::string_view utf8) {
    return mapped(utf8, raised);
}

std::string_view cutAtCodePoint(std::string_view utf8, std::size_t limit) {
    if (utf8.size() <= limit)
        return utf8;
    // A code point that straddles the limit begins at most three bytes before it.
    for (std::size_t back = 1; back <= 3 && back <= limit; ++back) {
        const CodePoint c = codePointAt(utf8, limit - back);
        if (c.length > back)
            return utf8.substr(0, limit - back);
    }
    return utf8.substr(0, limit);
}

std::size_t countCodePoints(std::string_view utf8) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size(); at += codePointAt(utf8, at).length)
        ++count;
    return count;
}

}  // namespace bowline::expression
