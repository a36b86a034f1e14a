// Checks of bowline.yaml that compare several values: names are unique, what is referred to is
// there.
#pragma once

#include "connector/settings/fields.h"

namespace bowline::settings {

/// `fields`: the whole file as read by configSpecs. All faults go to `sink`.
void checkConfig(const Fields& fields, LintSink& sink);

/// `field` has another value in every row that has one; `what` names the rows.
void requireUnique(
    const std::vector<Fields>& rows,
    const char* field,
    const char* code,
    const char* what,
    LintSink& sink
);
/// A list that is written has an entry.
void requireEntries(const Fields& fields, const char* name, LintSink& sink);

}  // namespace bowline::settings
