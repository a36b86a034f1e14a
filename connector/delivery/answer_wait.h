// What an answer says about when to come again. Pure.
#pragma once

#include "connector/base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bowline::delivery {

using AnswerHeaders = std::vector<std::pair<std::string, std::string>>;

/// The first header of this name, in any case. Absence: nothing when there is none.
std::optional<std::string_view> headerOf(const AnswerHeaders& headers, std::string_view name);

/// When the answer asks to come again, at most a day from now. Read in this order: Retry-After
/// (seconds or an HTTP date, RFC 9110 10.2.3), X-RateLimit-Retry-After, and the reset headers
/// X-RateLimit-Reset, X-Rate-Limit-Reset, RateLimit-Reset. These hold seconds to wait with some
/// systems and Unix seconds or milliseconds with others; the size tells.
/// Absence: nothing when none of them is there and readable.
std::optional<Instant> askedWait(const AnswerHeaders& headers, Instant now);

/// The count at the beginning of a header's value ("17", "17, 100;w=60"). Absence: nothing when it
/// does not begin with digits.
std::optional<std::uint64_t> countIn(std::string_view value);

}  // namespace bowline::delivery
