// The closed list of filters: name, arguments, meaning, and who may use them. The reference prints
// this table; the parser looks names up in it; the egress guard's decoder list is checked against
// it.
#pragma once

#include "connector/expression/value.h"

#include <span>
#include <string_view>

namespace bowline::expression {

/// What a filter accepts at one place. A literal of another kind is refused when the template is
/// compiled.
enum class ArgumentKind { Any, Number, Text, Map, DateFormat };

struct Filter {
    std::string_view name;
    std::span<const ArgumentKind> arguments;
    std::size_t required;        ///< how many of `arguments` must be given
    std::string_view signature;  ///< "shorten(n)"
    std::string_view meaning;    ///< one sentence for the reference
    bool inMappings;             ///< else in adapters only
    /// Total: a value or an argument of a wrong kind gives null. `arguments.size()` is within the
    /// table's.
    Value (*apply)(const Value& input, std::span<const Value> arguments);
};

/// All filters, sorted by name.
std::span<const Filter> filters();
/// The filter, or null.
const Filter* findFilter(std::string_view name);
/// What is wrong with a date format ("%Q is not known"), or empty. Known: %Y %m %d %H %M %S %%.
std::string dateFormatFault(std::string_view format);

}  // namespace bowline::expression
