#include "connector/stages/inspect.h"

#include "connector/stages/compose.h"

#include <algorithm>

namespace bowline::stages {

namespace {

std::string_view nameOf(const Event& event) {
    const Sender* sender = senderOf(event);
    return sender != nullptr && sender->name ? sender->name->expose() : std::string_view{};
}

/// `found` and what of `assumed` it leaves uncovered.
std::vector<Finding> withAssumed(std::vector<Finding> found, const std::vector<Finding>& assumed) {
    std::vector<Finding> gaps;
    for (const auto& whole : assumed) {
        std::size_t at = whole.span.begin;
        const auto addUpTo = [&](std::size_t end) {
            if (at < end)
                gaps.push_back({{at, end}, whole.cls, whole.detail, whole.score, whole.reason});
        };
        for (const auto& finding : found) {
            addUpTo(std::min(finding.span.begin, whole.span.end));
            at = std::max(at, finding.span.end);
        }
        addUpTo(whole.span.end);
    }
    found.insert(found.end(), gaps.begin(), gaps.end());
    std::ranges::sort(found, {}, &Finding::span);
    return found;
}

}  // namespace

Inspected inspect(
    Consented consented,
    const Event* target,
    std::string_view language,
    const detect::Detector& detector,
    const std::vector<detect::KnownValue>& known
) {
    const auto& placed = consented.placed();
    const auto findIn = [&](std::string_view text) {
        return detector.scan(text, known, placed.region);
    };
    auto entry = compose(placed.event, target, language);
    auto findings = withAssumed(findIn(entry.text.expose()), entry.assumed);
    const auto name = nameOf(placed.event);
    InspectedText inspectedName{MessageText(name), findIn(name)};
    return {
        std::move(consented),
        {std::move(entry.text), std::move(findings), std::move(entry.fixed)},
        std::move(inspectedName)};
}

}  // namespace bowline::stages
