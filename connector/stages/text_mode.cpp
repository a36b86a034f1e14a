#include "connector/stages/text_mode.h"

#include "connector/stages/allowed.h"
#include "connector/stages/compose.h"

#include <algorithm>

namespace bowline::stages {

namespace {

constexpr std::string_view kUnreadClass = "unread";  // detect: more matches than are looked at

/// What the mapping allows is nobody's.
bool holdsNone(
    const Inspected& inspected, const std::set<std::string>& classes, const Mapping& mapping
) {
    const auto& region = inspected.consented.placed().region;
    return std::ranges::none_of(inspected.text.findings, [&](const Finding& finding) {
        return finding.cls == kUnreadClass ||
               (classes.contains(finding.cls) &&
                !isAllowed(mapping, finding, inspected.text, region));
    });
}

bool holds(const TextRule& rule, const Inspected& inspected, const Mapping& mapping) {
    const Event& event = inspected.consented.placed().event;
    return (rule.kinds.empty() || rule.kinds.contains(std::string(entryKind(event)))) &&
           (rule.unlessFound.empty() || holdsNone(inspected, rule.unlessFound, mapping));
}

}  // namespace

TextMode textModeOf(const Mapping& mapping, const Inspected& inspected) {
    TextMode mode = mapping.text;
    for (const TextRule& rule : mapping.textRules) {
        if (rule.then > mode && holds(rule, inspected, mapping))
            mode = rule.then;
    }
    return mode;
}

}  // namespace bowline::stages
