// Values that a message completes and an earlier entry begins in full view: known too late.
#pragma once

#include "connector/model/rules.h"
#include "connector/stages/passage.h"

#include <vector>

namespace bowline::stages {

struct LateDiscovery;
struct ShownEntry;

/// `shown`: what stands in the ticket of earlier messages. What the mapping keeps is none, nor what
/// is the business's own: nobody must be woken for the hotline.
std::vector<LateDiscovery> lateDiscoveries(
    const Inspected& inspected, const Mapping& mapping, const std::vector<ShownEntry>& shown
);

}  // namespace bowline::stages
