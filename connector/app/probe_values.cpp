#include "connector/app/probe_values.h"

#include "connector/base/text.h"
#include "connector/expression/template.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

using expression::List;
using expression::Map;
using expression::Value;

constexpr std::size_t kShown = 60;

std::string textOf(const Value& value) {
    return fmt::format("{}", fmt::join(textsIn(value), ", "));
}

const Value* at(const Map& map, const std::string& name) {
    const auto found = map.find(name);
    return found == map.end() ? nullptr : &found->second;
}

std::map<std::string, std::string> fieldsOfMap(const Map& map) {
    std::map<std::string, std::string> fields;
    for (const auto& [name, value] : map)
        fields.emplace(name, textOf(value));
    return fields;
}

void addField(std::map<std::string, std::string>& fields, const Map& field) {
    const Value* name = at(field, "name");
    const Value* value = at(field, "value");
    if (value == nullptr)
        value = at(field, "values");
    if (name != nullptr && value != nullptr)
        fields.emplace(expression::toText(*name), textOf(*value));
}

}  // namespace

std::string nameOf(adapter_api::Primitive primitive) {
    return std::string(adapter_api::toText(primitive));
}

std::vector<std::string> textsIn(const Value& value) {
    std::vector<std::string> texts;
    if (const auto* list = std::get_if<List>(&value.data())) {
        for (const auto& item : *list)
            texts.push_back(expression::toText(item));
        return texts;
    }
    if (!value.isNull())
        texts.push_back(expression::toText(value));
    return texts;
}

std::string textAt(const Map& map, const std::string& name) {
    const Value* value = at(map, name);
    return value == nullptr ? std::string() : textOf(*value);
}

std::map<std::string, std::string> fieldsIn(const Value& value) {
    if (const auto* map = std::get_if<Map>(&value.data()))
        return fieldsOfMap(*map);
    std::map<std::string, std::string> fields;
    const auto* list = std::get_if<List>(&value.data());
    for (const auto& item : list == nullptr ? List{} : *list) {
        if (const auto* field = std::get_if<Map>(&item.data()))
            addField(fields, *field);
    }
    return fields;
}

std::string listed(const Map& map) {
    std::string all;
    for (const auto& [name, value] : map) {
        const bool isScalar = !std::holds_alternative<Map>(value.data()) && !value.isNull();
        if (isScalar)
            all += fmt::format("{}{}: {}", all.empty() ? "" : ", ", name, textOf(value));
    }
    return all.empty() ? "yes" : all;
}

std::string shortened(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < ' ' || c == 0x7F; }, ' '
    );
    if (text.size() <= kShown)
        return text;
    std::size_t end = 0;
    for (auto next = end; next <= kShown; next += codePointAt(text, next).length)
        end = next;
    return text.substr(0, end) + "…";
}

std::string cureForCode(std::string_view code, std::string ofAdapter) {
    if (!ofAdapter.empty())
        return ofAdapter;
    if (code == "dns" || code == "connect")
        return "See that the address in bowline.yaml is right and the system runs";
    if (code == "refused_address")
        return "The system's address is loopback or private: write it at the destination in "
               "bowline.yaml, such as `allow: [10.0.0.5]`";
    if (code == "tls")
        return "The system's certificate is not trusted: name the authority with `ca_file`";
    if (code == "auth")
        return "See that the secret is right and its user may do this";
    if (code == "absent")
        return "See that bowline's user may read what it has written";
    return "Look into the system's own log at this time";
}

}  // namespace bowline::app
