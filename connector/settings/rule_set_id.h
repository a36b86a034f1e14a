// The name of a rule set: what stands in the ledger beside every disclosure.
#pragma once

#include "connector/settings/rule_set.h"

#include <set>
#include <string>

namespace bowline::settings {

/// SHA-256 over all texts with their lengths, in an order of their own; 64 hex characters. The
/// paths are no part of it: the same rules have the same id wherever they lie. `adapters`: the
/// adapter files that destinations use.
std::string ruleSetId(const Sources& sources, const std::set<std::string>& adapters);

}  // namespace bowline::settings
