// Looks into the expressions of a scalar before they are compiled: which there are, what they read
// and in which shape. Templates themselves do not tell, and the runner need not know.
#pragma once

#include "connector/expression/program.h"
#include "connector/expression/template.h"

#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bowline::adapters::rest {

struct FoundExpression {
    std::size_t begin = 0;  ///< of its delimiter
    std::size_t end = 0;    ///< the byte after its brace
    expression::Expression program;

    [[nodiscard]] const expression::Node& root() const { return program.nodes.back(); }
    /// True when nothing stands beside it in `source`.
    [[nodiscard]] bool isWhole(std::string_view source) const {
        return begin == 0 && end == source.size();
    }
};

/// All expressions of `source`, in its order, or the first fault.
std::variant<std::vector<FoundExpression>, expression::CompileFault> expressionsIn(
    std::string_view source, const expression::Dialect& dialect
);

/// "steps.up.token" of a path, without places of lists; empty for anything else.
std::string pathOf(const expression::Node& node);

/// True when one of `paths` stands anywhere but alone or as an item of a written list or map: where
/// a filter, a comparison or a condition would look at it.
bool looksAt(const FoundExpression& found, const std::set<std::string>& paths);
/// True when one of `paths` is read at all.
bool reads(const FoundExpression& found, const std::set<std::string>& paths);

}  // namespace bowline::adapters::rest
