// Payment cards: issuer prefix, length and Luhn check together; one of them alone is no evidence.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/digit_groups.h"

#include <string_view>
#include <vector>

namespace bowline::detect {

/// Class "payment_card", detail = brand, reason "luhn+iin". Groups may be parted by blanks, dashes,
/// dots, slashes, underscores and line breaks; a window begins and ends with a group, so nothing is
/// searched inside a longer run. A number of at most 15 digits behind '+' or 00 is a phone number's
/// business.
Candidates findCards(std::string_view view, const std::vector<DigitGroup>& groups);

/// Brand of `digits` ("Visa"), empty when prefix and length fit none. Source: the issuers'
/// published ranges (ISO/IEC 7812 first digits).
std::string_view brandOf(std::string_view digits);

/// Sources: ISO/IEC 7812-1 annex B.
bool passesLuhn(std::string_view digits);

}  // namespace bowline::detect
