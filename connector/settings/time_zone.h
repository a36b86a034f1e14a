// The clock of a place, written out from the ICU library's copy of the IANA time zone database.
#pragma once

#include "connector/model/calendar.h"

#include <string>
#include <vector>

namespace bowline::settings {

/// Changes of the clock in `zone` ("Europe/Berlin") from 2000 to 2100, ascending, the first one for
/// all times before. Absence: empty when there is no such zone.
std::vector<ClockChange> clockChangesIn(const std::string& zone);

/// The names of all zones, for suggestions.
std::vector<std::string> timeZoneNames();

}  // namespace bowline::settings
