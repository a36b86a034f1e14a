#include "connector/app/trial/stage_run.h"

#include "connector/settings/rule_set.h"
#include "connector/stages/consent_gate.h"
#include "connector/stages/inspect.h"
#include "connector/stages/person_values.h"

namespace bowline::app {

Judged judge(
    const stages::Routed& routed,
    const DestinationId& destination,
    const stages::DestinationView& view,
    const stages::PersonValues& person,
    const RuleSet& rules
) {
    auto rendered = stages::render(routed, destination, view, person, rules);
    auto verdict =
        stages::LeakGuard::check(rendered.item, rendered.forbidden, {{}, rendered.permitted});
    return {std::move(rendered), std::move(verdict)};
}

StageRun::StageRun(RuleSetPtr rules)
    : rules_(std::move(rules)), detector_(settings::ownClassesOf(*rules_)) {}

stages::Inspected StageRun::inspected(
    stages::Placed placed,
    const Event* target,
    const stages::PersonValues& person,
    const std::set<PurposeId>& stopped,
    const stages::Neighbours& neighbours
) const {
    auto consented = stages::ConsentGate::check(std::move(placed), {stopped, {}}, rules_->purposes);
    return stages::inspect(
        std::move(consented),
        target,
        rules_->language,
        detector_,
        stages::knownValues(person),
        neighbours
    );
}

}  // namespace bowline::app
