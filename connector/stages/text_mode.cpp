#include "connector/stages/text_mode.h"

#include "connector/stages/compose.h"

#include <algorithm>

namespace bowline::stages {

namespace {

constexpr std::string_view kUnreadClass = "unread";  // detect: more matches than are looked at

bool holdsNone(const std::vector<Finding>& findings, const std::set<std::string>& classes) {
    return std::ranges::none_of(findings, [&](const Finding& finding) {
        return finding.cls == kUnreadClass || classes.contains(finding.cls);
    });
}

bool holds(const TextRule& rule, const Inspected& inspected) {
    const Event& event = inspected.consented.placed().event;
    return (rule.kinds.empty() || rule.kinds.contains(std::string(entryKind(event)))) &&
           (rule.unlessFound.empty() || holdsNone(inspected.text.findings, rule.unlessFound));
}

}  // namespace

TextMode textModeOf(const Mapping& mapping, const Inspected& inspected) {
    TextMode mode = mapping.text;
    for (const TextRule& rule : mapping.textRules) {
        if (rule.then > mode && holds(rule, inspected))
            mode = rule.then;
    }
    return mode;
}

}  // namespace bowline::stages
