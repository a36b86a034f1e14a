// Source of the names: HTML 4.01, 24.2 to 24.4.
#include "connector/expression/html_entities.h"

#include "connector/base/text.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace bowline::expression {

namespace {

/// Of U+00A0 to U+00FF, in order.
constexpr std::string_view kLatin1[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
static_assert(std::size(kLatin1) == 0x100 - 0xA0);

struct Named {
    std::string_view name;
    char32_t meant;
};
constexpr Named kOthers[] = {
    {"amp", U'&'},      {"lt", U'<'},       {"gt", U'>'},       {"quot", U'"'},
    {"apos", U'\''},    {"OElig", 0x152},   {"oelig", 0x153},   {"Scaron", 0x160},
    {"scaron", 0x161},  {"Yuml", 0x178},    {"ensp", 0x2002},   {"emsp", 0x2003},
    {"thinsp", 0x2009}, {"zwnj", 0x200C},   {"zwj", 0x200D},    {"ndash", 0x2013},
    {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},
    {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"dagger", 0x2020},
    {"bull", 0x2022},   {"hellip", 0x2026}, {"permil", 0x2030}, {"lsaquo", 0x2039},
    {"rsaquo", 0x203A}, {"euro", 0x20AC},   {"trade", 0x2122},  {"larr", 0x2190},
    {"rarr", 0x2192},   {"minus", 0x2212},  {"ne", 0x2260},     {"le", 0x2264},
    {"ge", 0x2265},     {"commat", U'@'},   {"period", U'.'},   {"plus", U'+'},
    {"num", U'#'},      {"lpar", U'('},     {"rpar", U')'},     {"colon", U':'}};

std::optional<char32_t> named(std::string_view name) {
    if (const auto* found = std::ranges::find(kLatin1, name); found != std::end(kLatin1))
        return static_cast<char32_t>(0xA0 + (found - std::begin(kLatin1)));
    const auto* found = std::ranges::find(kOthers, name, &Named::name);
    return found == std::end(kOthers) ? std::nullopt : std::optional(found->meant);
}

std::optional<char32_t> numbered(std::string_view digits) {
    const bool isHex = digits.starts_with('x') || digits.starts_with('X');
    digits.remove_prefix(isHex ? 1 : 0);
    std::uint32_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, value, isHex ? 16 : 10);
    if (digits.empty() || read.ptr != end || read.ec == std::errc::invalid_argument)
        return std::nullopt;
    const bool isCharacter = read.ec == std::errc{} && value > 0 && value <= 0x10FFFF &&
                             (value < 0xD800 || value > 0xDFFF);
    return isCharacter ? value : char32_t{0xFFFD};
}

}  // namespace

std::optional<Entity> entityAt(std::string_view html) {
    constexpr std::size_t kLongest = 12;
    const auto end = html.substr(0, kLongest).find(';');
    if (!html.starts_with('&') || end == std::string_view::npos)
        return std::nullopt;
    const auto name = html.substr(1, end - 1);
    const auto meant = name.starts_with('#') ? numbered(name.substr(1)) : named(name);
    if (!meant)
        return std::nullopt;
    Entity read{{}, end + 1};
    appendUtf8(read.text, *meant == 0xA0 ? U' ' : *meant);
    return read;
}

}  // namespace bowline::expression
