// The shapes of all kinds, by length: what a window may be is found without asking every kind.
#pragma once

#include "connector/detect/identifiers/kind.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// Letters and digits of the longest identifier, and some more.
constexpr std::size_t kLongestIdentifier = 25;

/// A shape with the kind that has it.
struct Shaped {
    std::string_view shape;
    const IdentifierKind* kind;
};

/// By length of the text. Kinds that are proven by themselves come first, since most texts speak of
/// nothing and the others need not be asked then.
struct Shapes {
    std::array<std::vector<Shaped>, kLongestIdentifier + 1> proven;
    std::array<std::vector<Shaped>, kLongestIdentifier + 1> spokenOf;

    void add(std::string_view shape, const IdentifierKind& kind);
};

/// Shapes that digits alone can have, and those that letters can.
struct AllShapes {
    Shapes digits;
    Shapes mixed;
};

/// Built at the first call; threads: any.
const AllShapes& allShapes();

}  // namespace bowline::detect
