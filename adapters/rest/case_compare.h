// What an adapter sent beside what its case expects.
#pragma once

#include "adapters/rest/case_file.h"
#include "connector/adapter_api/exchange.h"

#include <string>
#include <vector>

namespace bowline::adapters::rest {

/// All that differs: "method: expected "POST", sent "PUT"".
std::vector<std::string> requestDifferences(
    const ExpectedRequest& expected, const adapter_api::OutboundRequest& sent
);

/// An outcome as a case writes it: "{retry: throttle, after: 30s}".
std::string asWritten(const adapter_api::PrimitiveOutcome& outcome);

}  // namespace bowline::adapters::rest
