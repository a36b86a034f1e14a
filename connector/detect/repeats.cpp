#include "connector/detect/repeats.h"

#include "connector/detect/digit_groups.h"

#include <algorithm>

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

}  // namespace

Candidates findRepeats(std::string_view view, const Candidates& found) {
    Candidates repeats;
    const std::size_t values = std::min(found.size(), kMostValues);
    for (std::size_t index = 0; index < values; ++index) {
        const Finding& first = found[index].finding;
        const auto value = view.substr(first.span.begin, first.span.end - first.span.begin);
        if (value.size() < kShortest || value.size() > kLongest)
            continue;
        for (auto at = view.find(value); at != std::string_view::npos;
             at = view.find(value, at + value.size())) {
            const Span span{at, at + value.size()};
            if (span != first.span && standsAlone(view, span))
                repeats.push_back(
                    {{span, first.cls, first.detail, first.score, "repeated"}, Strength::Pattern}
                );
        }
    }
    return repeats;
}

}  // namespace bowline::detect
