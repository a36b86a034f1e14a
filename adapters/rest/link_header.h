// The Link header of RFC 8288, as far as paging needs it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// The target of the first link whose relations hold `relation`. Absence: there is none, or the
/// header is not written as RFC 8288 (3) says up to there.
std::optional<std::string> linkTo(std::string_view header, std::string_view relation);

}  // namespace bowline::adapters::rest
