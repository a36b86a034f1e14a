// The classes that need no mapping author: their ids, and what each is in a sentence.
#pragma once

#include <span>
#include <string_view>

namespace bowline::detect {

struct BuiltInClass {
    std::string_view id;
    std::string_view help;  ///< for the manual; English
};

/// Sorted by id.
std::span<const BuiltInClass> allBuiltInClasses();

}  // namespace bowline::detect
