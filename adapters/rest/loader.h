// From an adapter file to a checked AdapterSpec. All that can be wrong with a file is found here,
// at once and with line, column and cure, so that the runner meets no surprise at the moment when a
// customer's message waits. Pure: no file is opened, no network asked.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/settings/field_spec.h"
#include "connector/settings/lint.h"

#include <set>
#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// Which fields of the mapping exist: `in.contact.fields.X` and `in.ticket.fields.X` compile only
/// for these; `any` for `adapter check` without a mapping.
struct FieldScope {
    bool any = false;
    std::set<std::string> contactFields;
    std::set<std::string> ticketFields;
};

/// The adapter in `text`; null when it has an error. All faults go to `sink`; a file with warnings
/// only is loaded. Nothing is thrown for any text.
AdapterSpecPtr loadAdapter(
    std::string_view text, const FieldScope& scope, settings::LintSink& sink
);

/// Its settings as the fields of a destination in bowline.yaml.
settings::FieldVariant settingsOf(const AdapterSpec& spec);

}  // namespace bowline::adapters::rest
