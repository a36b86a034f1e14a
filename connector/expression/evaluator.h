// Runs a compiled expression. Total: whatever the roots hold, there is a value; kinds that do not
// fit each other give null, and no text of a result is longer than 256 KiB.
#pragma once

#include "connector/expression/program.h"

namespace bowline::expression {

constexpr std::size_t kOutputBytes = 256UL * 1024;

/// Only null and false are false; `==` of two kinds is false, `<` of two kinds is null.
Value evaluate(const Expression& expression, const Map& roots);

/// `value` with all its texts and keys together within `kOutputBytes`, cut on a code point border;
/// what does not fit any more is left out.
Value bounded(Value value);

}  // namespace bowline::expression
