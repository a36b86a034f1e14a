// Lists and maps: one item, some items, a question to all items, lists and texts into each other.
#include "connector/expression/evaluator.h"
#include "connector/expression/filter_rows.h"
#include "connector/expression/kinds.h"
#include "connector/expression/template.h"

#include <algorithm>

namespace bowline::expression {

namespace {

// A text of nothing but separators must not become a list many times its size.
constexpr std::size_t kMostPieces = 4096;

Value join(const Value& input, const Arguments& arguments) {
    const auto* list = listOf(input);
    const auto* between = textOf(arguments[0]);
    if (!list || !between || !isSeparator(*between))
        return {};
    std::string out;
    for (const auto& item : *list) {
        if (&item != &list->front())
            out += *between;
        out += toText(item);
        if (out.size() > kOutputBytes)
            break;
    }
    return Value(std::move(out));
}

Value split(const Value& input, const Arguments& arguments) {
    const auto* text = textOf(input);
    const auto* mark = textOf(arguments[0]);
    if (!text || !mark || !isSeparator(*mark))
        return {};
    List pieces;
    std::size_t from = 0;
    for (auto to = text->find(*mark); to != std::string::npos && pieces.size() + 1 < kMostPieces;
         to = text->find(*mark, from)) {
        pieces.emplace_back(text->substr(from, to - from));
        from = to + mark->size();
    }
    pieces.emplace_back(text->substr(from));
    return Value(std::move(pieces));
}

Value first(const Value& input, const Arguments&) {
    const auto* list = listOf(input);
    return list && !list->empty() ? list->front() : Value();
}

Value last(const Value& input, const Arguments&) {
    const auto* list = listOf(input);
    return list && !list->empty() ? list->back() : Value();
}

Value firstOrSelf(const Value& input, const Arguments& arguments) {
    return listOf(input) ? first(input, arguments) : input;
}

Value itemAt(const List& list, std::int64_t place) {
    const auto size = static_cast<std::int64_t>(list.size());
    if (place < -size || place >= size)
        return {};
    return list[static_cast<std::size_t>(place < 0 ? place + size : place)];
}

Value at(const Value& input, const Arguments& arguments) {
    const auto* list = listOf(input);
    const auto* place = numberOf(arguments[0]);
    return list && place ? itemAt(*list, *place) : Value();
}

Value field(const Value& item, const std::string& name) {
    const auto* map = mapOf(item);
    if (!map)
        return {};
    const auto found = map->find(name);
    return found == map->end() ? Value() : found->second;
}

Value get(const Value& input, const Arguments& arguments) {
    if (listOf(input))
        return at(input, arguments);
    const auto& key = arguments[0];
    return textOf(key) || numberOf(key) ? field(input, toText(key)) : Value();
}

using Test = bool (*)(const Value& inItem, const Value& wanted);

bool isEqual(const Value& inItem, const Value& wanted) {
    return inItem == wanted;
}

bool beginsWith(const Value& inItem, const Value& wanted) {
    const auto* text = textOf(inItem);
    const auto* prefix = textOf(wanted);
    return text && prefix && text->starts_with(*prefix);
}

bool holds(const Value& inItem, const Value& wanted) {
    if (const auto* list = listOf(inItem))
        return std::ranges::find(*list, wanted) != list->end();
    const auto* text = textOf(inItem);
    const auto* part = textOf(wanted);
    return text && part && text->find(*part) != std::string::npos;
}

/// The items of a list of maps whose field passes the test.
template <Test test>
Value where(const Value& input, const Arguments& arguments) {
    const auto* list = listOf(input);
    const auto* name = textOf(arguments[0]);
    if (!list || !name)
        return {};
    List kept;
    for (const auto& item : *list) {
        if (mapOf(item) && test(field(item, *name), arguments[1]))
            kept.push_back(item);
    }
    return Value(std::move(kept));
}

Value any(const Value& input, const Arguments& arguments) {
    const Value kept = where<isEqual>(input, arguments);
    const auto* list = listOf(kept);
    return list ? Value(!list->empty()) : Value();
}

/// Custom fields come as [{"id": 7, "value": "x"}]; as a map {"7": "x"} they can be picked by key.
Value by(const Value& input, const Arguments& arguments) {
    const auto* list = listOf(input);
    const auto* keyName = textOf(arguments[0]);
    const auto* valueName = textOf(arguments[1]);
    if (!list || !keyName || !valueName)
        return {};
    Map out;
    for (const auto& item : *list) {
        const Value key = field(item, *keyName);
        if (textOf(key) || numberOf(key))
            out.emplace(toText(key), field(item, *valueName));
    }
    return Value(std::move(out));
}

constexpr Filter kFilters[] = {
    {"any",
     kTextAndAny,
     2,
     "any(field, value)",
     "True when a map of the list has this value in the field.",
     false,
     Disguise::Gone,
     any},
    {"at",
     kNumber,
     1,
     "at(n)",
     "The item at place n of a list, from 0; from the end when n is negative.",
     false,
     Disguise::Part,
     at},
    {"by",
     kTwoTexts,
     2,
     "by(key_field, value_field)",
     "A list of maps as one map, from each item's key field to its value field.",
     false,
     Disguise::Part,
     by},
    {"first", {}, 0, "first", "The first item of a list.", false, Disguise::Part, first},
    {"first_or_self",
     {},
     0,
     "first_or_self",
     "The first item of a list; what is no list stays.",
     false,
     Disguise::Part,
     firstOrSelf},
    {"get",
     kAny,
     1,
     "get(key)",
     "What a map has at the key, or a list at the place.",
     false,
     Disguise::Part,
     get},
    {"join",
     kSeparator,
     1,
     "join(s)",
     "The items of a list as one text, s between them: one or two signs, no letters or digits.",
     false,
     Disguise::Joined,
     join},
    {"last", {}, 0, "last", "The last item of a list.", false, Disguise::Part, last},
    {"split",
     kSeparator,
     1,
     "split(s)",
     "A text as a list, cut at s: one or two signs, no letters or digits.",
     false,
     Disguise::Split,
     split},
    {"where",
     kTextAndAny,
     2,
     "where(field, value)",
     "The maps of a list that have this value in the field.",
     false,
     Disguise::Part,
     where<isEqual>},
    {"where_contains",
     kTextAndAny,
     2,
     "where_contains(field, x)",
     "The maps of a list whose field, a text or a list, holds x.",
     false,
     Disguise::Part,
     where<holds>},
    {"where_prefix",
     kTwoTexts,
     2,
     "where_prefix(field, text)",
     "The maps of a list whose field begins with the text.",
     false,
     Disguise::Part,
     where<beginsWith>},
};

}  // namespace

std::span<const Filter> listFilters() {
    return kFilters;
}

bool isSeparator(std::string_view text) {
    constexpr std::size_t kMost = 2;
    return !text.empty() && text.size() <= kMost && std::ranges::all_of(text, [](char c) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool isDigit = c >= '0' && c <= '9';
        return static_cast<unsigned char>(c) < 0x80 && !isLetter && !isDigit;
    });
}

}  // namespace bowline::expression
