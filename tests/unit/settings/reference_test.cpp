// The manual is made from the declarations: every key is in it, and its example loads. Whether the
// printed files of the repository are fresh is asked where all adapters are known (unit_app).
#include "connector/settings/reference.h"

#include "connector/settings/config.h"
#include "connector/settings/mapping_spec.h"
#include "tests/unit/settings/support.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace bowline::settings;

BOOST_AUTO_TEST_CASE(the_annotated_example_loads_as_it_stands) {
    LintSink sink("bowline.yaml");
    const auto config = readConfig(annotatedYaml(test::vocabulary()), test::vocabulary(), sink);
    BOOST_TEST(config.has_value(), test::printed(sink.lints()));
}

BOOST_AUTO_TEST_CASE(the_annotated_example_loads_with_its_keys_switched_on) {
    std::istringstream printed(annotatedYaml(test::vocabulary()));
    std::string all;
    int switchedOn = 0;
    for (std::string line; std::getline(printed, line);) {
        const auto hash = line.find_first_not_of(' ');
        const bool isOff = hash != std::string::npos && line[hash] == '#' &&
                           line.size() > hash + 2 &&
                           (line[hash + 1] != ' ' || line[hash + 2] == ' ');
        all += (isOff ? line.erase(hash, 1) : line) + "\n";
        switchedOn += isOff ? 1 : 0;
    }
    LintSink sink("bowline.yaml");
    const auto config = readConfig(all, test::vocabulary(), sink);
    BOOST_TEST(config.has_value(), test::printed(sink.lints()) << all);
    BOOST_TEST(switchedOn >= 25);
}

BOOST_AUTO_TEST_CASE(every_key_is_in_the_reference_and_in_the_schema) {
    const std::string reference = referenceMarkdown(test::vocabulary());
    const auto schema = nlohmann::json::parse(jsonSchema(test::vocabulary()));
    for (const FieldSpec& spec : configSpecs(test::vocabulary())) {
        BOOST_TEST(reference.find("| `" + spec.name + "` |") != std::string::npos, spec.name);
        BOOST_TEST(schema["properties"].contains(spec.name), spec.name);
        for (const FieldSpec& below : spec.fields) {
            BOOST_TEST(reference.find("." + below.name + "` |") != std::string::npos, below.name);
            BOOST_TEST(!below.sentence.empty(), below.name);
        }
    }
    BOOST_TEST(schema["required"] == nlohmann::json({"channels", "destinations"}));
}

BOOST_AUTO_TEST_CASE(a_mapping_is_completed_by_its_schema) {
    const auto schema = nlohmann::json::parse(mappingSchema(test::vocabulary()));
    for (const FieldSpec& spec : mappingSpecs())
        BOOST_TEST(schema["properties"].contains(spec.name), spec.name);
    const auto& rules = schema["properties"]["sensitive"];
    BOOST_TEST(rules["properties"].contains("payment_card"));
    BOOST_TEST(rules.dump().find("\"withhold\"") != std::string::npos);
    const auto& own = schema["properties"]["classes"]["additionalProperties"]["properties"];
    BOOST_TEST(own.contains("pattern"));
    BOOST_TEST(!nlohmann::json::parse(policySchema(test::vocabulary()))["properties"].contains("to")
    );
}
