// Whether digits without '+' look like a phone number of a region rather than a date, an order or a
// price.
#pragma once

#include "connector/detect/digit_groups.h"

#include <string_view>
#include <vector>

namespace bowline::detect {

/// True when the window begins with the trunk 0, is written as this region writes numbers (North
/// America: 3-3-4; elsewhere at least three groups and nine digits), or stands near a word about
/// phones; never for dates, addresses of machines, decimals, or behind a word about orders. No
/// number plan is asked.
bool looksNational(
    std::string_view view, const std::vector<DigitGroup>& window, std::string_view region
);

}  // namespace bowline::detect
