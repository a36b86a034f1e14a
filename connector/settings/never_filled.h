// Fields of a ticket that would always be empty, since no route gives what they show.
#pragma once

#include "connector/settings/config.h"
#include "connector/settings/mapping.h"

namespace bowline::settings {

/// A warning for each template of `compiled` that only shows what no route to its destination has:
/// owners, a priority, tags. A template with a default is none.
void warnNeverFilled(const Config& config, const CompiledMapping& compiled, LintSink& sink);

}  // namespace bowline::settings
