// Looks at bytes and at what undoing their encodings makes of them (undo.h), at most three deep.
#pragma once

#include "connector/detect/forbidden_search.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

namespace bowline::detect {

/// What one look at bytes, as they are, finds.
using Look = std::function<std::optional<ForbiddenHit>(std::string_view bytes)>;

/// The first hit, its form the encoding that is undone first; of class "unknown" with the form
/// "too_nested" when more than `budget` bytes would have to be looked at. Holds at most these, and
/// what one step makes of one of them.
std::optional<ForbiddenHit> lookThrough(
    std::string_view bytes, std::size_t budget, const Look& look
);

}  // namespace bowline::detect
