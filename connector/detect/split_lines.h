// Values over the lines of one text, as in a conversation that somebody copied.
#pragma once

#include "connector/detect/detector.h"

#include <string_view>
#include <vector>

namespace bowline::detect {

/// Values whose parts stand in lines of their own with asides in lines between them: one finding a
/// part. Values over lines side by side are the detector's own. Nothing for texts of more than 8
/// KiB.
std::vector<Finding> foundAcrossLines(
    const Detector& detector,
    std::string_view text,
    const std::vector<KnownValue>& known,
    std::string_view region
);

}  // namespace bowline::detect
