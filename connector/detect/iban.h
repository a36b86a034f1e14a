// International bank account numbers.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/scan_text.h"

#include <string_view>

namespace bowline::detect {

/// Class "iban", detail = country, reason "mod97"; "context" for one that the check refuses but the
/// text calls an IBAN: a slip of the pen is still somebody's account. Any case, any usual
/// separator, O for 0 and l or I for 1.
Candidates findIbans(const ScanText& text);

/// Characters of an IBAN of `country` ("DE": 22), 0 for a country that has none.
/// Source: SWIFT IBAN registry, release 98.
std::size_t ibanLength(std::string_view country);

}  // namespace bowline::detect
