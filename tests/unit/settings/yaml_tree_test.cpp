// The bounded tree: what YAML can do to a reader is refused with a place, and nothing is guessed.
#include "connector/settings/yaml_tree.h"

#include "tests/unit/settings/support.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline::settings;

namespace {

struct Case {
    const char* why;
    std::string yaml;
    std::string expected;  ///< begins the printed lint
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.why;
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

/// Nine levels of lists, each of nine aliases to the one before: 9^9 nodes when walked.
std::string billionLaughs() {
    std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int level = 1; level < 9; ++level) {
        const auto alias = "*a" + std::to_string(level - 1);
        yaml += "a" + std::to_string(level) + ": &a" + std::to_string(level) + " [" + alias +
                repeated(", " + alias, 8) + "]\n";
    }
    return yaml;
}

/// Aliases in a row: each level holds the one before.
std::string aliasTower(int levels) {
    std::string yaml = "a0: &a0 x\n";
    for (int level = 1; level <= levels; ++level) {
        yaml += "a" + std::to_string(level) + ": &a" + std::to_string(level) + " [*a" +
                std::to_string(level - 1) + "]\n";
    }
    return yaml;
}

/// A text of 64 KiB that a hundred aliases would make 6 MiB of.
std::string longAliases() {
    return "a: &a " + repeated("x", 65536) + "\nb: [*a" + repeated(", *a", 99) + "]\n";
}

const Case kRefused[] = {
    {"a duplicate key names both lines",
     "a: 1\nb: 2\na: 3\n",
     "f.yaml:3:1: error[duplicate_key]: `a` stands here and in line 1"},
    {"a duplicate key in a nested map", "m:\n  a: 1\n  a: 1\n", "f.yaml:3:3: error[duplicate_key]"},
    {"a duplicate key in quotes", "a: 1\n\"a\": 2\n", "f.yaml:2:1: error[duplicate_key]"},
    {"a cycle through a map", "a: &x\n  b: *x\n", "f.yaml:2:6: error[yaml_cycle]"},
    {"a cycle through a list", "&x [1, *x]\n", "f.yaml:1:8: error[yaml_cycle]"},
    {"a billion laughs", billionLaughs(), "f.yaml:6:"},
    {"aliases that multiply a text", longAliases(), "f.yaml:2:"},
    {"aliases nine deep", aliasTower(9), "f.yaml:10:10: error[yaml_alias]"},
    {"lists 33 deep",
     repeated("[", 33) + repeated("]", 33),
     "f.yaml:1:33: error[yaml_depth]: nested more than 32 deep"},
    {"lists 1,000 deep",
     repeated("[", 1000) + repeated("]", 1000),
     "f.yaml:1:33: error[yaml_depth]"},
    {"maps 1,000 deep", repeated("{a: ", 1000) + repeated("}", 1000), "f.yaml:1:"},
    {"too many nodes", "[" + repeated("1,", 200001) + "1]", "f.yaml:1:"},
    {"a tag of Python", "a: !!python/object:os.system x\n", "f.yaml:1:4: error[yaml_tag]"},
    {"a tag of our own", "a: !secret x\n", "f.yaml:1:4: error[yaml_tag]"},
    {"a binary tag", "a: !!binary eHg=\n", "f.yaml:1:4: error[yaml_tag]"},
    {"an unknown alias", "a: *nowhere\n", "f.yaml:1:4: error[yaml_syntax]: not valid YAML here"},
    {"an open bracket", "a: [1, 2\n", "f.yaml:2:1: error[yaml_syntax]"},
    {"an open quote that would swallow the rest",
     "a: \"x\nb: 2\n",
     "f.yaml:1:4: error[yaml_syntax]: the quote that begins here is never closed"},
    {"an open single quote after an anchor",
     "a: &x 'it''s\nb: 2\n",
     "f.yaml:1:4: error[yaml_syntax]"},
    {"an open quote at the end", "a: \"x", "f.yaml:1:6: error[yaml_syntax]"},
    {"a tab as indentation",
     "a:\n\tb: 1\n",
     "f.yaml:2:3: error[yaml_syntax]: not valid YAML here. Indent with blanks"},
    {"wrong indentation", "a:\n    b: 1\n  c: 2\n", "f.yaml:3:3: error[yaml_syntax]"},
    {"a list as key", "[a]: 1\n", "f.yaml:1:1: error[yaml_key]"},
    {"an empty key", ": 1\n", "f.yaml:1:"},
    {"two documents", "a: 1\n---\nb: 2\n", "f.yaml:3:1: error[yaml_documents]"},
    {"bytes that are not UTF-8", "a: \xC3\x28\n", "f.yaml:1:4: error[not_text]"},
    {"a zero byte", std::string("a: 1\nb: \0\n", 10), "f.yaml:2:4: error[not_text]"},
    {"UTF-16",
     std::string(
         "\xFF\xFE"
         "a\0",
         4
     ),
     "f.yaml:1:1: error[not_text]"},
    {"more than 1 MiB", repeated("# 16 characters\n", 65537), "f.yaml: error[file_size]"},
};

std::string faultsOf(const std::string& yaml) {
    LintSink sink("f.yaml");
    parseYaml(yaml, sink);
    return test::printed(sink.lints());
}

YamlNode sound(const std::string& yaml) {
    LintSink sink("f.yaml");
    auto root = parseYaml(yaml, sink);
    BOOST_REQUIRE_MESSAGE(root && sink.errors() == 0, test::printed(sink.lints()));
    return *root;
}

}  // namespace

