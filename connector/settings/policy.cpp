// Policy files: what several mappings share and what none of them may do.
#include "connector/settings/allowed_values.h"
#include "connector/settings/class_rules.h"
#include "connector/settings/fields.h"
#include "connector/settings/mapping.h"
#include "connector/settings/mapping_spec.h"
#include "connector/settings/own_classes.h"
#include "connector/settings/policy_law.h"
#include "connector/settings/text_mode.h"

#include <algorithm>

namespace bowline::settings {

namespace {

std::map<std::string, Mark> readNeverKept(
    const Fields& forbidden, const std::vector<std::string>& classes, LintSink& sink
) {
    std::map<std::string, Mark> marks;
    for (const Word& word : forbidden.words("keep")) {
        marks.emplace(word.text, word.mark);
        if (std::find(classes.begin(), classes.end(), word.text) != classes.end())
            continue;
        sink.error(
            word.mark,
            "unknown_class",
            "nothing finds the class " + inBackquotes(word.text),
            suggestion(word.text, classes)
        );
    }
    return marks;
}

std::map<TextMode, Mark> readNeverText(const Fields& forbidden, LintSink& sink) {
    std::map<TextMode, Mark> marks;
    for (const Word& word : forbidden.words("text")) {
        if (const auto mode = textModeFrom(word.text)) {
            marks.emplace(*mode, word.mark);
            continue;
        }
        sink.error(
            word.mark,
            "not_a_choice",
            "`text` has no such mode",
            suggestion(word.text, textModeNames())
        );
    }
    return marks;
}

void refuseCover(const Policy& policy, const std::string& cls, Mark at, LintSink& sink) {
    for (const auto& own : policy.classes) {
        if (own.definition.id != cls)
            continue;
        if (const auto covered = coveredBy(own.definition, policy); !covered.empty())
            refuseCovering("`" + cls + ": keep`", covered, policy, at, sink);
    }
}

/// A policy must not break its own law, or a mapping without a line would.
void checkOwnLaw(const Policy& policy, const SensitiveBlock& block, LintSink& sink) {
    for (const auto& [cls, placed] : block.rules) {
        if (placed.rule.action != Action::Keep)
            continue;
        refuseCover(policy, cls, placed.mark, sink);
        if (!policy.neverKept.contains(cls))
            continue;
        sink.error(
            placed.mark,
            "forbidden_keep",
            "`" + cls + ": keep` is forbidden further down in this policy",
            "Choose mask, withhold or strip"
        );
    }
}

std::set<std::string> idsOf(const std::vector<PlacedClass>& classes) {
    std::set<std::string> ids;
    for (const auto& own : classes)
        ids.insert(own.definition.id);
    return ids;
}

Policy fill(const Fields& fields, const SensitiveBlock& block, LintSink& sink) {
    Policy policy;
    policy.name = fields.text("policy");
    policy.file = sink.file();
    policy.nameMark = fields.markOf("policy");
    policy.text = textModeFrom(fields.text("text")).value_or(TextMode::Withheld);
    policy.otherwise = block.otherwise.rule;
    policy.needsReview = fields.text("review") == "required";
    for (const auto& [cls, placed] : block.rules)
        policy.sensitive.emplace(cls, placed.rule);
    return policy;
}

}  // namespace

std::optional<Policy> compilePolicy(
    std::string_view text, const Vocabulary& vocabulary, const WordLists& words, LintSink& sink
) {
    const std::size_t before = sink.errors();
    const auto root = parseYaml(text, sink);
    if (!root)
        return std::nullopt;
    const Fields fields = Fields::read(*root, policySpecs(), sink);
    std::vector<PlacedClass> own;
    if (const YamlNode* node = fields.tree("classes"))
        own = readOwnClasses(*node, vocabulary.classes, words, sink);
    const auto ids = idsOf(own);
    auto known = vocabulary.classes;
    known.insert(known.end(), ids.begin(), ids.end());
    SensitiveBlock block;
    if (const YamlNode* node = fields.tree("sensitive"))
        block = readSensitive(*node, known, ids, nullptr, sink);
    // An own class without a rule is stripped, in policies as in mappings.
    requireLooserThanFallback(
        block,
        [&](const std::string& cls) {
            return ids.contains(cls) ? ClassRule{} : block.otherwise.rule;
        },
        sink
    );
    Policy policy = fill(fields, block, sink);
    for (const auto& id : ids)
        policy.sensitive.emplace(id, ClassRule{});
    policy.classes = std::move(own);
    readAllowed(fields, policy.allowed, sink);
    const Fields& forbidden = fields.section("forbidden");
    policy.neverKept = readNeverKept(forbidden, known, sink);
    policy.neverText = readNeverText(forbidden, sink);
    checkOwnLaw(policy, block, sink);
    if (sink.errors() != before)
        return std::nullopt;
    return policy;
}

}  // namespace bowline::settings
