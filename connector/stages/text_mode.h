// How much of a message's text one destination gets.
#pragma once

#include "connector/stages/passage.h"

namespace bowline::stages {

/// The mode that shows most among the mapping's own and those of its rules that hold for this
/// message. A text that could not be read to its end counts as one that holds every class. Pure.
TextMode textModeOf(const Mapping& mapping, const Inspected& inspected);

}  // namespace bowline::stages
