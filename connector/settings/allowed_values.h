// The block `allow`: values that the business publishes itself and everybody may read.
#pragma once

#include "connector/model/rules.h"
#include "connector/settings/fields.h"

namespace bowline::settings {

FieldSpec allowSpec();

/// Adds what `fields` allows to `allowed`. Faults go to `sink`: a value that is too long or too
/// short to be one, a telephone number without its country, an account that is none.
void readAllowed(const Fields& fields, AllowedValues& allowed, LintSink& sink);

}  // namespace bowline::settings
