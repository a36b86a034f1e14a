// Detection, once, on the source values: what the person wrote and calls herself, before a template
// may cut or join it.
#pragma once

#include "connector/detect/detector.h"
#include "connector/stages/passage.h"

namespace bowline::stages {

/// Pure; never throws on any text.
Inspected inspect(
    Consented consented,
    const detect::Detector& detector,
    const std::vector<detect::KnownValue>& known
);

/// The person's own text in an event; empty for kinds that carry none.
std::string_view textOf(const Event& event);

}  // namespace bowline::stages
