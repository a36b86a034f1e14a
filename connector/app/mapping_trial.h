// Runs the `tests:` of mapping files through the real stages: detection, masking, rendering, leak
// guard. Nothing is sent and no store is opened.
#pragma once

#include "connector/app/trial/stage_run.h"
#include "connector/model/rules.h"
#include "connector/settings/mapping.h"
#include "connector/stages/render.h"

#include <string>
#include <vector>

namespace bowline::app {

/// One expectation that did not hold; empty `field` when a class leaked or the guard stopped the
/// item.
struct TrialFailure {
    std::string field;
    std::string expected;
    std::string got;
};

class MappingTrial {
public:
    explicit MappingTrial(RuleSetPtr rules);
    /// What the destination of `test` would get of its message.
    [[nodiscard]] stages::Rendered rendered(
        const settings::MappingTest& test,
        const stages::DestinationView& view,
        const std::string& queue
    ) const;
    /// What did not hold; empty: the test passed.
    [[nodiscard]] std::vector<TrialFailure> run(const settings::MappingTest& test) const;

private:
    [[nodiscard]] stages::Inspected inspected(const settings::MappingTest& test) const;
    [[nodiscard]] Judged judged(
        stages::Inspected inspected,
        const settings::MappingTest& test,
        const stages::DestinationView& view,
        const std::string& queue
    ) const;

    StageRun stages_;
};

}  // namespace bowline::app
