// Detection, once, on the source values: what the person wrote and calls herself, before a template
// may cut or join it.
#pragma once

#include "connector/detect/detector.h"
#include "connector/stages/neighbours.h"
#include "connector/stages/passage.h"

namespace bowline::stages {

/// Composes the entry and looks at it and at the name. Parts that are sensitive by their role are
/// found as their class wherever no detector found something of its own. `target`: the event that
/// this one refers to, opened; null when it is not here. Read together with its neighbours. Pure;
/// never throws on any text.
Inspected inspect(
    Consented consented,
    const Event* target,
    std::string_view language,
    const detect::Detector& detector,
    const std::vector<detect::KnownValue>& known,
    const Neighbours& neighbours = {}
);

}  // namespace bowline::stages
