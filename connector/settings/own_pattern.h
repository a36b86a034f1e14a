// RE2 patterns of own classes: linear in the text by construction; here bounded in size and kept
// from taking over what a policy guards. RE2's own words are never passed on.
#pragma once

#include "connector/model/rules.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::settings {

/// Why `pattern` cannot be used, in our words, or nothing.
std::optional<std::string_view> patternFault(const std::string& pattern);

/// The class of `guarded` whose values `own` would take over, or empty: `[0-9]+` with `keep` would
/// show cards although `payment_card` may not be kept. Tried on published specimens.
std::string coveredClass(const OwnClass& own, const std::vector<std::string>& guarded);

}  // namespace bowline::settings
