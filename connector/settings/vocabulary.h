// What settings must know of other rooms and may not include: told by the app.
#pragma once

#include "connector/settings/field_spec.h"

#include <map>
#include <string>
#include <vector>

namespace bowline::settings {

struct Vocabulary {
    std::vector<std::string> classes;    ///< built-in classes: detect::builtInClasses()
    std::vector<FieldVariant> adapters;  ///< each adapter's name and its own settings
    /// Of adapters that are described in a file, its text: with a destination that uses it, it is
    /// part of what decides what leaves.
    std::map<std::string, std::string> adapterTexts{};
    std::map<std::string, std::string> classHelp{};  ///< of each built-in class, for the manual
};

/// The settings of the adapters that are built in: `folder` with `path`.
std::vector<FieldVariant> builtInAdapters();

/// What every destination has that is reached over the network: `allow`, `ca_file`.
std::vector<FieldSpec> networkFields();

}  // namespace bowline::settings
