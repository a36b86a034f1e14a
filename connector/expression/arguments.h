// What is wrong with the arguments of a filter, as far as it can be known when a template is
// compiled.
#pragma once

#include "connector/expression/program.h"

#include <string>

namespace bowline::expression {

/// "must be a number", or what a date format or a pattern holds that it may not; empty when nothing
/// is wrong or only a run can tell. Keeps the compiled pattern in `call`.
std::string argumentFault(const Node& given, ArgumentKind kind, Node& call);

}  // namespace bowline::expression
