// What the rows of `channels` must be beyond their single fields.
#pragma once

#include "connector/settings/fields.h"

namespace bowline::settings {

/// Reports what no single field can know: an address that is none, a channel that nothing proves, a
/// previous secret without a current one, a number in a form that never fits.
void checkChannel(const Fields& row, LintSink& sink);

}  // namespace bowline::settings
