// Runs the `tests:` of mapping files through the real stages: detection, masking, rendering, leak
// guard. Nothing is sent and no store is opened.
#pragma once

#include "connector/detect/detector.h"
#include "connector/model/rules.h"
#include "connector/settings/mapping.h"

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
    /// What did not hold; empty: the test passed.
    [[nodiscard]] std::vector<TrialFailure> run(const settings::MappingTest& test) const;

private:
    RuleSetPtr rules_;
    detect::Detector detector_;
};

}  // namespace bowline::app
