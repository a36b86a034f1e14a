// One text under scan, as all recognisers read it. Nothing of it is owned; it lives for one scan.
#pragma once

#include "connector/detect/cues.h"
#include "connector/detect/digit_groups.h"

#include <string_view>
#include <vector>

namespace bowline::detect {

struct ScanText {
    std::string_view view;                  ///< a NormalView's text
    const std::vector<DigitGroup>& digits;  ///< of the view
    const Cues& cues;                       ///< of the view
    std::string_view region;                ///< CLDR region of the sender, or empty
};

}  // namespace bowline::detect
