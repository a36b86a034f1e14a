// A value that somebody writes twice: the second time without the word that gave it away.
#pragma once

#include "connector/detect/candidate.h"

#include <string_view>

namespace bowline::detect {

/// The other places of the first sixteen values of `found` in `view`, letter by letter and not as
/// part of a longer word or number; reason "repeated". Without them the guards would find there
/// what was masked here, and park the message.
Candidates findRepeats(std::string_view view, const Candidates& found);

}  // namespace bowline::detect
