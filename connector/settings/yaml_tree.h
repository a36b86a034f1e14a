// A YAML file as a bounded tree of our own. yaml-cpp's nodes allow duplicate keys (the first wins),
// cycles and "billion laughs" (reference trust.md 4.2, measured); here all of these are faults with
// a place, and scalars stay the text that the author wrote: nothing is guessed to be a number or a
// date.
#pragma once

#include "connector/settings/lint.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::settings {

constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxNodes = 200'000;  ///< aliases counted as what they stand for
constexpr std::size_t kMaxTextBytes = std::size_t{4}
                                      << 20;  ///< of all scalars, aliases counted likewise
constexpr std::size_t kMaxDepth = 32;
constexpr std::size_t kMaxAliasDepth = 8;

enum class YamlKind { Null, Scalar, List, Map };

struct YamlEntry;

struct YamlNode {
    YamlKind kind = YamlKind::Null;
    std::string text;                ///< of a scalar, unescaped
    bool isQuoted = false;           ///< a scalar in quotes or a block scalar
    std::vector<YamlNode> items;     ///< of a list
    std::vector<YamlEntry> entries;  ///< of a map, in the file's order, keys unique
    Mark mark;

    /// The value of `key`, or null. Linear: maps of settings are small and each is walked once.
    [[nodiscard]] const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
    std::string key;
    Mark keyMark;
    YamlNode value;
};

/// The root of the one document in `text`; nothing after a fault that leaves no tree (syntax, a
/// bound). Duplicate keys are reported and the rest is still read. An empty document is a Null
/// node. Errors: all go to `sink`; nothing is thrown and no word of the parser is passed on.
std::optional<YamlNode> parseYaml(std::string_view text, LintSink& sink);

}  // namespace bowline::settings
