// The values of a section of cases.yaml. A fault is told, and gives what an absent key gives.
#pragma once

#include "adapters/rest/case_file.h"
#include "adapters/rest/loader_section.h"

#include <optional>
#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// Empty for none.
std::string textIn(const settings::YamlNode* node, std::string_view key, Faults& faults);
std::optional<std::string> optionalText(FileSection& section, std::string_view key, Faults& faults);
NamedValues namedIn(FileSection& section, std::string_view key, Faults& faults);
std::optional<expression::Value> valueIn(FileSection& section, std::string_view key);

}  // namespace bowline::adapters::rest
