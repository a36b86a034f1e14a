// Values of cases.yaml, and what differs between two of them.
#pragma once

#include "connector/expression/value.h"
#include "connector/settings/yaml_tree.h"

#include <string>
#include <vector>

namespace bowline::adapters::rest {

/// Without quotes, `2` and `true` are a number and a bool; other numbers are texts, as in JSON that
/// was read.
expression::Value valueOfYaml(const settings::YamlNode& node);

/// "expected 2, SAID 3", each with the JSON pointer at which the two part; at most five.
std::vector<std::string> differencesOf(
    const expression::Value& expected, const expression::Value& came, const std::string& said
);

/// As a difference quotes it: JSON, at most 200 bytes.
std::string quotedValue(const expression::Value& value);

}  // namespace bowline::adapters::rest
