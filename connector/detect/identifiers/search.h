// Identifiers in a text: groups of letters and digits are joined to windows, each window is held
// against the kinds of its shape, and what is proven is weighed.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/identifiers/shape_index.h"
#include "connector/detect/scan_text.h"

namespace bowline::detect {

/// Class and detail as in the table, reason "check", "check+context", "context" or "shape". A
/// window is part of no longer run of digits and signs. At most 24 groups and 25 characters make a
/// window, so the time is linear in the text. `shapes`: where the shapes of a length are found;
/// more of them than fit change no answer.
Candidates findIdentifiers(const ScanText& text, const AllShapes& shapes = allShapes());

}  // namespace bowline::detect
