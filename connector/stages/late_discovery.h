// Values that a message completes and an earlier entry begins in full view: known too late.
#pragma once

#include "connector/model/rules.h"
#include "connector/stages/passage.h"

#include <string_view>
#include <vector>

namespace bowline::stages {

struct LateDiscovery;
struct Amendment;
struct ShownEntry;

/// `shown`: what stands in the ticket of earlier messages. What the mapping keeps is none, nor what
/// is the business's own: nobody must be woken for the hotline.
std::vector<LateDiscovery> lateDiscoveries(
    const Inspected& inspected, const Mapping& mapping, const std::vector<ShownEntry>& shown
);

/// The entries of which lateDiscoveries() tells, with a placeholder for each such beginning in
/// their comments, in `language`. Of the subject of a ticket nothing is changed.
std::vector<Amendment> amendmentsOf(
    const Inspected& inspected,
    const Mapping& mapping,
    const std::vector<ShownEntry>& shown,
    std::string_view language
);

}  // namespace bowline::stages
