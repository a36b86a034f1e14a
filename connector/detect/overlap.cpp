// Strongest first: each candidate takes what nobody stronger has taken before it.
#include "connector/detect/overlap.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace bowline::detect {

namespace {

/// Begin to end of the spans that are taken.
using Taken = std::map<std::size_t, std::size_t>;

bool showsSomething(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               static_cast<unsigned char>(c) >= 0x80;
    });
}

/// The parts of `span` that nobody has taken, in order.
std::vector<Span> freeParts(Span span, const Taken& taken) {
    std::vector<Span> parts;
    auto next = taken.upper_bound(span.begin);
    if (next != taken.begin())
        span.begin = std::max(span.begin, std::prev(next)->second);
    for (; next != taken.end() && next->first < span.end; ++next) {
        if (next->first > span.begin)
            parts.push_back({span.begin, next->first});
        span.begin = std::max(span.begin, next->second);
    }
    if (span.begin < span.end)
        parts.push_back(span);
    return parts;
}

bool goesFirst(const Candidate& a, const Candidate& b) {
    const auto rank = [](const Candidate& c) {
        const Span& span = c.finding.span;
        return std::tuple(-static_cast<int>(c.strength), span.begin - span.end, span.begin);
    };
    return rank(a) < rank(b);
}

}  // namespace

std::vector<Finding> withoutOverlaps(Candidates candidates, std::string_view view) {
    std::stable_sort(candidates.begin(), candidates.end(), goesFirst);
    std::vector<Finding> findings;
    Taken taken;
    for (const auto& candidate : candidates) {
        for (const Span part : freeParts(candidate.finding.span, taken)) {
            taken.emplace(part.begin, part.end);
            if (!showsSomething(view.substr(part.begin, part.end - part.begin)))
                continue;
            findings.push_back(candidate.finding);
            findings.back().span = part;
        }
    }
    std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return a.span < b.span;
    });
    return findings;
}

}  // namespace bowline::detect
