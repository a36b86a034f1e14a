// What an adapter's answer means to the workflow.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/delivery/workflow.h"

#include <optional>
#include <string>

namespace bowline::delivery {

/// An "absent" or "duplicate" that is left at the end breaks the contract of Adapter: it becomes
/// Rejected "adapter_broken".
StepOutcome asWritten(adapter_api::PrimitiveOutcome outcome);

/// The destination's id of what was found or made; nothing when nothing was.
std::optional<std::string> idIn(const adapter_api::PrimitiveOutcome& outcome);

}  // namespace bowline::delivery
