// Phone numbers in a text: candidates by a cheap look at the digits, each asked of the numbering
// plans.
//
// Numbers that may as well be an order number (bare,
// national, without a word about phones near by) are left alone: masking them would empty tickets
// of what agents need.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/scan_text.h"

namespace bowline::detect {

/// Class "phone"; reason "plan" (a range that is given out), "international" (only its length
/// exists), "context" (a word about phones stands near), "shape" (written like a number, no region
/// is known) or "unchecked". At most 32 questions and one for every 64 bytes go to the numbering
/// plans; what remains is taken for a number unchecked, so a flood costs little and shows nothing.
Candidates findPhones(const ScanText& text);

}  // namespace bowline::detect
