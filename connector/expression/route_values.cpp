#include "connector/expression/route_values.h"

#include <fmt/format.h>

namespace bowline::expression {

Map routeValues(const RouteRule& rule) {
    return {
        {"queue", rule.queue},
        {"rule", rule.id},
        {"priority", rule.priority.empty() ? Value() : Value(rule.priority)},
        {"tags", fmt::format("{}", fmt::join(rule.tags, ", "))},
        {"first_reply", rule.owners.firstReply},
        {"escalation", rule.owners.escalation},
        {"resolution", rule.owners.resolution}};
}

}  // namespace bowline::expression
