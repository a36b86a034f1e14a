#include "tests/bench/detect/corpus.h"

#include <algorithm>
#include <fstream>

namespace bowline::tests {

namespace {

bool isCore(const std::filesystem::path& file) {
    const auto name = file.filename().string();
    return name.find("obfuscated") == std::string::npos &&
           name.find("split") == std::string::npos && name.find("robustness") == std::string::npos;
}

std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".jsonl")
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

std::vector<LabelledText> readCorpus(const std::filesystem::path& folder) {
    std::vector<LabelledText> texts;
    for (const auto& file : filesIn(folder)) {
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) {
            const auto json = nlohmann::json::parse(line);
            texts.push_back(
                {json.at("id"),
                 json.at("text"),
                 json.value("obf", ""),
                 json.at("spans"),
                 isCore(file),
                 json.value("msgs", nlohmann::json::array())}
            );
        }
    }
    return texts;
}

std::vector<std::filesystem::path> coreFiles(const std::filesystem::path& folder) {
    auto files = filesIn(folder);
    std::erase_if(files, [](const auto& file) { return !isCore(file); });
    return files;
}

}  // namespace bowline::tests
