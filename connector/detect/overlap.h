// Decides which of overlapping proposals stands.
#pragma once

#include "connector/detect/candidate.h"

#include <string_view>
#include <vector>

namespace bowline::detect {

/// Sorted findings that do not overlap: the stronger stands, then the longer, then the earlier.
/// What a weaker one covers beside a stronger one stays a finding of its class, so nothing that
/// anybody found is left bare; a rest without letter or digit is dropped. `view` is the text that
/// the spans count in.
std::vector<Finding> withoutOverlaps(Candidates candidates, std::string_view view);

}  // namespace bowline::detect
