#include "connector/detect/travel_document.h"

#include "connector/detect/digit_groups.h"
#include "connector/detect/identifiers/arithmetic.h"

#include <algorithm>

namespace bowline::detect {

namespace {

constexpr std::size_t kShortest = 30;  // of a card; a passport's line has 44
constexpr std::size_t kLongest = 44;

constexpr bool isLineByte(char c) {
    return isDigit(c) || (c >= 'A' && c <= 'Z') || c == '<';
}

/// The document's number is in nine places of the second line of a passport, with its check behind.
bool hasCheckedNumber(std::string_view line) {
    constexpr std::size_t kNumber = 9;
    return isDigit(line[kNumber]) && icaoCheck(line.substr(0, kNumber)) == line[kNumber] - '0';
}

Span lineAround(std::string_view view, std::size_t at) {
    Span line{at, at};
    while (line.begin > 0 && isLineByte(view[line.begin - 1]))
        --line.begin;
    while (line.end < view.size() && isLineByte(view[line.end]))
        ++line.end;
    return line;
}

}  // namespace

Candidates findTravelDocuments(std::string_view view) {
    constexpr std::string_view kFiller = "<<";
    Candidates found;
    for (auto at = view.find(kFiller); at != std::string_view::npos;) {
        const Span line = lineAround(view, at);
        const std::size_t size = line.end - line.begin;
        if (size >= kShortest && size <= kLongest) {
            const bool checked = hasCheckedNumber(view.substr(line.begin, size));
            found.push_back(
                {{line, "passport", "mrz", checked ? 0.97 : 0.85, checked ? "check" : "shape"},
                 Strength::Checksum}
            );
        }
        at = view.find(kFiller, line.end);
    }
    return found;
}

}  // namespace bowline::detect
