// The block `classes`: what else is sensitive, or harmless, in this business.
#pragma once

#include "connector/model/rules.h"
#include "connector/settings/field_spec.h"
#include "connector/settings/mapping.h"
#include "connector/settings/yaml_tree.h"

#include <map>
#include <string>
#include <vector>

namespace bowline::settings {

/// The declaration of the block.
FieldSpec classesSpec();
/// The declaration of one class.
FieldSpecs ownClassSpecs();

/// Reads the block; `taken` are the ids that are built in or a policy's. All faults go to `sink`:
/// an id that is taken, a pattern that RE2 refuses or that is too large or matches nothing at all,
/// a word list that is not there.
std::vector<PlacedClass> readOwnClasses(
    const YamlNode& node,
    const std::vector<std::string>& taken,
    const WordLists& words,
    LintSink& sink
);

}  // namespace bowline::settings
