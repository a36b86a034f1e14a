// Filters that take every kind of value.
#include "connector/expression/filter_rows.h"
#include "connector/expression/kinds.h"
#include "connector/expression/letters.h"
#include "connector/expression/template.h"

#include <charconv>

namespace bowline::expression {

namespace {

Value orDefault(const Value& input, const Arguments& arguments) {
    const auto* text = textOf(input);
    return input.isNull() || (text && text->empty()) ? arguments[0] : input;
}

Value toInt(const Value& input, const Arguments&) {
    if (numberOf(input))
        return input;
    const auto* text = textOf(input);
    if (!text)
        return {};
    std::int64_t number = 0;
    const char* const end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, number);
    return read.ec == std::errc{} && read.ptr == end ? Value(number) : Value();
}

struct Length {
    Value operator()(const std::string& text) const { return counted(countCodePoints(text)); }
    Value operator()(const List& list) const { return counted(list.size()); }
    Value operator()(const Map& map) const { return counted(map.size()); }
    template <class Other>
    Value operator()(const Other&) const {
        return {};
    }
    static Value counted(std::size_t n) { return Value(static_cast<std::int64_t>(n)); }
};

Value length(const Value& input, const Arguments&) {
    return std::visit(Length{}, input.data());
}

Value mapTo(const Value& input, const Arguments& arguments) {
    const auto* map = mapOf(arguments[0]);
    const bool isScalar =
        textOf(input) || std::holds_alternative<bool>(input.data()) || numberOf(input);
    if (!map || !isScalar)
        return {};
    const auto found = map->find(toText(input));
    return found == map->end() ? Value() : found->second;
}

Value str(const Value& input, const Arguments&) {
    return Value(toText(input));
}

constexpr Filter kFilters[] = {
    {"default",
     kAny,
     1,
     "default(x)",
     "x in the place of null or an empty text.",
     true,
     Disguise::None,
     orDefault},
    {"int",
     {},
     0,
     "int",
     "A text of decimal digits as a number; else null.",
     true,
     Disguise::None,
     toInt},
    {"length",
     {},
     0,
     "length",
     "Code points of a text, items of a list or a map.",
     true,
     Disguise::Gone,
     length},
    {"map",
     kMap,
     1,
     "map({'a': 'b'})",
     "What stands beside the value in the map; else null.",
     true,
     Disguise::Gone,
     mapTo},
    {"str", {}, 0, "str", "Any value as text.", true, Disguise::Joined, str},
};

}  // namespace

std::span<const Filter> valueFilters() {
    return kFilters;
}

}  // namespace bowline::expression
