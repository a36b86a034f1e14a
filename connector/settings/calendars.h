// The section `calendars`: opening hours and holidays that routes ask for.
#pragma once

#include "connector/model/rules.h"
#include "connector/settings/fields.h"

#include <map>
#include <string>
#include <vector>

namespace bowline::settings {

using Calendars = std::map<std::string, CalendarPtr>;  ///< by name

FieldSpec calendarsSpec();

/// All faults go to `sink`: an unknown zone or day, hours that are none or overlap, a holiday that
/// is no date.
Calendars readCalendars(const std::vector<Fields>& sections, LintSink& sink);

}  // namespace bowline::settings
