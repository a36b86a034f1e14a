// Other ways to write a value that a test says never travels: what people do to get past a filter,
// and what keyboards do by themselves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

struct Disguise {
    std::string_view name;  ///< "full-width digits"
    std::string text;       ///< the value, written so
};

/// All that differ from `value`. A value of a built-in class of digits is also grouped in other
/// ways; an author's own class is not: its signs may belong to it. Pure.
std::vector<Disguise> disguisesOf(std::string_view value, bool isNumber);

}  // namespace bowline::app
