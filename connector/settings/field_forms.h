// `field_types` of contact and ticket: what a further field takes.
#pragma once

#include "connector/model/rules.h"
#include "connector/settings/fields.h"

namespace bowline::settings {

FieldSpec fieldTypesSpec();

/// Gives the `fields` of `section` (contact or ticket) their forms. Faults go to `sink`: a field
/// that the mapping does not fill or that has two rows, a list for what is no text, an `otherwise`
/// that the field would not take.
void readFieldForms(const Fields& section, FieldRules& fields, LintSink& sink);

}  // namespace bowline::settings
