// Four numbers with dots, and runs of hexadecimal with colons, dashes or dots.
#include "connector/detect/network.h"

#include <algorithm>
#include <string>

namespace bowline::detect {

namespace {

constexpr ByteSet kMarks(":-.");

constexpr bool isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isByte(std::string_view digits) {
    if (digits.size() > 3)
        return false;
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value <= 255 && (digits.size() == 1 || digits[0] != '0');
}

/// Four groups from `at`, each a byte, parted by single dots.
bool isVersion4(const ScanText& text, std::size_t at) {
    const auto& groups = text.digits;
    if (at + 4 > groups.size())
        return false;
    for (std::size_t part = at; part < at + 4; ++part) {
        const auto digits = text.view.substr(groups[part].begin, groups[part].size());
        const bool dotted = part == at || (groups[part].begin == groups[part - 1].end + 1 &&
                                           text.view[groups[part - 1].end] == '.');
        if (!dotted || !isByte(digits))
            return false;
    }
    return true;
}

enum class Port { None, Allowed };

/// Neither part of a word nor of a longer address or dotted number; a port may follow.
bool standsAlone(std::string_view view, Span span, Port port = Port::None) {
    const auto at = [&](std::size_t place) { return place < view.size() ? view[place] : ' '; };
    const char before = span.begin > 0 ? view[span.begin - 1] : ' ';
    const bool goesOn = at(span.end) == '.' && isDigit(at(span.end + 1));
    return !isAsciiAlnum(before) && before != '.' && before != ':' && !isAsciiAlnum(at(span.end)) &&
           (at(span.end) != ':' || port == Port::Allowed) && !goesOn;
}

void findVersion4(const ScanText& text, Candidates& found) {
    for (std::size_t at = 0; at + 3 < text.digits.size(); ++at) {
        if (!isVersion4(text, at))
            continue;
        const Span span{text.digits[at].begin, text.digits[at + 3].end};
        constexpr std::size_t kRightBefore = 12;
        const bool version = text.cues.before(span.begin, kRightBefore).has(Cue::Version);
        if (standsAlone(text.view, span, Port::Allowed) && !version)
            found.push_back({{span, "ip_address", "v4", 0.9, "shape"}, Strength::Checksum});
    }
}

/// A run of hexadecimal digits and the marks of addresses.
struct HexRun {
    Span span;
    std::vector<std::string_view> parts;  ///< between the marks
    std::string marks;
};

HexRun readRun(std::string_view view, std::size_t begin) {
    HexRun run{{begin, begin}, {}, {}};
    std::size_t part = begin;
    std::size_t at = begin;
    for (; at < view.size(); ++at) {
        const char c = view[at];
        if (isHex(c))
            continue;
        if (c != ':' && c != '-' && c != '.')
            break;
        run.parts.push_back(view.substr(part, at - part));
        run.marks += c;
        part = at + 1;
    }
    run.parts.push_back(view.substr(part, at - part));
    run.span.end = at;
    return run;
}

/// Whether a second mark follows the one at `at`, with nothing but hexadecimal between: no address
/// has one alone.
bool isMarkedAgain(std::string_view view, std::size_t at) {
    do
        ++at;
    while (at < view.size() && isHex(view[at]));
    return at < view.size() && kMarks.has(view[at]);
}

bool isOneMark(const std::string& marks, char mark) {
    return marks.find_first_not_of(mark) == std::string::npos;
}

bool isMac(const HexRun& run) {
    const auto allOf = [&](std::size_t size) {
        return std::ranges::all_of(run.parts, [&](auto part) { return part.size() == size; });
    };
    const bool pairs = run.parts.size() == 6 && allOf(2) &&
                       (isOneMark(run.marks, ':') || isOneMark(run.marks, '-'));
    const bool quads = run.parts.size() == 3 && allOf(4) && isOneMark(run.marks, '.');
    return pairs || quads;
}

/// Neither nobody's (all 0) nor everybody's (all F).
bool isSomebodys(const HexRun& run) {
    return std::ranges::any_of(run.parts, [&](std::string_view part) {
        return part.find_first_not_of(run.parts[0][0]) != std::string_view::npos;
    });
}

/// Takes an IPv4 address at the end of `run` for the two parts that it stands for.
void foldVersion4(HexRun& run) {
    constexpr std::size_t kDots = 3;
    constexpr std::size_t kParts = kDots + 1;
    const bool dotted = run.marks.size() > kDots && run.marks.ends_with("...");
    if (!dotted || !std::all_of(run.parts.end() - kParts, run.parts.end(), isByte))
        return;
    run.marks.erase(run.marks.size() - kDots + 1);
    run.marks.back() = ':';
    run.parts.resize(run.parts.size() - kParts + 2);
}

/// RFC 4291 2.2
bool isVersion6(HexRun run) {
    foldVersion4(run);
    if (run.parts.size() < 3 || run.parts.size() > 9 || !isOneMark(run.marks, ':'))
        return false;
    const auto isEmpty = [](std::string_view part) { return part.empty(); };
    const bool fits = std::ranges::all_of(run.parts, [](auto part) { return part.size() <= 4; });
    const auto empty = std::ranges::count_if(run.parts, isEmpty);
    const bool opens = isEmpty(run.parts[0]) && isEmpty(run.parts[1]);
    const bool closes = isEmpty(run.parts.back()) && isEmpty(run.parts[run.parts.size() - 2]);
    const bool inside = empty == 1 && !isEmpty(run.parts.front()) && !isEmpty(run.parts.back());
    const bool shortened = inside || (empty == 2 && (opens || closes));
    return fits && (empty == 0 ? run.parts.size() == 8 : shortened);
}

void findInHex(std::string_view view, Candidates& found) {
    for (std::size_t at = kMarks.firstIn(view, 0); at < view.size();) {
        if (!isMarkedAgain(view, at)) {
            at = kMarks.firstIn(view, at + 1);
            continue;
        }
        std::size_t begin = at;
        constexpr std::size_t kLongestPart = 4;
        while (begin > 0 && isHex(view[begin - 1]) && at - begin <= kLongestPart)
            --begin;
        HexRun run = readRun(view, begin);
        const bool shorten = run.parts.size() > 1 && run.parts.back().empty();
        if (shorten && run.marks.back() != ':') {  // the end of a sentence
            run.parts.pop_back();
            run.marks.pop_back();
            --run.span.end;
        }
        if (isMac(run) && isSomebodys(run) && standsAlone(view, run.span)) {
            found.push_back({{run.span, "mac_address", "", 0.9, "shape"}, Strength::Checksum});
        } else if (isVersion6(run) && standsAlone(view, run.span)) {
            found.push_back({{run.span, "ip_address", "v6", 0.9, "shape"}, Strength::Checksum});
        }
        at = kMarks.firstIn(view, std::max(run.span.end, at + 1));
    }
}

}  // namespace

Candidates findNetworkAddresses(const ScanText& text) {
    Candidates found;
    findVersion4(text, found);
    findInHex(text.view, found);
    return found;
}

}  // namespace bowline::detect
