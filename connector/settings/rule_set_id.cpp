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

void appendAll(std::string& out, std::vector<Source> files, std::string Source::*order) {
    std::ranges::sort(files, {}, order);
    out += std::to_string(files.size()) + ";";
    for (const Source& file : files)
        appendCounted(out, file.text);
}

}  // namespace

std::string ruleSetId(const Sources& sources, const std::set<std::string>& adapters) {
    std::string all;
    appendCounted(all, sources.config.text);
    // Mappings and policies say themselves what they are for; a word list is known by its name.
    appendAll(all, sources.mappings, &Source::text);
    appendAll(all, sources.policies, &Source::text);
    appendAll(all, sources.words, &Source::name);
    for (const std::string& text : adapters)
        appendCounted(all, text);
    return toHex(asText(sha256(all)));
}

}  // namespace bowline::settings
