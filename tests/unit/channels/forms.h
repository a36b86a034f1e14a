// Forms for the tests of this room: own fixtures, the shared ones where they are, and edits of
// them.
#pragma once

#include "tests/unit/channels/bodies.h"

#include <string>
#include <utility>
#include <vector>

namespace bowline::channels::forms {

inline std::filesystem::path own() {
    return std::filesystem::path(BOWLINE_SOURCE_DIR) / "tests/fixtures/twilio";
}

inline std::filesystem::path sharedForms() {
    return bodies::shared() / "whatsapp/chatwoot-chatwoot-twilio";
}

inline std::string named(const std::string& name) {
    return bodies::contentOf(own() / (name + ".form"));
}

/// All forms below `root`, sorted by name; none when it does not exist.
inline std::vector<bodies::Named> in(const std::filesystem::path& root) {
    std::vector<bodies::Named> out;
    if (!std::filesystem::exists(root))
        return out;
    for (const auto& file : std::filesystem::directory_iterator(root)) {
        if (file.path().extension() == ".form")
            out.push_back({file.path().filename().string(), bodies::contentOf(file.path())});
    }
    std::ranges::sort(out, {}, &bodies::Named::name);
    return out;
}

/// Own ones first.
inline std::vector<bodies::Named> all() {
    auto out = in(own());
    for (auto& form : in(sharedForms()))
        out.push_back(std::move(form));
    return out;
}

/// The pairs of a form as they are written.
inline std::vector<std::string> pairs(const std::string& form) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < form.size();) {
        const auto end = std::min(form.find('&', at), form.size());
        out.push_back(form.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

inline std::string joined(const std::vector<std::string>& pairs) {
    std::string out;
    for (const auto& pair : pairs)
        out += (out.empty() ? "" : "&") + pair;
    return out;
}

}  // namespace bowline::channels::forms
