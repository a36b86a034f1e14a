#include "connector/settings/rule_set.h"

#include "connector/base/error.h"
#include "connector/settings/rule_set_checks.h"
#include "connector/settings/rule_set_id.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace bowline::settings {

namespace {

using Mappings = std::map<DestinationId, CompiledMapping>;

/// One load on its way: compiles each file, then checks them against each other.
class RuleSetLoader {
public:
    RuleSetLoader(const Sources& sources, const Vocabulary& vocabulary)
        : sources_(sources), vocabulary_(vocabulary) {}

    LoadResult load() {
        LintSink sink(sources_.config.name);
        result_.config = readConfig(sources_.config.text, vocabulary_, sink);
        take(sink);
        compileMappings();
        if (result_.config)
            checkAgainstConfig(*result_.config);
        return finish();
    }

    /// Mappings alone: each goes to its own destination by the built-in purposes.
    LoadResult loadWithoutConfig() {
        compileMappings();
        for (const auto& [destination, compiled] : mappings_) {
            rules_.routes.push_back({"default", {}, {destination}, ""});
        }
        rules_.purposes = builtInPurposes();
        return finish();
    }

private:
    void take(const LintSink& sink) {
        result_.lints.insert(result_.lints.end(), sink.lints().begin(), sink.lints().end());
    }

    std::map<std::string, Policy> compilePolicies(const WordLists& words) {
        std::map<std::string, Policy> policies;
        for (const Source& source : sources_.policies) {
            LintSink sink(source.name);
            if (auto policy = compilePolicy(source.text, vocabulary_, words, sink))
                addPolicy(policies, std::move(*policy), sink);
            take(sink);
        }
        return policies;
    }

    static void addPolicy(std::map<std::string, Policy>& policies, Policy policy, LintSink& sink) {
        const auto [other, isNew] = policies.emplace(policy.name, policy);
        if (isNew)
            return;
        sink.error(
            policy.nameMark,
            "duplicate_name",
            fmt::format("{} is also named `{}`", other->second.file, policy.name),
            "Give one of them another name"
        );
    }

    void compileMappings() {
        WordLists words;
        for (const Source& source : sources_.words)
            words.emplace(source.name, source.text);
        const auto policies = compilePolicies(words);
        const MappingContext context{vocabulary_, policies, words};
        for (const Source& source : sources_.mappings) {
            LintSink sink(source.name);
            if (auto compiled = compileMapping(source.text, context, sink))
                addMapping(std::move(*compiled), sink);
            take(sink);
        }
    }

    void addMapping(CompiledMapping compiled, LintSink& sink) {
        checkClasses(compiled, sink);
        const DestinationId destination = compiled.mapping.destination;
        const Mark at = compiled.toMark;
        const auto [other, isNew] = mappings_.emplace(destination, std::move(compiled));
        if (isNew)
            return;
        sink.error(
            at,
            "duplicate_mapping",
            fmt::format(
                "{}:{} serves the destination `{}` too",
                other->second.file,
                other->second.toMark.line,
                destination.str()
            ),
            "Each destination has one mapping: delete one or name another destination"
        );
    }

    /// One class id means one thing in the whole rule set: detection runs once for all mappings.
    void checkClasses(const CompiledMapping& compiled, LintSink& sink) {
        for (const OwnClass& own : compiled.mapping.classes) {
            const auto found = compiled.classMarks.find(own.id);
            const Mark at = found == compiled.classMarks.end() ? Mark{} : found->second;
            const auto [first, isNew] = classes_.emplace(
                own.id, std::pair(own, fmt::format("{}:{}", compiled.file, at.line))
            );
            if (isNew || first->second.first == own)
                continue;
            sink.error(
                at,
                "class_conflict",
                fmt::format("`{}` is defined in another way in {}", own.id, first->second.second),
                "Make both definitions the same, or rename one"
            );
        }
    }

    void checkAgainstConfig(const Config& config) {
        for (const auto& [destination, compiled] : mappings_) {
            LintSink sink(compiled.file);
            checkMapping(config, compiled, sink);
            take(sink);
        }
        for (const DestinationSettings& destination : config.destinations) {
            if (mappings_.contains(destination.name) || hasErrors(result_.lints))
                continue;
            LintSink sink(sources_.config.name);
            sink.error(
                destination.settings.markOf("name"),
                "no_mapping",
                fmt::format(
                    "no mapping says `to: {}`, so nothing may travel there", destination.name.str()
                ),
                "Add a mapping file for it below " + config.mappings
            );
            take(sink);
        }
        LintSink sink(sources_.config.name);
        checkRouteClasses(config, knownClasses(), sink);
        take(sink);
        rules_.routes = config.routes;
        rules_.purposes = config.purposes;
        rules_.language = config.language;
    }

    /// Only when all mappings, with their own classes, are known.
    std::vector<std::string> knownClasses() const {
        auto known = vocabulary_.classes;
        for (const auto& [id, definition] : classes_)
            known.push_back(id);
        return known;
    }

    std::set<std::string> adaptersInUse() const {
        std::set<std::string> texts;
        if (!result_.config)
            return texts;
        for (const DestinationSettings& destination : result_.config->destinations) {
            if (!destination.adapterText.empty())
                texts.insert(destination.adapterText);
        }
        return texts;
    }

    LoadResult finish() {
        std::stable_sort(
            result_.lints.begin(),
            result_.lints.end(),
            [](const Lint& a, const Lint& b) {
                return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
            }
        );
        if (hasErrors(result_.lints))
            return std::move(result_);
        for (auto& [destination, compiled] : mappings_) {
            result_.mappingFiles.emplace(destination, compiled.file);
            result_.needsReview = result_.needsReview || compiled.needsReview;
            rules_.mappings.emplace(destination, std::move(compiled.mapping));
            std::move(
                compiled.tests.begin(), compiled.tests.end(), std::back_inserter(result_.tests)
            );
        }
        rules_.id = ruleSetId(sources_, adaptersInUse());
        result_.rules = std::make_shared<const RuleSet>(std::move(rules_));
        return std::move(result_);
    }

    const Sources& sources_;
    const Vocabulary& vocabulary_;
    LoadResult result_;
    Mappings mappings_;
    std::map<std::string, std::pair<OwnClass, std::string>>
        classes_;  ///< definition and place of each own class
    RuleSet rules_;
};

}  // namespace

LoadResult compileRules(const Sources& sources, const Vocabulary& vocabulary) {
    return RuleSetLoader(sources, vocabulary).load();
}

LoadResult compileMappings(const Sources& sources, const Vocabulary& vocabulary) {
    return RuleSetLoader(sources, vocabulary).loadWithoutConfig();
}

std::vector<OwnClass> ownClassesOf(const RuleSet& rules) {
    std::map<std::string, OwnClass> byId;
    for (const auto& [destination, mapping] : rules.mappings) {
        for (const OwnClass& own : mapping.classes)
            byId.emplace(own.id, own);
    }
    std::vector<OwnClass> classes;
    for (auto& [id, own] : byId)
        classes.push_back(std::move(own));
    return classes;
}

void refuse(const std::vector<Lint>& lints) {
    std::string text = "settings: the configuration cannot be used:";
    for (const Lint& lint : lints)
        text += "\n" + toText(lint);
    throw ConfigError(text, "correct the lines above and run `bowline check`");
}

}  // namespace bowline::settings
