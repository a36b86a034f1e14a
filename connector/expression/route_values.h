// What a mapping may read of the rule that chose its destination: the paths `route.*`.
#pragma once

#include "connector/expression/value.h"
#include "connector/model/rules.h"

namespace bowline::expression {

/// By the names behind `route.`. What the rule does not say is null; the queue and its owners are
/// empty texts then.
Map routeValues(const RouteRule& rule);

}  // namespace bowline::expression
