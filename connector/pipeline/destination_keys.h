// What a destination knows our objects by: ids that only it gets, so that two destinations cannot
// compare theirs.
#pragma once

#include "connector/base/hmac.h"
#include "connector/base/ids.h"
#include "connector/stages/render.h"

#include <functional>
#include <string>
#include <string_view>

namespace bowline::pipeline {

/// The keyed hash for the ids that one destination gets.
using DestinationKeys = std::function<const KeyedHash&(const DestinationId&)>;

/// 32 hex characters. `kind`: "contact", "ticket" or "message"; `id`: the bytes of ours.
std::string objectKey(const KeyedHash& keys, std::string_view kind, std::string_view id);

/// What of a view hangs on these keys alone; the names that the destination knows are not in it.
stages::DestinationView keyedView(
    const KeyedHash& keys, const stages::Placed& placed, const EventId& event
);

}  // namespace bowline::pipeline
