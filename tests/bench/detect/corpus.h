// The labelled texts, where there are any: one JSON object a line.
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace bowline::tests {

struct LabelledText {
    std::string id;
    std::string text;
    std::string disguise;  ///< kind of disguise ("keycap"), or empty
    nlohmann::json spans;  ///< [{"start","end","type"}], offsets in code points
    bool core = true;      ///< counted in the published figures
    nlohmann::json messages = nlohmann::json::array();  ///< [[begin, end]] in code points, or none
};

/// All texts of the .jsonl files in `folder`, in order of file and line. Errors: std::exception on
/// a line that is no JSON.
std::vector<LabelledText> readCorpus(const std::filesystem::path& folder);

/// Files of `folder` whose figures are published: not those of disguises and split messages, which
/// have tables of their own.
std::vector<std::filesystem::path> coreFiles(const std::filesystem::path& folder);

}  // namespace bowline::tests
