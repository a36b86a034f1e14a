#include "connector/settings/rule_set_id.h"

#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <algorithm>

namespace bowline::settings {

namespace {

/// Appends a text with its length before it, so that no two sets of texts run together alike.
void appendCounted(std::string& out, const std::string& text) {
    out += std::to_string(text.size()) + ":" + text;
}

}  // namespace

std::string ruleSetId(const Sources& sources, const std::set<std::string>& adapters) {
    std::string all;
    appendCounted(all, sources.config.text);
    for (auto files : {sources.mappings, sources.policies, sources.words}) {
        std::sort(files.begin(), files.end(), [](const Source& a, const Source& b) {
            return a.name < b.name;
        });
        all += std::to_string(files.size()) + ";";
        for (const Source& file : files)
            appendCounted(all, file.text);
    }
    for (const std::string& text : adapters)
        appendCounted(all, text);
    return toHex(asText(sha256(all)));
}

}  // namespace bowline::settings
