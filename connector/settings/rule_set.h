// Loads everything that decides what leaves: bowline.yaml, the mappings, their policies and word
// lists; checks them against each other and names the result by its hash. All faults of all files
// come back at once.
#pragma once

#include "connector/model/rules.h"
#include "connector/settings/config.h"
#include "connector/settings/lint.h"
#include "connector/settings/mapping.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace bowline::settings {

struct Sources {
    Source config;
    std::vector<Source> mappings;  ///< *.yaml of the mappings folder
    std::vector<Source> policies;  ///< *.yaml of its folder `policies`
    std::vector<Source> words;     ///< *.txt of its folder `words`; name "words/x.txt"
};

struct LoadResult {
    std::optional<Config> config;  ///< there when bowline.yaml alone is sound
    RuleSetPtr rules;              ///< null when anything has an error
    std::vector<MappingTest> tests;
    std::map<DestinationId, std::string> mappingFiles;
    bool needsReview = false;  ///< a policy in use takes no traffic without a signed review
    std::vector<Lint> lints;   ///< sorted by file and place
    [[nodiscard]] bool usable() const { return config && rules; }
};

/// Reads and compiles. Never throws on what the files hold; an unreadable file is a lint. No secret
/// is read. Budget: below 200 ms for the shipped files.
LoadResult loadRules(const std::filesystem::path& configFile, const Vocabulary& vocabulary);

/// The same with `mappingFile` in the place of the mapping that serves the same destination, or
/// beside the others when none does: what the rules would be after a change.
LoadResult loadRulesWith(
    const std::filesystem::path& configFile,
    const std::filesystem::path& mappingFile,
    const Vocabulary& vocabulary
);

/// The same for texts in memory.
LoadResult compileRules(const Sources& sources, const Vocabulary& vocabulary);
/// The same of mappings alone, with the built-in purposes and a route to each; `config` is empty.
LoadResult compileMappings(const Sources& sources, const Vocabulary& vocabulary);

/// One mapping file by itself, with the policies and word lists beside it or, where there are no
/// policies beside it, a folder further up: for `bowline test FILE`.
/// The rule set has this mapping alone, the built-in purposes and one route without a queue;
/// `config` is empty.
LoadResult loadMapping(const std::filesystem::path& mappingFile, const Vocabulary& vocabulary);

/// All own classes of the rule set, each once, by id: what detect::Detector takes.
std::vector<OwnClass> ownClassesOf(const RuleSet& rules);

/// ConfigError with all lints in its text, for callers that cannot go on. MUST be called with at
/// least one.
[[noreturn]] void refuse(const std::vector<Lint>& lints);

}  // namespace bowline::settings
