// Postal codes by shape where the shape is one, else behind a word about them.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/scan_text.h"

namespace bowline::detect {

/// Class "postcode", detail the country by its shape ("GB", "NL", "CA") with reason "shape", or
/// empty with reason "context": four to six digits right behind a word for a postal code, with the
/// tail that the USA and Brazil write. Source of the shapes: Universal Postal Union, addressing
/// sheets.
Candidates findPostcodes(const ScanText& text);

}  // namespace bowline::detect
