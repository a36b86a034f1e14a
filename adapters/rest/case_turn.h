// One turn of a case's exchange: the request that must come, and what is answered.
#pragma once

#include "adapters/rest/case_file.h"
#include "adapters/rest/loader_faults.h"

#include <optional>

namespace bowline::adapters::rest {

/// Absence: one of the two is missing, which is told.
std::optional<CaseTurn> readTurn(const settings::YamlNode& node, Faults& faults);

}  // namespace bowline::adapters::rest
