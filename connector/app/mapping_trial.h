// Runs the `tests:` of mapping files through the real stages: detection, route, masking, rendering,
// leak guard. Nothing is sent and no store is opened.
#pragma once

#include "connector/app/trial/stage_run.h"
#include "connector/model/rules.h"
#include "connector/settings/mapping.h"
#include "connector/stages/render.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace bowline::app {

/// What the destination of a test would get of its message.
struct TrialResult {
    stages::Rendered rendered;
    std::optional<stages::Leak> leak;           ///< the leak guard stopped it
    std::string rule;                           ///< id of the route
    std::vector<Finding> findings;              ///< in the text
    std::map<std::string, std::string> fields;  ///< as `expect` spells them; "route.rule" too
};

/// One expectation that did not hold; empty `field` when the guard stopped the item.
struct TrialFailure {
    std::string field;
    std::string expected;
    std::string got;
};

class MappingTrial {
public:
    /// `hasRoutes`: the rules come with the table of routes. Without it what a test expects of
    /// routes is not looked at.
    MappingTrial(RuleSetPtr rules, bool hasRoutes);

    /// `view`: what the destination knows of the person.
    [[nodiscard]] TrialResult result(
        const settings::MappingTest& test,
        const stages::DestinationView& view,
        const stages::Neighbours& neighbours = {}
    ) const;
    [[nodiscard]] TrialResult result(const settings::MappingTest& test) const;
    /// What becomes of `test.say` when it is said in two messages, the second from byte `cut` on.
    /// The first goes at once and knows nothing of the second, which is the worst that can be.
    [[nodiscard]] std::pair<TrialResult, TrialResult> inTwo(
        const settings::MappingTest& test, std::size_t cut
    ) const;
    /// What did not hold; empty: the test passed.
    [[nodiscard]] std::vector<TrialFailure> run(const settings::MappingTest& test) const;

    [[nodiscard]] const RuleSet& rules() const { return stages_.rules(); }
    [[nodiscard]] bool hasRoutes() const { return hasRoutes_; }

private:
    StageRun stages_;
    bool hasRoutes_;
};

}  // namespace bowline::app
