#include "adapters/rest/values.h"

#include <algorithm>
#include <charconv>

namespace bowline::adapters::rest {

namespace {

using expression::List;
using expression::Map;
using expression::Value;

constexpr std::size_t kIdBytes = 128;

template <class Number>
std::optional<Number> parsed(std::string_view digits) {
    Number number{};
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number);
    if (digits.empty() || read.ec != std::errc{} || read.ptr != end)
        return std::nullopt;
    return number;
}

/// One name of a pointer, "~1" and "~0" undone in the order that RFC 6901 (4) asks for.
std::string unescaped(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool isEscape = name[i] == '~' && i + 1 < name.size();
        if (isEscape && (name[i + 1] == '0' || name[i + 1] == '1'))
            out += name[++i] == '1' ? '/' : '~';
        else
            out += name[i];
    }
    return out;
}

/// Takes the first name off `pointer`. Precondition: it begins with a slash.
std::string takeName(std::string_view& pointer) {
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    const auto name = unescaped(pointer.substr(0, end));
    pointer.remove_prefix(end);
    return name;
}

const Value* child(const Value& value, const std::string& name) {
    if (const Map* map = mapIn(value)) {
        const auto found = map->find(name);
        return found == map->end() ? nullptr : &found->second;
    }
    const List* list = listIn(value);
    const bool isPlain = name == "0" || !name.starts_with('0');  // RFC 6901: no leading zeros
    const auto place = list && isPlain ? parsed<std::size_t>(name) : std::nullopt;
    return place && *place < list->size() ? &(*list)[*place] : nullptr;
}

}  // namespace

bool isTrue(const Value& value) {
    const auto* flag = std::get_if<bool>(&value.data());
    return flag ? *flag : !value.isNull();
}

const std::string* textIn(const Value& value) {
    return std::get_if<std::string>(&value.data());
}

const std::int64_t* numberIn(const Value& value) {
    return std::get_if<std::int64_t>(&value.data());
}

const List* listIn(const Value& value) {
    return std::get_if<List>(&value.data());
}

const Map* mapIn(const Value& value) {
    return std::get_if<Map>(&value.data());
}

const Value* valueAt(const Value& whole, std::string_view pointer) {
    const Value* value = &whole;
    while (value && pointer.starts_with('/'))
        value = child(*value, takeName(pointer));
    return pointer.empty() ? value : nullptr;
}

Value withValueAt(const Value& whole, std::string_view pointer, Value part) {
    if (!pointer.starts_with('/'))
        return part;
    const Map* before = mapIn(whole);
    Map map = before ? *before : Map{};
    const std::string name = takeName(pointer);
    Value& place = map[name];
    place = withValueAt(place, pointer, std::move(part));
    return Value(std::move(map));
}

std::optional<std::string> idIn(const Value& value) {
    if (const auto* number = numberIn(value))
        return std::to_string(*number);
    const auto* text = textIn(value);
    const auto isVisible = [](char c) { return c > ' ' && c < '\x7F'; };
    if (!text || text->empty() || text->size() > kIdBytes || !std::ranges::all_of(*text, isVisible))
        return std::nullopt;
    return *text;
}

std::optional<std::int64_t> wholeNumberIn(const Value& value) {
    if (const auto* number = numberIn(value))
        return *number;
    const auto* text = textIn(value);
    return text ? parsed<std::int64_t>(*text) : std::nullopt;
}

Value valueOf(const TemplatePtr& source, const Map& roots) {
    return source ? source->evaluate(roots) : Value();
}

std::string textOf(const TemplatePtr& source, const Map& roots) {
    return source ? source->render(roots) : std::string();
}

bool holds(const TemplatePtr& predicate, const Map& roots) {
    return !predicate || isTrue(predicate->evaluate(roots));
}

}  // namespace bowline::adapters::rest
