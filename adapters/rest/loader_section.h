// One map of an adapter file whose keys are a closed list: the reader asks for the keys it knows,
// what nobody asked for is an error with the nearest known name.
#pragma once

#include "adapters/rest/loader_faults.h"

#include <string>
#include <string_view>
#include <vector>

namespace bowline::adapters::rest {

class FileSection {
public:
    /// `node` and `faults` outlive the section. A node that is no map is one fault and counts as
    /// empty.
    FileSection(const settings::YamlNode& node, std::string_view name, Faults& faults);

    /// Absence: null.
    const settings::YamlNode* find(std::string_view key);
    /// The same; null is a fault.
    const settings::YamlNode* require(std::string_view key);
    /// Where the key stands; the section when it is not written.
    [[nodiscard]] settings::Mark markOf(std::string_view key) const;
    [[nodiscard]] settings::Mark mark() const { return node_.mark; }
    [[nodiscard]] bool has(std::string_view key) const { return node_.find(key) != nullptr; }

    /// Tells the keys that nobody asked for.
    void close();

private:
    const settings::YamlNode& node_;
    std::string name_;
    Faults& faults_;
    std::vector<std::string> known_;
};

/// `node`'s entries; a fault and none when it is no map. `name` is the key it stands at.
const std::vector<settings::YamlEntry>& entriesOf(
    const settings::YamlNode& node, std::string_view name, Faults& faults
);
/// `node`'s items; a fault and none when it is no list.
const std::vector<settings::YamlNode>& itemsOf(
    const settings::YamlNode& node, std::string_view name, Faults& faults
);

}  // namespace bowline::adapters::rest
