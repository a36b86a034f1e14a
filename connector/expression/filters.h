// The closed list of filters: name, arguments, meaning, who may use them, and how they change what
// a value looks like. The reference prints this table; the parser looks names up in it; the egress
// guard must see through every disguise in it (tests/property/disguise_property_test.cpp).
#pragma once

#include "connector/expression/pattern.h"
#include "connector/expression/value.h"

#include <span>
#include <string_view>

namespace bowline::expression {

/// What a filter accepts at one place. A literal of another kind is refused when the template is
/// compiled.
enum class ArgumentKind {
    Any,
    Number,
    Text,
    Map,
    DateFormat,
    Pattern,   ///< RE2, a literal only: compiled with the template
    Separator  ///< see isSeparator
};

/// What a filter does to the look of a personal value that stands in its input. Every kind but
/// None, Part and Gone needs a decoder in the egress guard.
enum class Disguise {
    None,  ///< the value stands in the result as it stood in the input
    Part,  ///< picks or cuts: the value stands in the result as it was, or not (whole) any more
    Gone,  ///< no text of the input comes out
    Case,
    Split,    ///< the value may lie in several items of a list, one behind the other
    Joined,   ///< one or two signs may stand in the value, in the place of one that was cut away
    Decoded,  ///< the text is read as an encoding of another one: not for texts of ours
    Date,     ///< a number may have become a time
    Json,
    Base64,
    Html,
    Markup,  ///< backslashes and invisible characters
    Adf,     ///< the value may lie in several texts of a tree
    Rfc2047,
    Quoted
};

/// What a filter is given beside its input: as many values as its row allows.
struct Arguments {
    std::span<const Value> values;
    const Pattern* pattern;  ///< of an argument of ArgumentKind::Pattern; else null

    [[nodiscard]] bool empty() const { return values.empty(); }
    const Value& operator[](std::size_t place) const { return values[place]; }
};

struct Filter {
    std::string_view name;
    std::span<const ArgumentKind> arguments;
    std::size_t required;        ///< how many of `arguments` must be given
    std::string_view signature;  ///< "shorten(n)"
    std::string_view meaning;    ///< one sentence for the reference
    bool inMappings;             ///< else in adapters only
    Disguise disguise;
    /// Total: a value or an argument of a wrong kind gives null.
    Value (*apply)(const Value& input, const Arguments& arguments);
};

/// All filters, sorted by name.
std::span<const Filter> filters();
/// The filter, or null.
const Filter* findFilter(std::string_view name);
/// What is wrong with a date format ("%Q is not known"), or empty. Known: %Y %m %d %H %M %S %%.
std::string dateFormatFault(std::string_view format);
/// True for one or two ASCII characters that are neither letters nor digits. More would part the
/// digits of a number so far that the egress guard reads two.
bool isSeparator(std::string_view text);

}  // namespace bowline::expression
