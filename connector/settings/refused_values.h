// Fields that would stay empty because their form does not take what their template gives.
#pragma once

#include "connector/settings/config.h"
#include "connector/settings/mapping.h"

namespace bowline::settings {

/// Tries each field with `field_types` on a made-up message under every rule that leads to its
/// destination. An error where the value is the same for every message of that rule or of the wrong
/// type, a warning where it depends on the message; none where `otherwise` says what stands there.
void checkRefusedValues(const Config& config, const CompiledMapping& compiled, LintSink& sink);

}  // namespace bowline::settings
