// Character references of HTML.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::expression {

struct Entity {
    std::string text;    ///< UTF-8
    std::size_t length;  ///< bytes of the source
};

/// The reference that `html` begins with, semicolon included; nothing when it begins with none that
/// is known here: numbers, the names of Latin-1, and those that editors write. A no-break blank is
/// given as a plain one; a number that is no character as U+FFFD.
std::optional<Entity> entityAt(std::string_view html);

}  // namespace bowline::expression
