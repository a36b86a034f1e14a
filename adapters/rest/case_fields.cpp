#include "adapters/rest/case_fields.h"

#include "adapters/rest/case_values.h"
#include "adapters/rest/scalar_reader.h"

namespace bowline::adapters::rest {

using expression::Value;
using settings::YamlEntry;
using settings::YamlKind;
using settings::YamlNode;

std::string textIn(const YamlNode* node, std::string_view key, Faults& faults) {
    if (!node)
        return {};
    if (node->kind == YamlKind::Scalar)
        return node->text;
    tellWrong(*node, key, "a text", "Write a text", faults);
    return {};
}

std::optional<std::string> optionalText(
    FileSection& section, std::string_view key, Faults& faults
) {
    const YamlNode* node = section.find(key);
    return node ? std::optional(textIn(node, key, faults)) : std::nullopt;
}

NamedValues namedIn(FileSection& section, std::string_view key, Faults& faults) {
    NamedValues out;
    const YamlNode* node = section.find(key);
    if (!node)
        return out;
    for (const YamlEntry& entry : entriesOf(*node, key, faults))
        out.emplace_back(entry.key, valueOfYaml(entry.value));
    return out;
}

std::optional<Value> valueIn(FileSection& section, std::string_view key) {
    const YamlNode* node = section.find(key);
    return node ? std::optional(valueOfYaml(*node)) : std::nullopt;
}

}  // namespace bowline::adapters::rest
