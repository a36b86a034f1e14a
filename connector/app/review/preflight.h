// What must hold before the rules go live, each with what was found: what `bowline preflight`
// prints.
#pragma once

#include "connector/app/configuration.h"
#include "connector/app/review/reviews.h"
#include "connector/settings/secret_source.h"

#include <nlohmann/json_fwd.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace bowline::app {

struct PreflightItem {
    std::string name;  ///< "configuration", "tests", "secrets", "review privacy"
    bool isGood = false;
    std::string found;
    std::string cure{};  ///< the next step; empty when it is good
};

struct Preflight {
    std::string ruleSet;
    std::vector<PreflightItem> items;
    std::vector<std::string> faults;  ///< signed files that do not count
    [[nodiscard]] bool isGood() const;
};

/// Runs the tests of the mappings and reads secrets, and the reviews by the approvers of `review`;
/// opens no store and sends nothing. Errors: none for what it finds wrong.
Preflight preflightOf(
    const Configuration& loaded,
    const settings::ReviewSettings& review,
    const settings::FileSecretSource& secrets,
    Instant now
);

void printPreflight(std::ostream& out, const Preflight& preflight);
nlohmann::json preflightAsJson(const Preflight& preflight);

}  // namespace bowline::app
