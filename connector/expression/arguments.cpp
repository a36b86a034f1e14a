// A literal or a written map is looked at; a path or a filter's result is known at run only.
#include "connector/expression/arguments.h"

#include "connector/expression/kinds.h"

namespace bowline::expression {

namespace {

std::string_view wordFor(ArgumentKind kind) {
    constexpr std::string_view kWords[] = {
        "anything",
        "a number",
        "a text",
        "a map",
        "a date format",
        "a pattern in quotes",
        "one or two signs in quotes, no letters or digits"};
    return kWords[static_cast<int>(kind)];
}

bool fits(const Node& given, ArgumentKind kind) {
    const auto* text = textOf(given.literal);
    if (kind == ArgumentKind::Separator)
        return text && isSeparator(*text);
    return (kind == ArgumentKind::Map && given.op == Op::Map) ||
           (kind == ArgumentKind::Text && text) ||
           (kind == ArgumentKind::Number && numberOf(given.literal));
}

std::string patternFault(const std::string& source, Node& call) {
    auto compiled = Pattern::compile(source);
    if (auto* fault = std::get_if<std::string>(&compiled))
        return std::move(*fault);
    call.pattern = std::get<PatternPtr>(std::move(compiled));
    return {};
}

}  // namespace

std::string argumentFault(const Node& given, ArgumentKind kind, Node& call) {
    const bool isKnown = given.op == Op::Literal || given.op == Op::Map;
    if (kind == ArgumentKind::Any || (!isKnown && kind != ArgumentKind::Pattern))
        return {};
    const auto* text = textOf(given.literal);
    if (kind == ArgumentKind::DateFormat && text)
        return dateFormatFault(*text);
    if (kind == ArgumentKind::Pattern && text)
        return patternFault(*text, call);
    return fits(given, kind) ? std::string() : "must be " + std::string(wordFor(kind));
}

}  // namespace bowline::expression
