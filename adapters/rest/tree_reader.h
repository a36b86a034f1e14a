// A tree of a body or a query: scalars, lists, maps and what begins with `$`.
#pragma once

#include "adapters/rest/expression_reader.h"
#include "adapters/rest/loader_context.h"

namespace bowline::adapters::rest {

/// How the content of a file may stand in a tree: not at all, as base64 text, or as it is too.
enum class FileUse { Refused, Encoded, Any };

struct TreePlace {
    StandIns standIns = StandIns::Refused;
    FileUse files = FileUse::Refused;
};

class TreeReader {
public:
    /// `loading` outlives the reader.
    TreeReader(Loading& loading, TreePlace place) : loading_(loading), place_(place) {}

    Tree read(const settings::YamlNode& node, const NameScope& scope);

private:
    /// A null; `at` is where a value is missing when none was written.
    Tree written(const settings::YamlNode& node, settings::Mark at);
    Tree scalar(const settings::YamlNode& node, const NameScope& scope);
    Tree map(const settings::YamlNode& node, const NameScope& scope);
    Tree each(const settings::YamlNode& node, const NameScope& scope);
    Tree choice(const settings::YamlNode& node, const NameScope& scope);
    Tree merge(const settings::YamlNode& node, const NameScope& scope);
    Tree used(const settings::YamlNode& node, const NameScope& scope);
    Tree inLanguage(const settings::YamlNode& node, const NameScope& scope);
    bool isKey(const settings::YamlEntry& entry);

    Loading& loading_;
    TreePlace place_;
};

/// The name that a loop gives its items; also one that cannot be, so that its uses are no faults
/// too.
std::string loopName(const settings::YamlNode& node, Faults& faults);

}  // namespace bowline::adapters::rest
