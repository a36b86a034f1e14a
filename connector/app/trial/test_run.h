// All that `bowline test` finds out: each test, the search around what tests say never travels, and
// the rules that no test touches.
#pragma once

#include "connector/app/mapping_trial.h"

#include <nlohmann/json_fwd.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace bowline::app {

struct TestOutcome {
    settings::MappingTest test;
    std::vector<TrialFailure> failures;  ///< empty: passed
};

/// A value in another spelling that came through: in which test, of which class, written how.
struct Escape {
    settings::MappingTest test;
    std::string cls;
    std::string disguise;
    std::string field;
};

/// Rules of one mapping, or of the table of routes, that no test makes use of.
struct Untested {
    std::string where;               ///< name of the mapping, or "routes"
    std::size_t rules = 0;           ///< that there are
    std::vector<std::string> names;  ///< of those without a test
};

struct TestReport {
    std::vector<TestOutcome> outcomes;
    std::size_t spellings = 0;  ///< tried by the search
    std::vector<Escape> escapes;
    std::vector<Untested> untested;

    [[nodiscard]] std::size_t failed() const;
    [[nodiscard]] bool isGood() const { return failed() == 0 && escapes.empty(); }
    void add(TestReport other);
};

/// Runs `tests` under `trial`. Pure.
TestReport runTests(const MappingTrial& trial, const std::vector<settings::MappingTest>& tests);

void printReport(std::ostream& out, const TestReport& report);
nlohmann::json reportAsJson(const TestReport& report);
/// The form that CI systems read: one testcase a test, and one for the search of each test.
std::string reportAsJunit(const TestReport& report);

}  // namespace bowline::app
