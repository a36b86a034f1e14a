// The whole load: files against each other, the id of the rules, the law that a deleted line hides
// more, the shipped files and the budget.
#include "connector/settings/rule_set.h"

#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/settings/reference.h"
#include "tests/unit/settings/support.h"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>

using namespace bowline;
using namespace bowline::settings;

namespace {

using test::kMapping;
using test::kPolicy;
using test::replaced;
using test::soundSources;

LoadResult loaded(const Sources& sources) {
    return compileRules(sources, test::vocabulary());
}

std::string faultsOf(const Sources& sources) {
    const LoadResult result = loaded(sources);
    BOOST_TEST(!result.rules);
    return test::printed(result.lints);
}

void requireFault(const Sources& sources, const std::string& expected) {
    const std::string faults = faultsOf(sources);
    BOOST_TEST(faults.find(expected) != std::string::npos, faults);
}

std::string idOf(const Sources& sources) {
    const LoadResult result = loaded(sources);
    BOOST_REQUIRE_MESSAGE(result.rules, test::printed(result.lints));
    return result.rules->id;
}

Sources withSecond(const std::string& mapping) {
    Sources sources = soundSources();
    sources.mappings.push_back({"mappings/second.yaml", mapping});
    return sources;
}

/// A folder as `bowline init` lays it out, with the shipped mappings.
class Installed {
public:
    Installed()
        : path_(std::filesystem::temp_directory_path() / ("bowline-" + toHex(randomBytes(8)))) {
        std::filesystem::create_directory(path_);
        std::filesystem::copy(
            std::string(BOWLINE_SOURCE_DIR) + "/mappings",
            path_ / "mappings",
            std::filesystem::copy_options::recursive
        );
        std::filesystem::copy(
            std::string(BOWLINE_SOURCE_DIR) + "/config/bowline.yaml", path_ / "bowline.yaml"
        );
    }
    ~Installed() { std::filesystem::remove_all(path_); }
    Installed(const Installed&) = delete;
    Installed& operator=(const Installed&) = delete;
    [[nodiscard]] std::filesystem::path config() const { return path_ / "bowline.yaml"; }
    [[nodiscard]] std::filesystem::path mapping() const {
        return path_ / "mappings" / "helpdesk.yaml";
    }
    [[nodiscard]] std::vector<std::filesystem::path> examples() const {
        std::vector<std::filesystem::path> files;
        for (const auto& entry :
             std::filesystem::directory_iterator(path_ / "mappings" / "examples"))
            files.push_back(entry.path());
        return files;
    }

private:
    std::filesystem::path path_;
};

const std::vector<std::string> kClasses = {
    "contact_name", "email", "payment_card", "phone", "order_number", "unheard_of"};

/// Random rules; each is sound by itself, together they may be refused.
std::vector<std::string> randomRules(std::mt19937& random) {
    const std::vector<std::string> actions = {
        "strip", "withhold", "mask", "keep", "{ mask: { keep_last: 2 } }", "{ generalise: year }"};
    std::vector<std::string> lines = {"otherwise: " + actions[random() % 3]};
    for (const char* cls : {"contact_name", "email", "payment_card", "phone", "order_number"}) {
        if (random() % 2 != 0)
            lines.push_back(std::string(cls) + ": " + actions[random() % actions.size()]);
    }
    return lines;
}

std::string block(const std::vector<std::string>& lines, std::size_t without) {
    std::string text = "sensitive:\n";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i != without)
            text += "  " + lines[i] + "\n";
    }
    return text;
}

Sources withRules(const std::string& mappingBlock, const std::string& policyBlock) {
    Sources sources = soundSources();
    sources.mappings[0].text = replaced(
        kMapping,
        "sensitive:\n  otherwise: mask\n  payment_card: mask\n  order_number: keep\n",
        mappingBlock
    );
    sources.policies[0].text = "policy: balanced\ntext: full_masked\n" + policyBlock;
    return sources;
}

bool showsMore(const ClassRule& a, const ClassRule& b) {
    return std::pair(a.action, a.keepLast) > std::pair(b.action, b.keepLast);
}

