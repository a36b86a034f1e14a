#include "connector/settings/mapping.h"

#include "connector/settings/allowed_values.h"
#include "connector/settings/attachments.h"
#include "connector/settings/class_rules.h"
#include "connector/settings/fields.h"
#include "connector/settings/mapping_spec.h"
#include "connector/settings/mapping_templates.h"
#include "connector/settings/mapping_tests.h"
#include "connector/settings/own_classes.h"
#include "connector/settings/policy_law.h"
#include "connector/settings/text_rules.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>

namespace bowline::settings {

namespace {

/// One mapping file on its way through its checks.
class MappingCompiler {
public:
    MappingCompiler(const Fields& fields, const MappingContext& context, LintSink& sink)
        : fields_(fields), context_(context), sink_(sink), policy_(findPolicy()) {}

    CompiledMapping compile() {
        result_.file = sink_.file();
        result_.toMark = fields_.markOf("to");
        result_.purposeMark = fields_.markOf("purpose");
        result_.needsReview = policy_ != nullptr && policy_->needsReview;
        takeNames();
        takeClasses();
        takeAllowed();
        readTextRules(fields_, policy_, knownClasses(), result_.mapping, sink_);
        takeRules();
        readTemplates(fields_, result_, sink_);
        checkAttachments(fields_, sink_);
        result_.tests = readMappingTests(fields_, result_.mapping, knownClasses(), sink_);
        return std::move(result_);
    }

private:
    /// Absence: null, reported, when the policy is not there.
    const Policy* findPolicy() const {
        const std::string& name = fields_.text("extends");
        const auto found = context_.policies.find(name);
        if (found != context_.policies.end())
            return &found->second;
        if (name.empty())
            return nullptr;  // reported as missing
        std::vector<std::string> known;
        for (const auto& [policy, content] : context_.policies)
            known.push_back(policy);
        sink_.error(
            fields_.markOf("extends"),
            "unknown_policy",
            fmt::format("there is no sound policy `{}` in the folder policies", name),
            suggestion(name, known)
        );
        return nullptr;
    }

    void takeNames() {
        Mapping& mapping = result_.mapping;
        mapping.name = fields_.text("mapping");
        mapping.destination = DestinationId(fields_.text("to"));
        mapping.purpose = PurposeId(fields_.text("purpose"));
        const auto& episodes = fields_.section("episodes");
        const auto reopen = episodes.duration("reopen_within");
        mapping.reopenWithinMs = reopen.count();
        mapping.reopenWithin = written(FieldType::Duration, reopen.count());
        mapping.thanksReopens = episodes.text("thanks") == "reopen";
        mapping.quotesDeleted = episodes.text("deleted") == "quote";
        mapping.takesHistory = episodes.text("history") == "ticket";
    }

    void takeClasses() {
        auto taken = context_.vocabulary.classes;
        for (const auto& own : policy_ == nullptr ? std::vector<PlacedClass>() : policy_->classes) {
            taken.push_back(own.definition.id);
            result_.mapping.classes.push_back(own.definition);
        }
        const YamlNode* const node = fields_.tree("classes");
        if (node == nullptr)
            return;
        for (PlacedClass& own : readOwnClasses(*node, taken, context_.words, sink_)) {
            result_.classMarks.emplace(own.definition.id, own.mark);
            result_.mapping.classes.push_back(std::move(own.definition));
        }
    }

    /// A mapping may add to its policy's: a line that is deleted shows less.
    void takeAllowed() {
        if (policy_ != nullptr)
            result_.mapping.allowed = policy_->allowed;
        readAllowed(fields_, result_.mapping.allowed, sink_);
    }

    /// What a class gets when this mapping does not name it.
    ClassRule fallback(const std::string& cls, const ClassRule& otherwise) const {
        if (result_.classMarks.contains(cls))
            return ClassRule{};  // an own class without a rule is stripped
        if (policy_ == nullptr)
            return otherwise;
        const auto found = policy_->sensitive.find(cls);
        return found == policy_->sensitive.end() ? otherwise : found->second;
    }

    /// Strip when the policy is not there, which is a fault of its own.
    [[nodiscard]] ClassRule inherited() const {
        return policy_ == nullptr ? ClassRule{} : policy_->otherwise;
    }

    void takeRules() {
        Mapping& mapping = result_.mapping;
        const ClassRule otherwise = inherited();
        SensitiveBlock block{{otherwise, {}}, {}};
        if (const YamlNode* node = fields_.tree("sensitive"))
            block = readSensitive(*node, knownClasses(), ownClasses(), &otherwise, sink_);
        if (policy_ != nullptr)
            takeOtherwise(block);
        const auto fallbackOf = [&](const std::string& cls) {
            return fallback(cls, block.otherwise.rule);
        };
        requireLooserThanFallback(block, fallbackOf, sink_);
        mapping.otherwise = block.otherwise.rule;
        for (const std::string& cls : knownClasses())
            mapping.sensitive.insert_or_assign(cls, fallbackOf(cls));
        for (const auto& [cls, placed] : block.rules)
            mapping.sensitive.insert_or_assign(cls, placed.rule);
        if (policy_ != nullptr)
            checkLaw(*policy_, mapping, block, sink_);
        warnUnnamed(block);
    }

    /// Only the policy decides about classes that nobody named: what a mapping says can neither
    /// hide more, since deleting it would show more, nor show more, since then deleting a line of
    /// the policy would.
    void takeOtherwise(SensitiveBlock& block) {
        if (isStricter(block.otherwise.rule, policy_->otherwise))
            refuseHidingRule("otherwise", block.otherwise, sink_);
        if (isStricter(policy_->otherwise, block.otherwise.rule)) {
            sink_.warning(
                block.otherwise.mark,
                "no_effect",
                fmt::format(
                    "`otherwise` has no effect here: only the policy decides about classes that "
                    "nobody named, and says {}",
                    toText(policy_->otherwise.action)
                ),
                "Delete the line, or extend another policy"
            );
        }
        block.otherwise.rule = policy_->otherwise;
    }

    void warnUnnamed(const SensitiveBlock& block) {
        for (const auto& [cls, mark] : result_.classMarks) {
            if (block.rules.contains(cls))
                continue;
            sink_.warning(
                mark,
                "unnamed_class",
                fmt::format("`{}` has no rule, so its values are stripped", cls),
                fmt::format("Add `{}: keep` or another action to `sensitive`", cls)
            );
        }
    }

    std::set<std::string> ownClasses() const {
        std::set<std::string> classes;
        for (const OwnClass& own : result_.mapping.classes)
            classes.insert(own.id);
        return classes;
    }

    std::vector<std::string> knownClasses() const {
        auto classes = context_.vocabulary.classes;
        for (const OwnClass& own : result_.mapping.classes)
            classes.push_back(own.id);
        return classes;
    }

    const Fields& fields_;
    const MappingContext& context_;
    LintSink& sink_;
    const Policy* policy_;
    CompiledMapping result_;
};

}  // namespace

std::optional<CompiledMapping> compileMapping(
    std::string_view text, const MappingContext& context, LintSink& sink
) {
    const std::size_t before = sink.errors();
    const auto root = parseYaml(text, sink);
    if (!root)
        return std::nullopt;
    const Fields fields = Fields::read(*root, mappingSpecs(), sink);
    CompiledMapping compiled = MappingCompiler(fields, context, sink).compile();
    if (sink.errors() != before)
        return std::nullopt;
    return compiled;
}

}  // namespace bowline::settings
