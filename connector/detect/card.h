// Payment cards: issuer prefix, length and Luhn check together; one of them alone is no evidence.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/scan_text.h"

#include <string_view>

namespace bowline::detect {

/// Class "payment_card", detail = brand, reason "luhn+iin"; "luhn+context" without a brand, where
/// the text speaks of a card. Groups may be parted by blanks, dashes, dots, slashes, underscores
/// and line breaks; a window begins and ends with a group, so nothing is searched inside a longer
/// run. A number of at most 15 digits behind '+' or 00 is a phone number's business.
Candidates findCards(const ScanText& text);

/// Brand of `digits` ("Visa"), empty when prefix and length fit none. Source: the issuers'
/// published ranges (ISO/IEC 7812 first digits).
std::string_view brandOf(std::string_view digits);

}  // namespace bowline::detect
