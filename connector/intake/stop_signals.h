// Which stops a body holds: the quick look before the acknowledgement (DESIGN 5, stop fence). Pure.
#pragma once

#include "connector/base/hmac.h"
#include "connector/model/update.h"
#include "connector/store/stops.h"

#include <vector>

namespace bowline::intake {

/// What a stop is for, from the configuration.
struct StopPolicy {
    std::vector<PurposeId> byWord;  ///< purposes that an opt-out word stops
    PurposeId byPreference;         ///< the purpose that the provider's own switch stops
};

/// One row for each identifier of the sender (other forms of the number included) and each purpose:
/// for a message that is an exact opt-out word, and for a preference that says stop. The journal's
/// number is left 0: it exists only at the commit. Nothing that a later update of the same body
/// says takes a stop back here.
std::vector<store::Stop> stopsIn(
    const std::vector<Update>& updates,
    const StopPolicy& policy,
    const TenantId& tenant,
    const KeyedHash& blindIndexes,
    Instant now
);

}  // namespace bowline::intake
