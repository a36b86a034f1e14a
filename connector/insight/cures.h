// What operations do about an alarm.
#pragma once

#include <string_view>

namespace bowline::insight {

/// One sentence, the next step first; never empty: a code that is not known gets the cure of its
/// topic. Codes: stages::alarmOf.
std::string_view cureOf(std::string_view alarmCode);

}  // namespace bowline::insight
