// The block `attachments` of a mapping: which files may travel.
#pragma once

#include "connector/settings/fields.h"

namespace bowline::settings {

FieldSpec attachmentsSpec();

/// An error in `sink` for each kind that is none.
void checkAttachments(const Fields& fields, LintSink& sink);

}  // namespace bowline::settings
