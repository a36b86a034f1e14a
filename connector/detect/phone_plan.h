// What the world's numbering plans say about a number: the one file that knows libphonenumber.
//
// Costs about 13 us a question, so callers ask only about candidates. Never throws, never prints:
// the library's log, which may quote numbers, is shut. Threads: any.
#pragma once

#include <string>
#include <string_view>

namespace bowline::detect {

enum class PlanAnswer { No, Possible, Valid };

/// Valid: in a range that is given out; Possible: of a length that exists. `number` starts with
/// '+', or is national in `region` (CLDR, "DE"); a national number without region is No.
PlanAnswer askPlan(std::string_view number, std::string_view region);

/// Whether "+<digits>" has a length that exists in its numbering plan. A third of askPlan's price:
/// it does not ask whether the range is given out.
bool isPossible(std::string_view e164);

/// Region of an international number ("DE"), the main region of its calling code when the number is
/// in no range that is given out; empty when unknown.
std::string planRegion(std::string_view e164);

/// Digits behind the calling code of "+<digits>", empty when it is no number.
std::string nationalDigits(std::string_view e164);

/// Calling code of a region (49), 0 when unknown.
int callingCode(std::string_view region);

}  // namespace bowline::detect
