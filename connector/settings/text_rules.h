// The keys `text` and `text_when` of a mapping: how much of a message's text its destination gets.
#pragma once

#include "connector/settings/fields.h"
#include "connector/settings/mapping.h"

#include <string>
#include <vector>

namespace bowline::settings {

FieldSpec textSpec();
FieldSpec textWhenSpec();

/// Fills `text` and `textRules` of `mapping`. All faults go to `sink`: a mode that the policy
/// forbids, one that hides more than what stands without the line, a condition that is none.
/// `policy`: null when it is not there; `classes`: the names that may stand in `unless_found`.
void readTextRules(
    const Fields& fields,
    const Policy* policy,
    const std::vector<std::string>& classes,
    Mapping& mapping,
    LintSink& sink
);

}  // namespace bowline::settings
