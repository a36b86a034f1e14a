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

/// A shape with the kind that has it. Empty: any digits, which need not be compared.
struct Shaped {
    std::string_view shape;
    const IdentifierKind* kind;
};

/// Those of one length.
struct ShapesOfLength {
    std::vector<Shaped> proven;
    std::vector<Shaped> spokenOf;
    CueSet words;  ///< that any of `spokenOf` needs
};

/// By length of the text. Kinds that are proven by themselves come first, since most texts speak of
/// nothing and the others need not be asked then.
using Shapes = std::array<ShapesOfLength, kLongestIdentifier + 1>;

/// Shapes that digits alone can have, and those that letters can.
struct AllShapes {
    Shapes digits;
    Shapes mixed;
};

/// All words that may speak of a kind.
CueSet wordsOf(const IdentifierKind& kind);

/// Built at the first call; threads: any.
const AllShapes& allShapes();

}  // namespace bowline::detect