BOOST_DATA_TEST_CASE(what_yaml_can_do_to_a_reader_is_refused_with_its_place, kRefused) {
    const std::string faults = faultsOf(sample.yaml);
    BOOST_TEST(faults.substr(0, sample.expected.size()) == sample.expected, faults);
}

BOOST_AUTO_TEST_CASE(no_word_of_the_file_is_in_a_syntax_fault) {
    const std::string faults = faultsOf("a: [hunter2, 'hunter2\n");
    BOOST_TEST(faults.find("yaml_syntax") != std::string::npos);
    BOOST_TEST(faults.find("hunter2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(scalars_stay_the_text_that_was_written) {
    const YamlNode root = sound("a: 0123\nb: no\nc: 2026-11-23\nd: '1'\ne: ~\nf: \"\"\n");
    BOOST_TEST(root.find("a")->text == "0123");
    BOOST_TEST(root.find("b")->text == "no");
    BOOST_TEST(root.find("c")->text == "2026-11-23");
    BOOST_TEST(!root.find("a")->isQuoted);
    BOOST_TEST(root.find("d")->isQuoted);
    BOOST_TEST((root.find("e")->kind == YamlKind::Null));
    BOOST_TEST((root.find("f")->kind == YamlKind::Scalar));
    BOOST_TEST(root.find("g") == nullptr);
}

BOOST_AUTO_TEST_CASE(an_alias_is_a_copy_of_its_value_at_its_own_place) {
    const YamlNode root = sound("a: &x { k: [1, 2] }\nb: *x\n");
    const YamlNode* const copy = root.find("b");
    BOOST_TEST(copy->find("k")->items.size() == 2u);
    BOOST_TEST(copy->mark.line == 2u);
    BOOST_TEST(copy->mark.column == 4u);
}

BOOST_AUTO_TEST_CASE(aliases_eight_deep_and_lists_32_deep_are_read) {
    sound(aliasTower(8));
    sound(repeated("[", 32) + repeated("]", 32));
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_a_null_node) {
    BOOST_TEST((sound("").kind == YamlKind::Null));
    BOOST_TEST((sound("# nothing\n").kind == YamlKind::Null));
}

BOOST_AUTO_TEST_CASE(all_duplicate_keys_are_reported_not_only_the_first) {
    LintSink sink("f.yaml");
    const auto root = parseYaml("a: 1\na: 2\nb: 1\nb: 2\n", sink);
    BOOST_TEST(sink.errors() == 2u);
    BOOST_REQUIRE(root);
    BOOST_TEST(root->find("a")->text == "1");
}
