// The blocks `contact`, `ticket` and `comment` of a mapping: what is written into the destination,
// as templates.
#pragma once

#include "connector/settings/fields.h"
#include "connector/settings/mapping.h"

namespace bowline::settings {

FieldSpec contactSpec();
FieldSpec ticketSpec();
FieldSpec commentSpec();

/// Compiles all templates into `into.mapping`, and notes in `into.templates` where each stands; one
/// with a fault is null. Faults go to `sink`, with their place within the template.
void readTemplates(const Fields& fields, CompiledMapping& into, LintSink& sink);

}  // namespace bowline::settings
