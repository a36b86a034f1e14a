// What settings must know of other rooms and may not include: told by the app.
#pragma once

#include "connector/settings/field_spec.h"

#include <string>
#include <vector>

namespace bowline::settings {

struct Vocabulary {
    std::vector<std::string> classes;    ///< built-in classes: detect::builtInClasses()
    std::vector<FieldVariant> adapters;  ///< each adapter's name and its own settings
};

/// The settings of the adapters that are built in: `folder` with `path`.
std::vector<FieldVariant> builtInAdapters();

}  // namespace bowline::settings
