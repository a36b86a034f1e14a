// What a case says must come out.
#pragma once

#include "adapters/rest/case_file.h"
#include "adapters/rest/loader_faults.h"

namespace bowline::adapters::rest {

ExpectedOutcome readOutcome(const settings::YamlNode& node, Faults& faults);

}  // namespace bowline::adapters::rest
