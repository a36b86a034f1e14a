#include "connector/settings/source_files.h"

#include "connector/settings/yaml_tree.h"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace bowline::settings {

namespace {

constexpr std::size_t kMaxFiles = 500;  // of one folder; a daemon has a handful of destinations

std::vector<std::filesystem::path> filesIn(
    const std::filesystem::path& folder, const char* ending
) {
    std::vector<std::filesystem::path> files;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        const auto name = entry.path().filename().string();
        const bool isWanted = entry.path().extension() == ending && !name.starts_with('.');
        if (isWanted && entry.is_regular_file(failure) && files.size() < kMaxFiles)
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<Source> readAll(
    const std::filesystem::path& folder, const char* ending, LintSink& sink
) {
    std::vector<Source> sources;
    for (const auto& file : filesIn(folder, ending))
        sources.push_back(readSource(file, sink));
    return sources;
}

}  // namespace

Source readSource(const std::filesystem::path& file, LintSink& sink) {
    Source source{file.string(), {}};
    std::ifstream stream(file, std::ios::binary);
    std::error_code failure;
    if (!stream || !std::filesystem::is_regular_file(file, failure)) {
        sink.error(
            {},
            "unreadable",
            inBackquotes(file.string()) + " cannot be read",
            "Look whether it is there and whether the daemon's user may read it"
        );
        return source;
    }
    source.text.resize(kMaxFileBytes + 1);
    stream.read(source.text.data(), static_cast<std::streamsize>(source.text.size()));
    source.text.resize(static_cast<std::size_t>(stream.gcount()));
    return source;
}

void readFolder(const std::filesystem::path& folder, Mark named, Sources& sources, LintSink& sink) {
    std::error_code failure;
    if (!std::filesystem::is_directory(folder, failure)) {
        sink.error(
            named,
            "unreadable",
            "the folder " + inBackquotes(folder.string()) + " is not there",
            "Create it, or correct `mappings:`"
        );
        return;
    }
    sources.mappings = readAll(folder, ".yaml", sink);
    sources.policies = readAll(folder / "policies", ".yaml", sink);
    sources.words = readAll(folder / "words", ".txt", sink);
    for (Source& words : sources.words)
        words.name = "words/" + std::filesystem::path(words.name).filename().string();
}

}  // namespace bowline::settings
