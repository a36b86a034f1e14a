#include "connector/stages/route.h"

#include "connector/base/error.h"
#include "connector/stages/route_match.h"

#include <algorithm>

namespace bowline::stages {

namespace {

/// Absence: null.
const RouteRule* keptRule(const std::vector<RouteRule>& rules, const std::string& openedBy) {
    const auto found = std::ranges::find(rules, openedBy, &RouteRule::id);
    const bool opens = found != rules.end() && found->path == RoutePath::Ticket &&
                       !found->when.openTicket.value_or(false);
    return opens ? &*found : nullptr;
}

const RouteRule& firstMatch(
    const RouteFacts& facts, const std::vector<RouteRule>& rules, const std::string& openedBy
) {
    const auto* kept = facts.hasOpenTicket() ? keptRule(rules, openedBy) : nullptr;
    const auto found = std::ranges::find_if(rules, [&](const RouteRule& rule) {
        if (kept != nullptr && !rule.when.openTicket.value_or(false))
            return &rule == kept;
        return facts.meet(rule.when);
    });
    if (found == rules.end())
        throw Error("route: no rule matches", "end the table with a rule without condition");
    return *found;
}

const Mapping& mappingFor(const DestinationId& destination, const RuleSet& rules) {
    const auto found = rules.mappings.find(destination);
    if (found == rules.mappings.end()) {
        throw Error(
            "route: destination without a mapping: " + destination.str(), "run bowline check"
        );
    }
    return found->second;
}

Verdict verdictFor(const Consented& consented, const Mapping& mapping) {
    if (isImported(consented.placed().event) && !mapping.takesHistory)
        return {Decision::Drop, "imported"};
    return consented.verdictFor(mapping.purpose);
}

}  // namespace

bool takesHistory(const RuleSet& rules) {
    return std::ranges::any_of(rules.mappings, [](const auto& entry) {
        return entry.second.takesHistory;
    });
}

Routed route(Inspected inspected, const RuleSet& rules, const std::string& openedBy) {
    const auto& rule = firstMatch(RouteFacts(inspected), rules.routes, openedBy);
    Routed routed{std::move(inspected), {}, {}, rule};
    for (const auto& destination : rule.destinations) {
        const auto verdict = verdictFor(routed.inspected.consented, mappingFor(destination, rules));
        if (verdict.decision == Decision::Pass) {
            routed.destinations.push_back(destination);
        } else {
            routed.leftOut.push_back({destination, verdict});
        }
    }
    return routed;
}

Verdict verdictOfUnrouted(const Routed& routed) {
    const auto held = std::ranges::find(routed.leftOut, Decision::Hold, [](const LeftOut& out) {
        return out.verdict.decision;
    });
    if (held != routed.leftOut.end())
        return held->verdict;
    return routed.leftOut.empty() ? Verdict{Decision::Drop, "no_destination"}
                                  : routed.leftOut.front().verdict;
}

}  // namespace bowline::stages
