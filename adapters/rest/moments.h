// Points in time as answers and webhooks write them.
#pragma once

#include "connector/base/clock.h"
#include "connector/expression/value.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace bowline::adapters::rest {

/// An Instant; a number or digits: seconds since 1970, milliseconds when there are more than eleven
/// digits; ISO 8601 with T or a blank, a zone or none (UTC), or the date alone; an HTTP date.
/// Absence: none of these.
std::optional<Instant> momentIn(const expression::Value& value);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7); not the obsolete forms.
std::optional<Instant> httpDate(std::string_view text);
std::optional<Instant> isoTime(std::string_view text);

/// How long to wait: seconds (a fraction counts as a whole one) or a point in time. From nothing to
/// a day, whatever the answer says.
std::optional<std::chrono::seconds> waitIn(const expression::Value& value, Instant now);

}  // namespace bowline::adapters::rest
