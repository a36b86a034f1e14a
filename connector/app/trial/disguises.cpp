#include "connector/app/trial/disguises.h"

#include "connector/base/text.h"
#include "connector/expression/letters.h"

#include <algorithm>

namespace bowline::app {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// `value` with each ASCII digit as the one of a script that begins at `zero`, and `behind` it.
std::string withDigits(std::string_view value, char32_t zero, std::string_view behind) {
    std::string out;
    for (const char c : value) {
        if (!isDigit(c)) {
            out += c;
            continue;
        }
        appendUtf8(out, zero + static_cast<char32_t>(c - '0'));
        out += behind;
    }
    return out;
}

/// An invisible sign behind each character.
std::string withBetween(std::string_view value, std::string_view sign) {
    std::string out;
    for (std::size_t at = 0; at < value.size();) {
        const auto length = codePointAt(value, at).length;
        out.append(value.substr(at, length));
        at += length;
        if (at < value.size())
            out += sign;
    }
    return out;
}

/// The digits in groups of four; a plus before them stays.
std::string grouped(std::string_view value, std::string_view separator) {
    std::string out;
    std::size_t count = 0;
    for (const char c : value) {
        if (c == '+')
            out += c;
        if (!isDigit(c))
            continue;
        if (count != 0 && count % 4 == 0)
            out += separator;
        out += c;
        ++count;
    }
    return out;
}

std::string replacedBlanks(std::string_view value, std::string_view by) {
    std::string out;
    for (const char c : value)
        c == ' ' ? out.append(by) : out.append(1, c);
    return out;
}

}  // namespace

std::vector<Disguise> disguisesOf(std::string_view value, bool isNumber) {
    std::vector<Disguise> all = {
        {"full-width digits", withDigits(value, 0xFF10, "")},
        {"Arabic digits", withDigits(value, 0x660, "")},
        {"Persian digits", withDigits(value, 0x6F0, "")},
        {"Devanagari digits", withDigits(value, 0x966, "")},
        {"mathematical digits", withDigits(value, 0x1D7CE, "")},
        {"keycaps", withDigits(value, '0', "\uFE0F\u20E3")},
        {"zero-width spaces between", withBetween(value, "\u200B")},
        {"soft hyphens between", withBetween(value, "\u00AD")},
        {"word joiners between", withBetween(value, "\u2060")},
        {"no-break spaces", replacedBlanks(value, "\u00A0")},
        {"capital letters", expression::toUpper(value)},
        {"small letters", expression::toLower(value)}};
    if (isNumber) {
        all.push_back({"no separators", grouped(value, "")});
        all.push_back({"blanks", grouped(value, " ")});
        all.push_back({"hyphens", grouped(value, "-")});
        all.push_back({"dots", grouped(value, ".")});
    }
    std::erase_if(all, [&](const Disguise& one) { return one.text == value || one.text.empty(); });
    return all;
}

}  // namespace bowline::app
