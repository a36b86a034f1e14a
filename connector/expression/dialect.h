// Questions to a dialect that the parser asks.
#pragma once

#include "connector/expression/template.h"

namespace bowline::expression {

/// True when `path` is listed, or lies below a listed "root.*".
bool allows(const Dialect& dialect, const std::string& path);
/// A hint: "did you mean message.text?" or, with nothing near, all `names`.
std::string nearestOrAll(const std::string& typed, const std::set<std::string>& names);

}  // namespace bowline::expression
