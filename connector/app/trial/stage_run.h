// The stages in their order where no store is: for the tests of mappings and for `bowline try`.
// What the store would know comes in as values. The pipeline has the same order in its PlanDraft,
// between reading a snapshot and writing a plan; the stages' types keep both from leaving one out.
#pragma once

#include "connector/detect/detector.h"
#include "connector/model/rules.h"
#include "connector/stages/leak_guard.h"
#include "connector/stages/neighbours.h"
#include "connector/stages/render.h"

#include <set>
#include <variant>

namespace bowline::app {

/// What one destination would get, and what the leak guard says of it.
struct Judged {
    stages::Rendered rendered;
    std::variant<ClearedItem, stages::Leak> verdict;
    /// Absence: null when the guard cleared it.
    [[nodiscard]] const stages::Leak* leak() const { return std::get_if<stages::Leak>(&verdict); }
};

/// Map and mask, then the guard. Pure. Errors: as stages::render.
Judged judge(
    const stages::Routed& routed,
    const DestinationId& destination,
    const stages::DestinationView& view,
    const stages::PersonValues& person,
    const RuleSet& rules
);

/// Constant after construction. Threads: const calls from any.
class StageRun {
public:
    explicit StageRun(RuleSetPtr rules);
    [[nodiscard]] const RuleSet& rules() const { return *rules_; }

    /// Consent gate and detection. `target`: the event that this one refers to, null when it is not
    /// here; `stopped`: purposes under a stop; `neighbours`: what is told before and after it.
    [[nodiscard]] stages::Inspected inspected(
        stages::Placed placed,
        const Event* target,
        const stages::PersonValues& person,
        const std::set<PurposeId>& stopped,
        const stages::Neighbours& neighbours = {}
    ) const;

private:
    RuleSetPtr rules_;
    detect::Detector detector_;
};

}  // namespace bowline::app
