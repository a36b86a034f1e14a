#include "connector/detect/repeats.h"

#include "connector/detect/digit_groups.h"

#include <algorithm>
#include <set>
#include <vector>

namespace bowline::detect {

namespace {

// Three digits are anybody's; a private key is not written twice.
constexpr std::size_t kShortest = 4;
constexpr std::size_t kLongest = 64;
constexpr std::size_t kMostValues = 16;  // bounds the passes over the text

bool standsAlone(std::string_view view, Span span) {
    return (span.begin == 0 || !isAsciiAlnum(view[span.begin - 1])) &&
           (span.end == view.size() || !isAsciiAlnum(view[span.end]));
}

std::vector<Span> sortedSpans(const Candidates& found) {
    std::vector<Span> spans;
    spans.reserve(found.size());
    for (const auto& candidate : found)
        spans.push_back(candidate.finding.span);
    std::ranges::sort(spans);
    return spans;
}

/// Of the first candidates, each value once.
std::vector<const Finding*> firstValues(std::string_view view, const Candidates& found) {
    std::vector<const Finding*> values;
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < std::min(found.size(), kMostValues); ++i) {
        const Finding& finding = found[i].finding;
        const auto value = view.substr(finding.span.begin, finding.span.end - finding.span.begin);
        if (value.size() >= kShortest && value.size() <= kLongest && seen.insert(value).second)
            values.push_back(&finding);
    }
    return values;
}

}  // namespace

Candidates findRepeats(std::string_view view, const Candidates& found) {
    Candidates repeats;
    const auto spans = sortedSpans(found);
    for (const Finding* first : firstValues(view, found)) {
        const auto value = view.substr(first->span.begin, first->span.end - first->span.begin);
        for (auto at = view.find(value); at != std::string_view::npos;
             at = view.find(value, at + value.size())) {
            const Span span{at, at + value.size()};
            if (standsAlone(view, span) && !std::ranges::binary_search(spans, span))
                repeats.push_back(
                    {{span, first->cls, first->detail, first->score, "repeated"}, Strength::Pattern}
                );
        }
    }
    return repeats;
}

}  // namespace bowline::detect
