#include "adapters/rest/loader_section.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

using settings::inBackquotes;
using settings::YamlEntry;
using settings::YamlKind;
using settings::YamlNode;

FileSection::FileSection(const YamlNode& node, std::string_view name, Faults& faults)
    : node_(node), name_(name), faults_(faults) {
    entriesOf(node, name, faults);
}

const YamlNode* FileSection::find(std::string_view key) {
    if (std::ranges::find(known_, key) == known_.end())
        known_.emplace_back(key);
    return node_.find(key);
}

const YamlNode* FileSection::require(std::string_view key) {
    const YamlNode* found = find(key);
    if (!found && node_.kind == YamlKind::Map) {
        faults_.error(
            node_.mark,
            "missing_key",
            fmt::format("`{}` needs `{}`", name_, key),
            fmt::format("Add `{}`", key)
        );
    }
    return found;
}

settings::Mark FileSection::markOf(std::string_view key) const {
    for (const YamlEntry& entry : node_.entries) {
        if (entry.key == key)
            return entry.keyMark;
    }
    return node_.mark;
}

void FileSection::close() {
    for (const YamlEntry& entry : node_.entries) {
        if (std::ranges::find(known_, entry.key) != known_.end())
            continue;
        faults_.error(
            entry.keyMark,
            "unknown_key",
            fmt::format("`{}` has no key {}", name_, inBackquotes(entry.key)),
            settings::suggestion(entry.key, known_)
        );
    }
}

const std::vector<YamlEntry>& entriesOf(
    const YamlNode& node, std::string_view name, Faults& faults
) {
    static const std::vector<YamlEntry> kNone;
    if (node.kind == YamlKind::Map)
        return node.entries;
    faults.error(
        node.mark,
        "wrong_type",
        fmt::format("`{}` must be a map", name),
        "Write `key: value` lines below it, or `{key: value}`"
    );
    return kNone;
}

const std::vector<YamlNode>& itemsOf(const YamlNode& node, std::string_view name, Faults& faults) {
    static const std::vector<YamlNode> kNone;
    if (node.kind == YamlKind::List)
        return node.items;
    faults.error(
        node.mark,
        "wrong_type",
        fmt::format("`{}` must be a list", name),
        "Write `- item` lines below it, or `[item, item]`"
    );
    return kNone;
}

}  // namespace bowline::adapters::rest
