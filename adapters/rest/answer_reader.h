// What is made of an answer: the rules that class it, what is picked from it, what must hold.
#pragma once

#include "adapters/rest/loader_context.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace bowline::adapters::rest {

/// `responses:`. `scope` has the answer.
std::vector<AnswerRule> readAnswers(
    const settings::YamlNode& node, const NameScope& scope, Loading& loading
);
/// A pointer or an expression.
Pick readPick(
    std::string_view name, const settings::YamlNode& node, const NameScope& scope, Loading& loading
);
/// `pick:`. `allowed`: the names that exist; nothing where the author chooses them.
std::vector<Pick> readPicks(
    const settings::YamlNode& node,
    std::string_view key,
    const std::optional<std::vector<std::string>>& allowed,
    const NameScope& scope,
    Loading& loading
);
bool picks(const std::vector<Pick>& list, std::string_view name);

}  // namespace bowline::adapters::rest
