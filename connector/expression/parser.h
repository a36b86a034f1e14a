// Turns the source of one expression into a program, or says what is wrong and where. Loosest
// first:
// `? :`, `||`, `&&`, comparison and `in` (do not chain), `??`, `!`, then pipes, which bind to the
// value just before them: `res.body | length == 0` and `a ?? 'x' == 'x'` mean what they look like.
#pragma once

#include "connector/expression/program.h"
#include "connector/expression/template.h"

#include <variant>

namespace bowline::expression {

struct Parsed {
    Expression expression;
    std::vector<std::string> reads;  ///< full paths, in the order of the source
    std::size_t end = 0;             ///< the byte after the closing brace
};

/// Parses from `begin`, just after the opening delimiter, up to the closing "}". Offsets of faults
/// are from the begin of `source`. Bounds: nesting 16, 64 nodes, paths
/// of 16 steps.
std::variant<Parsed, CompileFault> parseExpression(
    std::string_view source, std::size_t begin, const Dialect& dialect
);

}  // namespace bowline::expression
