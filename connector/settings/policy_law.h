// What a policy forbids to the mappings that stand on it.
#pragma once

#include "connector/settings/class_rules.h"
#include "connector/settings/mapping.h"

namespace bowline::settings {

/// The class that `policy` guards and whose values `own` would take over, or empty.
std::string coveredBy(const OwnClass& own, const Policy& policy);
/// The error for it; `path`: the line that would show the values.
void refuseCovering(
    const std::string& path,
    const std::string& covered,
    const Policy& policy,
    Mark at,
    LintSink& sink
);

/// An error in `sink` for each `keep` in `block` that `policy` forbids, with the path that the
/// value would take: directly, or through an own class whose pattern takes over a guarded class.
void checkLaw(
    const Policy& policy, const Mapping& mapping, const SensitiveBlock& block, LintSink& sink
);

}  // namespace bowline::settings
