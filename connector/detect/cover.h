// Two lists of findings of one text as one.
#pragma once

#include "connector/model/finding.h"

#include <vector>

namespace bowline::detect {

/// `first` and what of `rest` it leaves uncovered, sorted; nothing that either found is left bare.
/// `first` is sorted and does not overlap.
std::vector<Finding> withCover(std::vector<Finding> first, const std::vector<Finding>& rest);

}  // namespace bowline::detect
