// Both dialects look at a line's begin, then at each character with its neighbours.
#include "connector/expression/markdown.h"

#include "connector/expression/lines.h"

#include <algorithm>

namespace bowline::expression {

namespace {

constexpr std::string_view kNoBreakBlank = "\u00A0";
constexpr std::string_view kWordJoiner = "\u2060";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isAlphanumeric(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Part of a word for the dialects that look for "@name": letters of all scripts, the underscore.
bool isWordByte(char c) {
    return isAlphanumeric(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

bool isOneOf(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

/// The blanks that `line` begins with, as ones that make no code block and stay visible; takes them
/// off.
std::string indentOf(std::string_view& line) {
    constexpr std::size_t kTab = 4;
    std::string out;
    for (; !line.empty() && isBlank(line.front()); line.remove_prefix(1)) {
        for (std::size_t n = line.front() == '\t' ? kTab : 1; n > 0; --n)
            out += kNoBreakBlank;
    }
    return out;
}

std::string_view withoutTail(std::string_view line) {
    while (!line.empty() && isBlank(line.back()))
        line.remove_suffix(1);
    return line;
}

/// One line of CommonMark and a place in it.
struct Place {
    std::string_view line;
    std::size_t at;

    [[nodiscard]] char here() const { return line[at]; }
    [[nodiscard]] char before() const { return at > 0 ? line[at - 1] : '\0'; }
    [[nodiscard]] char after() const { return at + 1 < line.size() ? line[at + 1] : '\0'; }
    [[nodiscard]] std::string_view untilHere() const { return line.substr(0, at); }
    [[nodiscard]] std::string_view fromHere() const { return line.substr(at); }
};

/// "1." and "1)", "-", "+", ":" and "=" begin a list, a heading or a table only at a line's begin.
bool isMarkOfLine(const Place& place) {
    if (isOneOf(place.here(), "-+=:"))
        return place.at == 0;
    return isOneOf(place.here(), ".)") && place.at > 0 &&
           std::ranges::all_of(place.untilHere(), isDigit);
}

/// What would become a link by itself, with the backslashes of other marks inside its address.
bool isMarkOfAddress(const Place& place) {
    if (place.here() == ':')
        return place.fromHere().starts_with("://");
    const auto until = place.untilHere();
    return place.here() == '.' && (until.ends_with("www") || until.ends_with("WWW"));
}

bool needsBackslash(const Place& place) {
    return isOneOf(place.here(), "\\`*_[]<>&#|~{}$^") || isMarkOfLine(place) ||
           isMarkOfAddress(place);
}

/// Inside a word or an address a mark is left alone, so that an address can still be copied.
bool beginsWord(const Place& place) {
    return isWordByte(place.after()) && !isWordByte(place.before()) &&
           !isOneOf(place.before(), "/=?&");
}

/// Redmine's names for things that a "name:thing" links to.
bool isBehindKindOfThing(const Place& place) {
    constexpr std::string_view kKinds[] = {
        "attachment",
        "document",
        "version",
        "forum",
        "news",
        "message",
        "project",
        "commit",
        "source",
        "export",
        "user"};
    return std::ranges::any_of(kKinds, [&](std::string_view kind) {
        return place.untilHere().ends_with(kind);
    });
}

/// "#1", "!1", "@name", "user:name", "{{macro}}", "[[page]]" are looked for in the finished text,
/// where no backslash is left.
bool needsJoiner(const Place& place) {
    if (isOneOf(place.here(), "{["))
        return place.after() == place.here();
    if (place.here() == ':')
        return !isBlank(place.after()) && place.after() != '\0' && isBehindKindOfThing(place);
    return (place.here() == '#' && isDigit(place.after())) ||
           (isOneOf(place.here(), "#!$%&~@") && beginsWord(place));
}

std::string markdownLine(std::string_view line) {
    line = withoutTail(line);
    std::string out = indentOf(line);
    for (Place place{line, 0}; place.at < line.size(); ++place.at) {
        if (needsBackslash(place))
            out += '\\';
        out += place.here();
        if (needsJoiner(place))
            out += kWordJoiner;
    }
    return out;
}

/// "h1." and "bq." at a line's begin, and "www.".
bool isMarkingDot(const Place& place) {
    return place.here() == '.' &&
           (std::ranges::all_of(place.untilHere(), isAlphanumeric) || isMarkOfAddress(place));
}

bool needsReference(const Place& place) {
    const char c = place.here();
    const bool isSign = c > ' ' && c < 0x7F && !isAlphanumeric(c);
    return isSign && (!isOneOf(c, ".,;/'") || isMarkingDot(place));
}

std::string referencesLine(std::string_view line) {
    line = withoutTail(line);
    std::string out = indentOf(line);
    for (Place place{line, 0}; place.at < line.size(); ++place.at) {
        if (needsReference(place))
            out += "&#" + std::to_string(static_cast<int>(place.here())) + ";";
        else
            out += place.here();
    }
    return out;
}

}  // namespace

std::string asMarkdown(std::string_view text) {
    const auto lines = linesOf(text, text.size() + 1);
    std::string out;
    std::string line = markdownLine(lines.front());
    for (std::size_t next = 1; next <= lines.size(); ++next) {
        std::string following = next < lines.size() ? markdownLine(lines[next]) : std::string();
        out += line;
        // At the end of a paragraph the backslash would be seen.
        if (!line.empty() && !following.empty())
            out += '\\';
        if (next < lines.size())
            out += '\n';
        line = std::move(following);
    }
    return out;
}

std::string asReferences(std::string_view text) {
    std::string out;
    for (const auto line : linesOf(text, text.size() + 1)) {
        if (line.data() != text.data())
            out += '\n';
        out += referencesLine(line);
    }
    return out;
}

}  // namespace bowline::expression
