#include "connector/detect/cover.h"

#include <algorithm>

namespace bowline::detect {

std::vector<Finding> withCover(std::vector<Finding> first, const std::vector<Finding>& rest) {
    std::vector<Finding> gaps;
    for (const auto& whole : rest) {
        std::size_t at = whole.span.begin;
        const auto addUpTo = [&](std::size_t end) {
            if (at >= end)
                return;
            gaps.push_back(whole);
            gaps.back().span = {at, end};
        };
        for (const auto& finding : first) {
            addUpTo(std::min(finding.span.begin, whole.span.end));
            at = std::max(at, finding.span.end);
        }
        addUpTo(whole.span.end);
    }
    first.insert(first.end(), gaps.begin(), gaps.end());
    std::ranges::sort(first, {}, &Finding::span);
    return first;
}

}  // namespace bowline::detect
