// The destination that `bowline init` writes into a new bowline.yaml: what its adapter declares,
// what was given for it, and the lines that come of both.
#pragma once

#include "connector/settings/field_spec.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

/// `text` in double quotes as YAML reads it back, whatever bytes of UTF-8 it holds.
std::string quotedYaml(std::string_view text);

struct NewDestination {
    std::string name;
    settings::FieldVariant adapter;
    /// Setting to text; an entry of a map is "map.key", the items of a list are parted by commas.
    std::map<std::string, std::string> given;

    /// The required settings of type secret, in the order of their declaration.
    [[nodiscard]] std::vector<std::string> secrets() const;
    /// Name of the credential that holds the secret setting `setting`.
    [[nodiscard]] std::string credentialOf(std::string_view setting) const;
    /// Errors: ConfigError when a required setting is missing, one is unknown, or a secret was
    /// given.
    void check() const;
    /// The row below `destinations:`; ends with a newline.
    [[nodiscard]] std::string yaml() const;
};

}  // namespace bowline::app
