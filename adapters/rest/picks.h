// What an adapter file picks out of an answer, and what it makes of it.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/expression/value.h"

#include <optional>
#include <string_view>
#include <vector>

namespace bowline::adapters::rest {

/// The pick's value: a pointer looks into `res.body`, an expression at all roots. At most 256 KiB.
expression::Value picked(const Pick& pick, const expression::Map& roots);
/// A pointer looks into `whole` instead: items of polls and webhooks.
expression::Value pickedFrom(
    const Pick& pick, const expression::Value& whole, const expression::Map& roots
);
/// All of them, by name.
expression::Map allPicked(const std::vector<Pick>& picks, const expression::Map& roots);

/// The pick called `name`, or null.
const Pick* pickNamed(const std::vector<Pick>& picks, std::string_view name);
/// True when it looks into the answer's body.
[[nodiscard]] bool wantsBody(const Pick& pick);
/// True when one of the paths that the template reads begins with `path`.
[[nodiscard]] bool reads(const TemplatePtr& source, std::string_view path);

}  // namespace bowline::adapters::rest
