// The mappings that bowline ships hold what they say: each example's `tests:` pass, alone and under
// no other configuration.
#include "connector/app/mapping_trial.h"
#include "connector/app/vocabulary.h"
#include "connector/settings/rule_set.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>

using namespace bowline;

namespace {

std::vector<std::string> shippedFiles() {
    const auto folder = std::filesystem::path(BOWLINE_SOURCE_DIR) / "mappings";
    std::vector<std::string> files{folder / "helpdesk.yaml"};
    for (const auto& entry : std::filesystem::directory_iterator(folder / "examples"))
        files.push_back(entry.path());
    return files;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shipped_mappings)

BOOST_DATA_TEST_CASE(the_examples_in_a_shipped_mapping_hold, shippedFiles(), file) {
    const auto loaded =
        settings::loadMapping(file, app::vocabularyOf(app::AdapterShelf::shipped()));
    BOOST_REQUIRE(loaded.rules);
    BOOST_TEST(loaded.lints.empty());
    BOOST_TEST(!loaded.tests.empty());
    const app::MappingTrial trial(loaded.rules, false);
    for (const auto& test : loaded.tests) {
        const auto failures = trial.run(test);
        BOOST_TEST(
            failures.empty(), test.name << ": " << (failures.empty() ? "" : failures.front().got)
        );
    }
}

BOOST_AUTO_TEST_SUITE_END()
