// The lines at the foot of a passport or identity card that machines read.
#pragma once

#include "connector/detect/candidate.h"

#include <string_view>

namespace bowline::detect {

/// Class "passport", detail "mrz", reason "check" where one of a line's check digits is right, else
/// "shape": words of 30 to 44 capital letters, digits and '<', with two '<' at least. Such a line
/// holds name, number and date of birth. Source: ICAO Doc 9303 parts 4 to 6.
Candidates findTravelDocuments(std::string_view view);

}  // namespace bowline::detect