/// True when `after` shows a value of some class that `before` does not. Refused rules show
/// nothing.
bool showsMore(const LoadResult& after, const LoadResult& before) {
    if (!after.rules)
        return false;
    const Mapping& now = after.rules->mappings.begin()->second;
    const Mapping& then = before.rules->mappings.begin()->second;
    return std::any_of(kClasses.begin(), kClasses.end(), [&](const std::string& cls) {
        return showsMore(now.ruleFor(cls), then.ruleFor(cls));
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_small_configuration_loads_whole) {
    const LoadResult result = loaded(soundSources());
    BOOST_REQUIRE_MESSAGE(result.usable(), test::printed(result.lints));
    BOOST_TEST(result.lints.empty());
    BOOST_TEST(result.rules->id.size() == 64u);
    BOOST_TEST(result.rules->mappings.size() == 1u);
    BOOST_TEST(result.rules->routes.size() == 1u);
    BOOST_TEST(result.rules->purposes.size() == 3u);
    BOOST_TEST(result.tests.size() == 1u);
    BOOST_TEST(
        (ownClassesOf(*result.rules) ==
         std::vector<OwnClass>{{"order_number", "ORD-[0-9]{6}", {}, {}}})
    );
}

BOOST_AUTO_TEST_CASE(deleting_a_line_of_sensitive_never_shows_more) {
    std::mt19937 random(20261123);  // the same cases every time
    int accepted = 0;
    int deletions = 0;
    const std::size_t none = std::string::npos;
    for (int round = 0; round < 600; ++round) {
        const auto mappingRules = randomRules(random);
        auto policyRules = randomRules(random);
        std::erase_if(policyRules, [](const std::string& line) {
            return line.starts_with("order_number");
        });
        const LoadResult before =
            loaded(withRules(block(mappingRules, none), block(policyRules, none)));
        if (!before.rules)
            continue;
        ++accepted;
        for (std::size_t i = 0; i < mappingRules.size(); ++i, ++deletions) {
            const auto after = loaded(withRules(block(mappingRules, i), block(policyRules, none)));
            BOOST_TEST(
                !showsMore(after, before),
                block(mappingRules, none) << "without " << mappingRules[i] << "\n"
                                          << block(policyRules, none)
            );
        }
        for (std::size_t i = 0; i < policyRules.size(); ++i, ++deletions) {
            const auto after = loaded(withRules(block(mappingRules, none), block(policyRules, i)));
            BOOST_TEST(
                !showsMore(after, before),
                block(mappingRules, none)
                    << block(policyRules, none) << "without " << policyRules[i]
            );
        }
    }
    BOOST_TEST(accepted >= 30);
    BOOST_TEST(deletions >= 150);
}

BOOST_AUTO_TEST_CASE(a_mapping_to_nowhere_is_told) {
    Sources sources = soundSources();
    sources.mappings[0].text = replaced(kMapping, "to: helpdesk", "to: helpdsk");
    requireFault(
        sources,
        "mappings/helpdesk.yaml:2:5: error[unknown_destination]: bowline.yaml has no destination "
        "`helpdsk`. Did you mean `helpdesk`?"
    );
}

BOOST_AUTO_TEST_CASE(a_mapping_for_an_unknown_purpose_is_told) {
    Sources sources = soundSources();
    sources.mappings[0].text = replaced(kMapping, "purpose: answer", "purpose: answers");
    requireFault(
        sources,
        "mappings/helpdesk.yaml:3:10: error[unknown_purpose]: bowline.yaml has no purpose "
        "`answers`. Did you mean `answer`?"
    );
}

BOOST_AUTO_TEST_CASE(a_destination_without_a_mapping_is_told) {
    Sources sources = soundSources();
    sources.mappings.clear();
    requireFault(sources, "bowline.yaml:8:11: error[no_mapping]: no mapping says `to: helpdesk`");
}

BOOST_AUTO_TEST_CASE(two_mappings_for_one_destination_are_told) {
    requireFault(
        withSecond(kMapping),
        "mappings/second.yaml:2:5: error[duplicate_mapping]: mappings/helpdesk.yaml:2 serves the "
        "destination `helpdesk` too"
    );
}

BOOST_AUTO_TEST_CASE(one_class_means_one_thing) {
    const std::string second =
        replaced(replaced(kMapping, "to: helpdesk", "to: archive"), "ORD-[0-9]{6}", "ORD-[0-9]{7}");
    requireFault(
        withSecond(second),
        "mappings/second.yaml:10:3: error[class_conflict]: `order_number` is defined in another "
        "way in mappings/helpdesk.yaml:10"
    );
    const std::string same = replaced(kMapping, "to: helpdesk", "to: archive");
    BOOST_TEST(faultsOf(withSecond(same)).find("class_conflict") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_policies_of_one_name_are_told) {
    Sources sources = soundSources();
    sources.policies.push_back({"policies/other.yaml", kPolicy});
    requireFault(
        sources,
        "policies/other.yaml:1:9: error[duplicate_name]: policies/balanced.yaml is also named "
        "`balanced`"
    );
}

BOOST_AUTO_TEST_CASE(faults_of_all_files_are_told_at_once_in_order) {
    Sources sources = soundSources();
    sources.config.text += "tenannt: x\n";
    sources.mappings[0].text = replaced(kMapping, "otherwise: mask", "otherwise: keep");
    sources.policies.push_back({"policies/other.yaml", "policy: other\n"});
    const std::string faults = faultsOf(sources);
    const auto config = faults.find("bowline.yaml:11:1: error[unknown_key]");
    const auto mapping = faults.find("mappings/helpdesk.yaml:6:14: error[otherwise_shows]");
    const auto policy = faults.find("policies/other.yaml:1:1: error[missing_key]");
    BOOST_TEST(config < mapping);
    BOOST_TEST(mapping < policy);
    BOOST_TEST(policy != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_id_follows_the_texts_and_not_the_folders) {
    const std::string id = idOf(soundSources());
    Sources moved = soundSources();
    moved.config.name = "/elsewhere/bowline.yaml";
    moved.mappings[0].name = "/elsewhere/helpdesk.yaml";
    BOOST_TEST(idOf(moved) == id);
    Sources commented = soundSources();
    commented.policies[0].text += "# a note\n";
    BOOST_TEST(idOf(commented) != id);
    Sources split = soundSources();
    split.words = {{"words/a.txt", "ab"}, {"words/b.txt", "c"}};
    Sources splitOtherwise = soundSources();
    splitOtherwise.words = {{"words/a.txt", "a"}, {"words/b.txt", "bc"}};
    BOOST_TEST(idOf(split) != idOf(splitOtherwise));
}

BOOST_AUTO_TEST_CASE(the_id_follows_the_adapter_files_that_are_used) {
    auto vocabulary = test::vocabulary();
    const auto id = [&] { return compileRules(soundSources(), vocabulary).rules->id; };
    vocabulary.adapterTexts = {{"another", "adapter: 1"}};
    BOOST_TEST(id() == idOf(soundSources()));
    vocabulary.adapterTexts = {{"folder", "adapter: 1"}};
    const auto used = id();
    BOOST_TEST(used != idOf(soundSources()));
    vocabulary.adapterTexts = {{"folder", "adapter: 1 "}};
    BOOST_TEST(id() != used);
}

BOOST_AUTO_TEST_CASE(a_refusal_carries_every_fault) {
    Sources sources = soundSources();
    sources.config.text += "tenannt: x\nlanguage: xx\n";
    BOOST_CHECK_EXCEPTION(refuse(loaded(sources).lints), ConfigError, [](const ConfigError& error) {
        const std::string text = error.what();
        return text.find("tenannt") != std::string::npos &&
               text.find("not_a_choice") != std::string::npos && !error.hint().empty();
    });
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_a_fault_and_no_exception) {
    const auto result = loadRules("/nowhere/bowline.yaml", test::vocabulary());
    BOOST_TEST(!result.usable());
    BOOST_TEST(test::printed(result.lints).find("error[unreadable]") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_folder_of_mappings_that_is_not_there_is_a_fault) {
    const Installed installed;
    std::filesystem::remove_all(installed.mapping().parent_path());
    const auto result = loadRules(installed.config(), test::vocabulary());
    BOOST_TEST(!result.usable());
    BOOST_TEST(
        test::printed(result.lints).find("Create it, or correct `mappings:`") != std::string::npos
    );
}

BOOST_AUTO_TEST_CASE(mappings_are_checked_too_when_the_configuration_is_broken) {
    const Installed installed;
    std::ofstream(installed.config(), std::ios::app) << "\ntenannt: x\n";
    std::ofstream(installed.mapping(), std::ios::app) << "\nticekt: x\n";
    const auto faults = test::printed(loadRules(installed.config(), test::vocabulary()).lints);
    BOOST_TEST(faults.find("`tenannt`") != std::string::npos, faults);
    BOOST_TEST(faults.find("`ticekt`") != std::string::npos, faults);
}

BOOST_AUTO_TEST_CASE(the_shipped_files_load_without_a_word) {
    const Installed installed;
    const auto begin = std::chrono::steady_clock::now();
    const auto result = loadRules(installed.config(), test::vocabulary());
    const auto took = std::chrono::steady_clock::now() - begin;
    BOOST_REQUIRE_MESSAGE(result.usable(), test::printed(result.lints));
    BOOST_TEST(result.lints.empty(), test::printed(result.lints));
    BOOST_TEST(result.tests.size() >= 9u);
    BOOST_TEST_MESSAGE(
        "check took (aim 200,000 us) "
        << std::chrono::duration_cast<std::chrono::microseconds>(took).count() << " us"
    );
}

BOOST_AUTO_TEST_CASE(the_shipped_mapping_shows_orders_and_no_built_in_class) {
    const Installed installed;
    const auto result = loadMapping(installed.mapping(), test::vocabulary());
    BOOST_REQUIRE_MESSAGE(result.rules, test::printed(result.lints));
    const Mapping& mapping = result.rules->mappings.at(DestinationId("helpdesk"));
    for (const auto& cls : test::vocabulary().classes)
        BOOST_TEST((mapping.ruleFor(cls).action <= Action::Alias), cls);
    BOOST_TEST((mapping.ruleFor("order_number").action == Action::Keep));
    BOOST_TEST(result.tests.size() >= 9u);
    BOOST_TEST(!result.config);
}

BOOST_AUTO_TEST_CASE(the_examples_are_not_read_and_load_by_themselves) {
    const Installed installed;
    const auto all = loadRules(installed.config(), test::vocabulary());
    BOOST_REQUIRE_MESSAGE(all.rules, test::printed(all.lints));
    BOOST_TEST(all.rules->mappings.size() == 1U);
    BOOST_TEST(installed.examples().size() == 4U);
    for (const auto& file : installed.examples()) {
        const auto one = loadMapping(file, test::vocabulary());
        BOOST_REQUIRE_MESSAGE(one.rules, test::printed(one.lints));
        BOOST_TEST(one.lints.empty(), test::printed(one.lints));
        BOOST_TEST(one.rules->mappings.begin()->second.name == file.stem().string());
        BOOST_TEST(!one.tests.empty());
    }
}

BOOST_AUTO_TEST_CASE(under_strict_nothing_of_a_text_can_be_chosen) {
    const Installed installed;
    std::string mapping = replaced(
        test::readFile(installed.mapping().string()), "extends: balanced", "extends: strict"
    );
    std::ofstream(installed.mapping()) << mapping;
    const auto withheld = loadMapping(installed.mapping(), test::vocabulary());
    BOOST_REQUIRE_MESSAGE(withheld.rules, test::printed(withheld.lints));
    BOOST_TEST((withheld.rules->mappings.begin()->second.text == TextMode::Withheld));
    std::ofstream(installed.mapping()) << mapping << "\ntext: full_masked\n";
    const auto chosen = loadMapping(installed.mapping(), test::vocabulary());
    BOOST_TEST(test::printed(chosen.lints).find("error[forbidden_text]") != std::string::npos);
}
