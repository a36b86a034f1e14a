// Checks of bowline.yaml that compare several values: names are unique, what is referred to is
// there.
#pragma once

#include "connector/settings/fields.h"

namespace bowline::settings {

/// `fields`: the whole file as read by configSpecs. All faults go to `sink`.
void checkConfig(const Fields& fields, LintSink& sink);

}  // namespace bowline::settings
