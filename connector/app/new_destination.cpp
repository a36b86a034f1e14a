#include "connector/app/new_destination.h"

#include "connector/base/error.h"
#include "connector/settings/lint.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

using settings::FieldSpec;
using settings::FieldType;

std::string_view mapOf(std::string_view given) {
    return given.substr(0, given.find('.'));
}

const FieldSpec* fieldFor(const settings::FieldVariant& adapter, std::string_view given) {
    const auto found = std::ranges::find_if(adapter.fields, [&](const FieldSpec& field) {
        return field.name == given || (field.type == FieldType::Map && field.name == mapOf(given));
    });
    return found == adapter.fields.end() ? nullptr : &*found;
}

std::string listOf(std::string_view items) {
    std::string list;
    for (std::size_t begin = 0; begin <= items.size();) {
        const auto end = std::min(items.find(',', begin), items.size());
        list += (list.empty() ? "" : ", ") + quotedYaml(items.substr(begin, end - begin));
        begin = end + 1;
    }
    return "[" + list + "]";
}

std::string valueOf(const FieldSpec& field, const std::string& given) {
    if (field.type == FieldType::Bool || field.type == FieldType::Int)
        return given;
    return field.type == FieldType::List ? listOf(given) : quotedYaml(given);
}

/// `{key: value}` of all that was given for the map `name`; empty when nothing was.
std::string mapValueOf(const std::map<std::string, std::string>& given, const std::string& name) {
    std::string entries;
    for (const auto& [key, value] : given) {
        if (key.starts_with(name + "."))
            entries += fmt::format(
                "{}{}: {}",
                entries.empty() ? "" : ", ",
                quotedYaml(key.substr(name.size() + 1)),
                quotedYaml(value)
            );
    }
    return entries.empty() ? std::string() : "{" + entries + "}";
}

[[noreturn]] void refuse(const std::string& what, const std::string& cure) {
    throw ConfigError("init: " + what, cure);
}

void checkGiven(const settings::FieldVariant& adapter, const std::string& key) {
    const FieldSpec* field = fieldFor(adapter, key);
    if (field == nullptr) {
        std::vector<std::string> known;
        for (const auto& one : adapter.fields)
            known.push_back(one.name);
        refuse(
            fmt::format(
                "the adapter {} has no setting {}", adapter.name, settings::inBackquotes(key)
            ),
            settings::suggestion(key, known)
        );
    }
    if (field->type == FieldType::Secret)
        refuse(
            settings::inBackquotes(key) + " is a secret",
            "leave it out: it is asked for, so that it stands in no list of processes"
        );
}

bool isMissing(const FieldSpec& field, const std::map<std::string, std::string>& given) {
    if (!field.isRequired || field.type == FieldType::Secret)
        return false;
    return field.type == FieldType::Map ? mapValueOf(given, field.name).empty()
                                        : !given.contains(field.name);
}

std::string optionFor(const FieldSpec& field) {
    const bool isMap = field.type == FieldType::Map;
    return fmt::format(
        "--set {}{}={}",
        field.name,
        isMap ? ".NAME" : "",
        isMap || field.example.empty() ? "VALUE" : field.example
    );
}

}  // namespace

std::string quotedYaml(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte == 0x7F)
            out += fmt::format("\\x{:02x}", byte);
        else
            out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    }
    return out + '"';
}

std::vector<std::string> NewDestination::secrets() const {
    std::vector<std::string> names;
    for (const auto& field : adapter.fields) {
        if (field.type == FieldType::Secret && field.isRequired)
            names.push_back(field.name);
    }
    return names;
}

std::string NewDestination::credentialOf(std::string_view setting) const {
    return fmt::format("{}_{}", name, setting);
}

void NewDestination::check() const {
    for (const auto& [key, value] : given)
        checkGiven(adapter, key);
    std::vector<std::string> names;
    std::vector<std::string> options;
    for (const auto& field : adapter.fields) {
        if (!isMissing(field, given))
            continue;
        names.push_back(settings::inBackquotes(field.name));
        options.push_back(optionFor(field));
    }
    if (!names.empty())
        refuse(
            fmt::format("the adapter {} needs {}", adapter.name, fmt::join(names, ", ")),
            fmt::format("add {}", fmt::join(options, " "))
        );
}

std::string NewDestination::yaml() const {
    std::string row = fmt::format("  - name: {}\n    adapter: {}\n", name, adapter.name);
    for (const auto& field : adapter.fields) {
        std::string value;
        if (field.type == FieldType::Secret && field.isRequired)
            value = quotedYaml("${cred:" + credentialOf(field.name) + "}");
        else if (field.type == FieldType::Map)
            value = mapValueOf(given, field.name);
        else if (given.contains(field.name))
            value = valueOf(field, given.at(field.name));
        if (!value.empty())
            row += fmt::format("    {}: {}\n", field.name, value);
    }
    return row;
}

}  // namespace bowline::app
