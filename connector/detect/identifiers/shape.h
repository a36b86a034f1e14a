// The little language of shapes: '#' a digit, '@' a letter, '*' either, all else itself.
#pragma once

#include <string_view>

namespace bowline::detect {

/// Whether `text` is of `shape`, letter by letter. Letters of `text` are upper case.
bool hasShape(std::string_view text, std::string_view shape);

/// Whether `text` is of one of the shapes that `parting` parts.
bool hasOneShape(std::string_view text, std::string_view shapes, char parting);

/// The next of the shapes that `parting` parts, taken from `shapes`; empty behind the last.
std::string_view nextShape(std::string_view& shapes, char parting);

}  // namespace bowline::detect
