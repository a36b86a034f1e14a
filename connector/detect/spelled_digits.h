// Digits that are written as words or as the letters that look like them, undone before anything
// else reads the text.
#pragma once

#include "connector/detect/cues.h"
#include "connector/detect/digit_groups.h"
#include "connector/detect/normal_view.h"

#include <string_view>
#include <vector>

namespace bowline::detect {

/// Six and more words for digits in a row ("four double-one oh") as the digits. What stands between
/// them goes. Fewer are ordinary language.
std::vector<Replacement> spelledDigits(std::string_view view, const Cues& cues);

/// O for 0 and l or I for 1 in a run of at least six digits that no other letter touches and in
/// which digits are the most. `digits`: the groups of `view`.
std::vector<LookAlike> lettersForDigits(
    std::string_view view, const std::vector<DigitGroup>& digits
);

}  // namespace bowline::detect
