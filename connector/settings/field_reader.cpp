#include "connector/settings/field_reader.h"

#include "connector/settings/scalar.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <utility>

namespace bowline::settings {

namespace {

// Each is compared with each; a table of this size is checked in milliseconds, one of 10,000 in
// minutes.
constexpr std::size_t kMaxEntries = 500;

std::vector<std::string> namesOf(const FieldSpecs& specs) {
    std::vector<std::string> names;
    for (const FieldSpec& spec : specs)
        names.push_back(spec.name);
    return names;
}

/// Without its full stop.
std::string_view firstSentence(std::string_view text) {
    const auto end = std::min(text.find(". "), text.rfind('.'));
    return text.substr(0, end);
}

/// What a row's chooser says, or its default when it is not written; nothing without a chooser.
std::optional<std::string> chosenIn(const YamlNode& row, const FieldSpec& rows) {
    if (rows.chooser.empty())
        return std::nullopt;
    if (const YamlNode* const written = row.find(rows.chooser))
        return written->text;
    const auto spec = std::ranges::find(rows.fields, rows.chooser, &FieldSpec::name);
    return spec == rows.fields.end() ? std::string() : spec->byDefault;
}

/// The specs of one row: with a chooser, those of its chosen variant too.
FieldSpecs specsOfRow(const YamlNode& row, const FieldSpec& rows) {
    FieldSpecs specs = rows.fields;
    const auto chosen = chosenIn(row, rows);
    for (const FieldVariant& variant : rows.variants) {
        if (variant.name == chosen)
            specs.insert(specs.end(), variant.fields.begin(), variant.fields.end());
    }
    return specs;
}

bool isOpen(const YamlNode& row, const FieldSpec& rows) {
    const auto chosen = chosenIn(row, rows);
    return std::ranges::any_of(rows.variants, [&](const FieldVariant& variant) {
        return variant.isOpen && variant.name == chosen;
    });
}

/// `specs` and whatever else is written there.
FieldSpecs withAllOf(const YamlNode& row, FieldSpecs specs) {
    const auto names = namesOf(specs);
    for (const YamlEntry& entry : row.entries) {
        if (std::find(names.begin(), names.end(), entry.key) == names.end())
            specs.push_back({entry.key, FieldType::Tree, {}});
    }
    return specs;
}

/// After a fault in the chooser the other variants' keys are not also called unknown.
FieldSpecs knownInRow(const FieldSpecs& specs, const YamlNode& row, const FieldSpec& rows) {
    if (isOpen(row, rows))
        return withAllOf(row, specs);
    FieldSpecs known = specs;
    if (rows.chooser.empty() || known.size() != rows.fields.size() || row.kind != YamlKind::Map)
        return known;
    for (const FieldVariant& variant : rows.variants) {
        for (FieldSpec field : variant.fields) {
            field.isRequired = false;
            known.push_back(std::move(field));
        }
    }
    return known;
}

}  // namespace

Fields Fields::read(const YamlNode& node, const FieldSpecs& specs, LintSink& sink) {
    return FieldReader(sink, node.mark).read(node, specs);
}

Fields FieldReader::read(const YamlNode& node, const FieldSpecs& specs) {
    if (node.kind == YamlKind::Map) {
        refuseUnknown(node, specs);
    } else if (node.kind != YamlKind::Null) {
        sink_.error(
            node.mark,
            "wrong_type",
            "`key: value` lines belong here",
            "Write one key a line, indented alike"
        );
    }
    for (const FieldSpec& spec : specs) {
        fields_.values_.insert_or_assign(spec.name, valueOf(node.find(spec.name), spec));
    }
    return std::move(fields_);
}

void FieldReader::refuseUnknown(const YamlNode& node, const FieldSpecs& specs) {
    const auto known = namesOf(specs);
    for (const YamlEntry& entry : node.entries) {
        if (std::find(known.begin(), known.end(), entry.key) != known.end())
            continue;
        sink_.error(
            entry.keyMark,
            "unknown_key",
            "unknown key " + inBackquotes(entry.key),
            suggestion(entry.key, known)
        );
    }
}

FieldReader::Value FieldReader::valueOf(const YamlNode* node, const FieldSpec& spec) {
    if (node == nullptr)
        return absent(spec);
    Data data = parsed(*node, spec);
    const bool isFaulty = std::holds_alternative<std::monostate>(data);
    return {isFaulty ? defaultOf(spec) : std::move(data), node->mark, true, node->isQuoted};
}

FieldReader::Value FieldReader::absent(const FieldSpec& spec) {
    if (spec.isRequired) {
        sink_.error(
            fields_.mark_,
            "missing_key",
            fmt::format("`{}` is missing: {}", spec.name, firstSentence(spec.sentence)),
            spec.example.empty() ? shapeHint(spec)
                                 : fmt::format("Add `{}: {}`", spec.name, spec.example)
        );
    }
    return {defaultOf(spec), fields_.mark_, false, false};
}

FieldReader::Data FieldReader::defaultOf(const FieldSpec& spec) {
    switch (spec.type) {
        case FieldType::Bool:
            return spec.byDefault == "true";
        case FieldType::Int:
        case FieldType::Duration:
        case FieldType::Size:
            return parseQuantity(spec.type, spec.byDefault).value_or(0);
        case FieldType::List:
        case FieldType::Map:
            return std::vector<Word>{};
        case FieldType::Section: {
            // A required section that is missing is one fault, not one for each of its keys; what
            // a section needs is no fault where it may be left out.
            LintSink unheard(sink_.file());
            return std::vector<Fields>{
                FieldReader(unheard, fields_.mark_).read(YamlNode{}, spec.fields)};
        }
        case FieldType::Rows:
        case FieldType::Named:
            return std::vector<Fields>{};
        case FieldType::Secret:
        case FieldType::Tree:
            return std::monostate{};
        case FieldType::Path:
            return resolved(spec.byDefault);
        default:
            return spec.byDefault;
    }
}

FieldReader::Data FieldReader::parsed(const YamlNode& node, const FieldSpec& spec) {
    switch (spec.type) {
        case FieldType::Tree:
            return node;
        case FieldType::List:
            return parsedList(node, spec);
        case FieldType::Map:
            return parsedMap(node, spec);
        case FieldType::Rows:
            return parsedRows(node, spec);
        case FieldType::Named:
            return parsedNamed(node, spec);
        case FieldType::Section:
            if (node.kind == YamlKind::Scalar || node.kind == YamlKind::List)
                return wrongType(node, spec);
            return std::vector<Fields>{child(node, spec.fields)};
        default:
            return parsedScalar(node, spec);
    }
}

FieldReader::Data FieldReader::parsedList(const YamlNode& node, const FieldSpec& spec) {
    if (node.kind != YamlKind::List)
        return wrongType(node, spec);
    std::vector<Word> words;
    for (const YamlNode& item : node.items) {
        if (item.kind != YamlKind::Scalar)
            return wrongType(item, spec);
        words.push_back({{}, item.text, item.mark, item.isQuoted});
    }
    return words;
}

FieldReader::Data FieldReader::parsedMap(const YamlNode& node, const FieldSpec& spec) {
    if (node.kind != YamlKind::Map)
        return wrongType(node, spec);
    std::vector<Word> words;
    for (const YamlEntry& entry : node.entries) {
        if (entry.value.kind != YamlKind::Scalar)
            return wrongType(entry.value, spec);
        words.push_back({entry.key, entry.value.text, entry.value.mark, entry.value.isQuoted});
    }
    return words;
}

FieldReader::Data FieldReader::tooMany(const YamlNode& node, const FieldSpec& spec) {
    sink_.error(
        node.mark,
        "too_many",
        fmt::format("`{}` has more than {} entries", spec.name, kMaxEntries),
        "Split them over several files or installations"
    );
    return std::monostate{};
}

FieldReader::Data FieldReader::parsedRows(const YamlNode& node, const FieldSpec& spec) {
    if (node.kind != YamlKind::List)
        return wrongType(node, spec);
    if (node.items.size() > kMaxEntries)
        return tooMany(node, spec);
    std::vector<Fields> rows;
    for (const YamlNode& row : node.items) {
        rows.push_back(child(row, knownInRow(specsOfRow(row, spec), row, spec)));
    }
    return rows;
}

FieldReader::Data FieldReader::parsedNamed(const YamlNode& node, const FieldSpec& spec) {
    if (node.kind != YamlKind::Map)
        return wrongType(node, spec);
    if (node.entries.size() > kMaxEntries)
        return tooMany(node, spec);
    std::vector<Fields> sections;
    for (const YamlEntry& entry : node.entries) {
        if (!isName(entry.key)) {
            sink_.error(
                entry.keyMark,
                "bad_name",
                inBackquotes(entry.key) + " cannot be a name",
                "Use a-z, 0-9, - and _, at most 64, beginning with a letter or digit"
            );
        }
        sections.push_back(child(entry.value, spec.fields));
        sections.back().key_ = entry.key;
    }
    return sections;
}

Fields FieldReader::child(const YamlNode& node, const FieldSpecs& specs) {
    return FieldReader(sink_, node.mark).read(node, specs);
}

}  // namespace bowline::settings
