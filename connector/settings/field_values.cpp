// The single values of FieldReader: one scalar against one FieldSpec.
#include "connector/settings/field_reader.h"
#include "connector/settings/scalar.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace bowline::settings {

namespace {

constexpr std::size_t kMaxTextInField = 8192;  // twice the longest template

std::string rangeText(const FieldSpec& spec) {
    return fmt::format(
        "{} to {}", written(spec.type, spec.range->low), written(spec.type, spec.range->high)
    );
}

}  // namespace

std::string FieldReader::shapeHint(const FieldSpec& spec) {
    switch (spec.type) {
        case FieldType::Duration:
            return "Write a number and its unit, such as 500ms, 30s, 5m, 72h or 7d";
        case FieldType::Size:
            return "Write a number and its unit, such as 512B, 64KiB, 10MiB or 1GiB";
        case FieldType::Bool:
            return "Write true or false; yes, no, on and off are not taken";
        case FieldType::Name:
            return "Use a-z, 0-9, - and _, at most 64, beginning with a letter or digit";
        case FieldType::List:
        case FieldType::Rows:
            return "Write one entry a line, each beginning with `- `";
        case FieldType::Map:
        case FieldType::Named:
        case FieldType::Section:
            return "Write `key: value` lines, indented below it";
        default:
            return spec.example.empty() ? "" : "For example: " + spec.name + ": " + spec.example;
    }
}

FieldReader::Data FieldReader::wrongType(const YamlNode& node, const FieldSpec& spec) {
    sink_.error(
        node.mark,
        "wrong_type",
        fmt::format("`{}` takes a {}", spec.name, toText(spec.type)),
        shapeHint(spec)
    );
    return std::monostate{};
}

FieldReader::Data FieldReader::parsedScalar(const YamlNode& node, const FieldSpec& spec) {
    if (node.kind != YamlKind::Scalar)
        return wrongType(node, spec);
    switch (spec.type) {
        case FieldType::Secret:
            return parsedSecret(node, spec);
        case FieldType::Int:
        case FieldType::Duration:
        case FieldType::Size:
            return parsedNumber(node, spec);
        case FieldType::Bool:
            if (const auto flag = node.isQuoted ? std::nullopt : parseBool(node.text))
                return *flag;
            return wrongType(node, spec);
        default:
            return parsedText(node, spec);
    }
}

FieldReader::Data FieldReader::parsedNumber(const YamlNode& node, const FieldSpec& spec) {
    const auto value = parseQuantity(spec.type, node.text);
    if (!value)
        return wrongType(node, spec);
    if (!spec.range || (*value >= spec.range->low && *value <= spec.range->high))
        return *value;
    sink_.error(
        node.mark,
        "out_of_range",
        fmt::format("`{}` is out of range", spec.name),
        fmt::format("Choose {}{}{}", rangeText(spec), spec.unit.empty() ? "" : " ", spec.unit)
    );
    return std::monostate{};
}

FieldReader::Data FieldReader::parsedSecret(const YamlNode& node, const FieldSpec& spec) {
    if (auto ref = parseSecretRef(node.text))
        return *ref;
    const bool looksLikeOne = node.text.starts_with("${");
    sink_.error(
        node.mark,
        looksLikeOne ? "bad_reference" : "literal_secret",
        fmt::format(
            "`{}` {}",
            spec.name,
            looksLikeOne ? "has a reference of an unknown form"
                         : "must refer to a secret, not hold it"
        ),
        "Write ${cred:NAME} for a systemd credential or ${file:/absolute/path}; if a secret stood "
        "here, change it"
    );
    return std::monostate{};
}

FieldReader::Data FieldReader::parsedText(const YamlNode& node, const FieldSpec& spec) {
    if (node.text.size() > kMaxTextInField ||
        (spec.type == FieldType::Name && !isName(node.text))) {
        return wrongType(node, spec);
    }
    if (spec.type == FieldType::Path)
        return node.text.empty() ? wrongType(node, spec) : Data(resolved(node.text));
    const auto& choices = spec.choices;
    const bool isChosen = std::find(choices.begin(), choices.end(), node.text) != choices.end();
    if (spec.type != FieldType::Enum || isChosen)
        return node.text;
    sink_.error(
        node.mark,
        "not_a_choice",
        fmt::format("`{}` has no such choice", spec.name),
        suggestion(node.text, choices)
    );
    return std::monostate{};
}

std::string FieldReader::resolved(const std::string& path) const {
    const std::filesystem::path written(path);
    if (path.empty() || written.is_absolute())
        return path;
    return (std::filesystem::path(sink_.file()).parent_path() / written)
        .lexically_normal()
        .string();
}

}  // namespace bowline::settings
