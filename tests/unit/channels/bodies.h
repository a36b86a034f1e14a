// Bodies for the tests of this room: own fixtures, the shared ones where they are, and edits of
// them.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

namespace bowline::channels::bodies {

inline std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::filesystem::path own() {
    return std::filesystem::path(BOWLINE_SOURCE_DIR) / "tests/fixtures/meta_cloud";
}

/// The shared folder of fixtures; may not exist.
inline std::filesystem::path shared() {
    const char* told = std::getenv("BOWLINE_SHARED");
    const auto root = told != nullptr ? std::filesystem::path(told)
                                      : std::filesystem::path(BOWLINE_SOURCE_DIR) / "../shared";
    return root / "fixtures";
}

struct Named {
    std::string name;
    std::string content;
};

/// All Cloud API bodies at hand, sorted by name: own ones first, then shared ones with an `entry`.
inline std::vector<Named> all() {
    std::vector<std::filesystem::path> files;
    const auto collect = [&](const std::filesystem::path& root) {
        if (!std::filesystem::exists(root))
            return;
        std::vector<std::filesystem::path> found;
        for (const auto& file : std::filesystem::recursive_directory_iterator(root)) {
            if (file.path().extension() == ".json")
                found.push_back(file.path());
        }
        std::sort(found.begin(), found.end());
        files.insert(files.end(), found.begin(), found.end());
    };
    collect(own());
    collect(shared() / "whatsapp");
    std::vector<Named> out;
    for (const auto& file : files) {
        auto content = contentOf(file);
        const auto json = nlohmann::json::parse(content, nullptr, false);
        if (json.is_object() && json.contains("entry"))
            out.push_back({file.filename().string(), std::move(content)});
    }
    return out;
}

/// A body with one change of field "messages" and this value.
inline std::string withValue(const nlohmann::json& value) {
    return nlohmann::json{
        {"object", "whatsapp_business_account"},
        {"entry", {{{"id", "9"}, {"changes", {{{"field", "messages"}, {"value", value}}}}}}}}
        .dump();
}

inline std::string withMessage(const nlohmann::json& message) {
    return withValue(
        {{"metadata", {{"phone_number_id", "123"}}},
         {"contacts",
          {{{"wa_id", "15550100001"},
            {"user_id", "US.5"},
            {"profile", {{"name", "Zoe Example"}}}}}},
         {"messages", nlohmann::json::array({message})}}
    );
}

inline nlohmann::json textMessage() {
    return {
        {"from", "15550100001"},
        {"id", "wamid.A"},
        {"timestamp", "1750000000"},
        {"type", "text"},
        {"text", {{"body", "hello"}}}};
}

}  // namespace bowline::channels::bodies
