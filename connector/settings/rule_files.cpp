// Rule sets from disk: which files belong to a configuration, and one of them changed.
#include "connector/settings/rule_set.h"
#include "connector/settings/source_files.h"

#include <system_error>

namespace bowline::settings {

namespace {

/// Also of a file with faults, so that those of its mappings are shown with them.
Word mappingsFolder(const Source& config, const Vocabulary& vocabulary) {
    LintSink unheard(config.name);  // the load proper says it all
    const auto root = parseYaml(config.text, unheard);
    const YamlNode nothing;
    return Fields::read(root ? *root : nothing, configSpecs(vocabulary), unheard).word("mappings");
}

/// Where the policies and word lists of a mapping are: beside it, or a folder further up, as for
/// the files in `examples`.
std::filesystem::path folderOf(const std::filesystem::path& mappingFile) {
    const auto parent = mappingFile.parent_path();
    const auto beside = parent.empty() ? std::filesystem::path(".") : parent;
    std::error_code failure;
    const bool isBeside = std::filesystem::is_directory(beside / "policies", failure);
    const bool isAbove = std::filesystem::is_directory(beside / ".." / "policies", failure);
    return isAbove && !isBeside ? beside / ".." : beside;
}

/// What a mapping file says after `to:`; empty when it cannot be read.
std::string servedBy(const Source& mapping) {
    LintSink unheard(mapping.name);
    const auto root = parseYaml(mapping.text, unheard);
    const auto* to = root ? root->find("to") : nullptr;
    return to == nullptr ? std::string() : to->text;
}

LoadResult withFaults(LoadResult result, const LintSink& files) {
    result.lints.insert(result.lints.begin(), files.lints().begin(), files.lints().end());
    if (hasErrors(result.lints))
        result.rules = nullptr;
    return result;
}

/// All files of a configuration after `change` had its hand on them.
template <class Change>
LoadResult loadChanged(
    const std::filesystem::path& configFile, const Vocabulary& vocabulary, const Change& change
) {
    LintSink files(configFile.string());
    Sources sources;
    sources.config = readSource(configFile, files);
    if (files.errors() != 0)
        return withFaults({}, files);
    const auto folder = mappingsFolder(sources.config, vocabulary);
    readFolder(folder.text, folder.mark, sources, files);
    change(sources, files);
    return withFaults(compileRules(sources, vocabulary), files);
}

}  // namespace

LoadResult loadRules(const std::filesystem::path& configFile, const Vocabulary& vocabulary) {
    return loadChanged(configFile, vocabulary, [](Sources&, LintSink&) {});
}

LoadResult loadRulesWith(
    const std::filesystem::path& configFile,
    const std::filesystem::path& mappingFile,
    const Vocabulary& vocabulary
) {
    return loadChanged(configFile, vocabulary, [&](Sources& sources, LintSink& files) {
        auto changed = readSource(mappingFile, files);
        const auto destination = servedBy(changed);
        std::erase_if(sources.mappings, [&](const Source& source) {
            return !destination.empty() && servedBy(source) == destination;
        });
        sources.mappings.push_back(std::move(changed));
    });
}

LoadResult loadMapping(const std::filesystem::path& mappingFile, const Vocabulary& vocabulary) {
    LintSink files(mappingFile.string());
    Sources sources;
    readFolder(folderOf(mappingFile), {}, sources, files);
    sources.mappings = {readSource(mappingFile, files)};
    if (files.errors() != 0)
        return withFaults({}, files);
    return compileMappings(sources, vocabulary);
}

}  // namespace bowline::settings
