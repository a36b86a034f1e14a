// What must not stand in a finished item, and what may although it looks like it: the leak guard's
// two lists.
#pragma once

#include "connector/model/item.h"
#include "connector/model/rules.h"

#include <vector>

namespace bowline::stages {

struct PersonValues;

/// `removed`: what was taken out of the texts; `whole`: values that go on in other messages. To
/// them come the person's attributes that `mapping` does not keep, and the provider's ids, which no
/// rule releases: a wamid holds the number. What the mapping allows is forbidden to nobody.
Forbidden forbiddenValues(
    const Mapping& mapping,
    std::vector<ForbiddenValue> removed,
    const std::vector<ForbiddenValue>& whole,
    const PersonValues& person
);

/// Classes and accounts that a guard could find and `mapping` lets through.
Permitted permittedBy(const Mapping& mapping);

}  // namespace bowline::stages
