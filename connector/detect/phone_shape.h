// Whether digits without '+' look like a phone number rather than a date, an order or a price.
#pragma once

#include "connector/detect/scan_text.h"

#include <span>

namespace bowline::detect {

/// What speaks for a window of groups; nothing does for dates, addresses of machines, decimals, or
/// right behind a word about something else.
struct NationalSigns {
    /// As the region writes numbers: North America 3-3-4, elsewhere the trunk 0 or at least three
    /// groups and nine digits. Without a region: 3-3-4 as North America gives it out, or the trunk
    /// 0 and two groups.
    bool written = false;
    bool spokenOf = false;  ///< near a word about phones
};

/// No numbering plan is asked.
NationalSigns nationalSigns(const ScanText& text, std::span<const DigitGroup> window);

}  // namespace bowline::detect
