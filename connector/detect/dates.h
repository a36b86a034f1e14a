// Dates that say something about somebody: of birth, and of a card's end.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/scan_text.h"

namespace bowline::detect {

/// Class "date_of_birth" (reason "context"): a date near a word about birth, in digits ("4.7.1955",
/// "1955-07-04") or with the month's name ("4 July 1955"). Class "card_expiry": month and year
/// behind a word about expiry or within 24 characters behind one of `cards`.
Candidates findDates(const ScanText& text, const Candidates& cards);

}  // namespace bowline::detect
