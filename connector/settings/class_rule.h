// What an author writes behind one class: a word, or a word with its settings.
#pragma once

#include "connector/model/rules.h"
#include "connector/settings/yaml_tree.h"

#include <optional>
#include <string>
#include <vector>

namespace bowline::settings {

/// The words that stand for an action, from hiding all to hiding nothing.
const std::vector<std::string>& actionNames();

/// The rule for `cls`; nothing after a fault, which is in `sink`. `isBuiltIn`: not all of these can
/// be generalised.
std::optional<ClassRule> readClassRule(
    const std::string& cls, bool isBuiltIn, const YamlNode& node, LintSink& sink
);

/// True when a value under `a` shows less than under `b`. Silence is no part of it: it hides that
/// there was a value, not the value.
bool isStricter(const ClassRule& a, const ClassRule& b);

}  // namespace bowline::settings
