// The block `sensitive`: class to action.
#pragma once

#include "connector/settings/class_rule.h"
#include "connector/settings/yaml_tree.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace bowline::settings {

struct PlacedRule {
    ClassRule rule;
    Mark mark;
};

struct SensitiveBlock {
    PlacedRule otherwise;  ///< strip after a fault
    std::map<std::string, PlacedRule> rules;
};

/// Reads the block; `classes` are the names that may stand in it, `own` those of them that the
/// author defined. `inherited`: what `otherwise` is when it is not written; null where it must be.
/// All faults go to `sink`: an
/// unknown class or action, a missing `otherwise` (a line that is deleted must not show more),
/// `otherwise: keep`.
SensitiveBlock readSensitive(
    const YamlNode& node,
    const std::vector<std::string>& classes,
    const std::set<std::string>& own,
    const ClassRule* inherited,
    LintSink& sink
);

/// An error for each rule that is stricter than what its class would get without the line.
/// `fallbackOf` gives that.
template <class FallbackOf>
void requireLooserThanFallback(const SensitiveBlock& block, FallbackOf fallbackOf, LintSink& sink);
void refuseHidingRule(const std::string& cls, const PlacedRule& rule, LintSink& sink);

template <class FallbackOf>
void requireLooserThanFallback(const SensitiveBlock& block, FallbackOf fallbackOf, LintSink& sink) {
    for (const auto& [cls, placed] : block.rules) {
        if (isStricter(placed.rule, fallbackOf(cls)))
            refuseHidingRule(cls, placed, sink);
    }
}

}  // namespace bowline::settings
