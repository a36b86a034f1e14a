// What equal values have in common however they are written.
#pragma once

#include <string>
#include <string_view>

namespace bowline::stages {

/// The ASCII letters and digits of `value`, in order.
std::string lettersAndDigits(std::string_view value);

/// Small letters and digits; in other scripts the small letters of all of it.
std::string plainForm(std::string_view value);

}  // namespace bowline::stages
