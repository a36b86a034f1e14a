// The manual of the settings, printed from their FieldSpecs: config/reference.md, the schemas
// config/*schema.json and the annotated config/bowline.yaml. A test fails when the files in the
// repository differ from what is printed here.
#pragma once

#include "connector/settings/vocabulary.h"

#include <string>

namespace bowline::settings {

/// Markdown: bowline.yaml, mapping files and policy files, one table a section.
std::string referenceMarkdown(const Vocabulary& vocabulary);
/// JSON Schema (2020-12) of bowline.yaml.
std::string jsonSchema(const Vocabulary& vocabulary);
/// The same of a mapping file and of a policy file.
std::string mappingSchema(const Vocabulary& vocabulary);
std::string policySchema(const Vocabulary& vocabulary);
/// A bowline.yaml that loads as it stands: required keys with their examples, all others commented
/// out with their defaults.
std::string annotatedYaml(const Vocabulary& vocabulary);

}  // namespace bowline::settings
