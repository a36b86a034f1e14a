// The printed manual is the one in the repository. After a change of the specs or of a shipped
// adapter's settings run this program with BOWLINE_PRINT_REFERENCE=1 and commit what it wrote.
#include "connector/app/vocabulary.h"
#include "connector/settings/reference.h"
#include "tests/support/temp_folder.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace bowline;

namespace {

void requireFresh(const std::string& name, const std::string& printed) {
    const std::string path = std::string(BOWLINE_SOURCE_DIR) + "/config/" + name;
    if (std::getenv("BOWLINE_PRINT_REFERENCE") != nullptr)
        std::ofstream(path, std::ios::binary) << printed;
    BOOST_REQUIRE_MESSAGE(std::filesystem::exists(path), path);
    BOOST_TEST(
        (tests::readFile(path) == printed),
        name << " is stale: run this test with BOWLINE_PRINT_REFERENCE=1"
    );
}

}  // namespace

BOOST_AUTO_TEST_SUITE(docs)

BOOST_AUTO_TEST_CASE(the_printed_files_in_the_repository_are_fresh) {
    const auto vocabulary = app::vocabularyOf(app::AdapterShelf::shipped());
    requireFresh("reference.md", settings::referenceMarkdown(vocabulary));
    requireFresh("schema.json", settings::jsonSchema(vocabulary));
    requireFresh("mapping.schema.json", settings::mappingSchema(vocabulary));
    requireFresh("policy.schema.json", settings::policySchema(vocabulary));
    requireFresh("bowline.yaml", settings::annotatedYaml(vocabulary));
}

BOOST_AUTO_TEST_CASE(the_settings_of_every_shipped_adapter_are_in_the_manual) {
    const auto shelf = app::AdapterShelf::shipped();
    const auto manual = settings::referenceMarkdown(app::vocabularyOf(shelf));
    for (const auto& file : shelf.all()) {
        BOOST_REQUIRE(file.spec);
        for (const auto& setting : file.spec->settings) {
            const auto key = "destinations[adapter=" + file.name + "]." + setting.name;
            BOOST_TEST(manual.find(key) != std::string::npos, key);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
