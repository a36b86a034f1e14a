// JSON Schemas of our files, for editors that complete and check while one types. What needs more
// than one place of a file is checked by the loader alone.
#include "connector/settings/class_rules.h"
#include "connector/settings/config.h"
#include "connector/settings/mapping_spec.h"
#include "connector/settings/own_classes.h"
#include "connector/settings/reference.h"

#include <nlohmann/json.hpp>

namespace bowline::settings {

namespace {

using Json = nlohmann::ordered_json;

Json schemaOf(const FieldSpec& spec);

Json objectOf(const FieldSpecs& specs) {
    Json object = {{"type", "object"}, {"additionalProperties", false}};
    Json required = Json::array();
    Json properties = Json::object();
    for (const FieldSpec& spec : specs) {
        properties[spec.name] = schemaOf(spec);
        if (spec.isRequired)
            required.push_back(spec.name);
    }
    object["properties"] = std::move(properties);
    if (!required.empty())
        object["required"] = std::move(required);
    return object;
}

/// Fields of all variants are allowed in a row; which of them belong together is checked by the
/// loader.
Json rowsOf(const FieldSpec& spec) {
    FieldSpecs fields = spec.fields;
    for (const FieldVariant& variant : spec.variants) {
        for (FieldSpec field : variant.fields) {
            field.isRequired = false;
            fields.push_back(std::move(field));
        }
    }
    return {{"type", "array"}, {"items", objectOf(fields)}};
}

Json patternOf(const char* pattern) {
    return {{"type", "string"}, {"pattern", pattern}};
}

Json integerOf(const FieldSpec& spec) {
    Json shape = {{"type", "integer"}};
    if (spec.range) {
        shape["minimum"] = spec.range->low;
        shape["maximum"] = spec.range->high;
    }
    return shape;
}

/// `class: action`; the longer forms of an action are an object.
Json rulesOf(const std::vector<std::string>& classes) {
    const Json action = {{"anyOf", {{{"enum", actionNames()}}, {{"type", "object"}}}}};
    Json rules = {{"type", "object"}, {"additionalProperties", action}};
    rules["properties"]["otherwise"] = action;
    for (const auto& cls : classes)
        rules["properties"][cls] = action;
    return rules;
}

/// A schema of its own for what is checked by code of its own.
void describeTrees(Json& properties, const Vocabulary& vocabulary) {
    properties["sensitive"].update(rulesOf(vocabulary.classes));
    properties["classes"]["type"] = "object";
    properties["classes"]["additionalProperties"] = objectOf(ownClassSpecs());
}

std::string printed(const char* title, const Json& schema) {
    Json head = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
    head.update(schema);
    return head.dump(2) + "\n";
}

Json shapeOf(const FieldSpec& spec) {
    switch (spec.type) {
        case FieldType::Int:
            return integerOf(spec);
        case FieldType::Bool:
            return {{"type", "boolean"}};
        case FieldType::Duration:
            return patternOf("^[0-9]+(ms|s|m|h|d)$");
        case FieldType::Size:
            return patternOf("^[0-9]+(B|KiB|MiB|GiB)$");
        case FieldType::Enum:
            return {{"enum", spec.choices}};
        case FieldType::Secret:
            return patternOf("^\\$\\{(cred:[A-Za-z0-9_-][A-Za-z0-9._-]*|file:/.+)\\}$");
        case FieldType::Name:
            return patternOf("^[a-z0-9][a-z0-9_-]{0,63}$");
        case FieldType::List:
            return {{"type", "array"}, {"items", {{"type", "string"}}}};
        case FieldType::Map:
            return {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}};
        case FieldType::Section:
            return objectOf(spec.fields);
        case FieldType::Rows:
            return rowsOf(spec);
        case FieldType::Named:
            return {{"type", "object"}, {"additionalProperties", objectOf(spec.fields)}};
        case FieldType::Text:
        case FieldType::Path:
            return {{"type", "string"}};
        case FieldType::Tree:
            break;
    }
    return Json::object();
}

Json schemaOf(const FieldSpec& spec) {
    Json schema = shapeOf(spec);
    schema["description"] = spec.sentence;
    if (!spec.byDefault.empty())
        schema["default"] = spec.byDefault;
    return schema;
}

}  // namespace

std::string jsonSchema(const Vocabulary& vocabulary) {
    return printed("bowline.yaml", objectOf(configSpecs(vocabulary)));
}

std::string mappingSchema(const Vocabulary& vocabulary) {
    auto schema = objectOf(mappingSpecs());
    describeTrees(schema["properties"], vocabulary);
    return printed("bowline mapping", schema);
}

std::string policySchema(const Vocabulary& vocabulary) {
    auto schema = objectOf(policySpecs());
    describeTrees(schema["properties"], vocabulary);
    return printed("bowline policy", schema);
}

}  // namespace bowline::settings
