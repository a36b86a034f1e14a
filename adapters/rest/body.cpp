#include "adapters/rest/body.h"

#include "adapters/rest/encoding.h"
#include "adapters/rest/multipart.h"
#include "adapters/rest/tree.h"
#include "adapters/rest/values.h"
#include "connector/expression/json_value.h"

namespace bowline::adapters::rest {

namespace {

using expression::Value;

std::string fieldText(const Value& value) {
    return listIn(value) || mapIn(value) ? expression::toJson(value) : expression::toText(value);
}

void appendValue(std::string& out, const std::string& name, const Value& value) {
    const auto* list = listIn(value);
    if (!list && !value.isNull())
        return appendField(out, name, fieldText(value));
    if (!list)
        return;
    for (const auto& item : *list)
        appendField(out, name, fieldText(item));
}

std::variant<BodyBytes, Refusal> jsonOf(
    const Body& body, const Roots& roots, const std::optional<BodyAddition>& addition
) {
    auto tree = grown(body.tree, roots);
    if (!tree)
        return Refusal{"too_large"};
    if (addition)
        tree = withValueAt(*tree, addition->first, addition->second);
    return BodyBytes{expression::toJson(*tree), "application/json"};
}

std::variant<BodyBytes, Refusal> formOf(
    const Body& body, const Roots& roots, const std::optional<BodyAddition>& addition
) {
    auto fields = encodedFields(body.fields, roots);
    if (!fields)
        return Refusal{"too_large"};
    if (addition) {
        const bool isPointer = addition->first.starts_with('/');
        appendValue(*fields, addition->first.substr(isPointer ? 1 : 0), addition->second);
    }
    return BodyBytes{std::move(*fields), "application/x-www-form-urlencoded"};
}

std::variant<BodyBytes, Refusal> rawOf(const Body& body, const Roots& roots) {
    const auto tree = grown(body.tree, roots);
    if (!tree)
        return Refusal{"too_large"};
    const auto type = asHeaderValue(textOf(body.type, roots.values));
    return BodyBytes{fieldText(*tree), type.empty() ? "application/octet-stream" : type};
}

}  // namespace

void appendField(std::string& rest, std::string_view name, std::string_view value) {
    if (!rest.empty())
        rest += '&';
    rest += percentEncoded(name) + '=' + percentEncoded(value);
}

std::optional<std::string> encodedFields(
    const std::vector<std::pair<std::string, Tree>>& fields, const Roots& roots
) {
    std::string out;
    for (const auto& [name, tree] : fields) {
        const auto value = grown(tree, roots);
        if (!value)
            return std::nullopt;
        appendValue(out, name, *value);
    }
    return out;
}

std::variant<BodyBytes, Refusal> bodyOf(
    const Body& body, const Roots& roots, const std::optional<BodyAddition>& addition
) {
    switch (body.kind) {
        case BodyKind::None:
            return BodyBytes{};
        case BodyKind::Json:
            return jsonOf(body, roots, addition);
        case BodyKind::Form:
            return formOf(body, roots, addition);
        case BodyKind::Multipart:
            return multipartOf(body.parts, roots);
        case BodyKind::Raw:
            return rawOf(body, roots);
    }
    return BodyBytes{};
}

}  // namespace bowline::adapters::rest
