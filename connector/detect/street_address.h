// Streets with a house number, by the habits of writing them: "1100 Valley House Drive",
// "Hauptstraße 5", "Via Roma 131", "31 rue de la Paix". No register of streets is asked.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/scan_text.h"

namespace bowline::detect {

/// Class "street_address", reason "shape": the street, its number and the flat behind it. Streets
/// of whole words in English and the Romance and Slavic languages, streets of one word in the
/// Germanic ones and Finnish. A street without a number is nobody's address.
Candidates findStreetAddresses(const ScanText& text);

}  // namespace bowline::detect
