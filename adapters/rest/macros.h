// Macros of an adapter file: a tree with parameters, written out where `use: "NAME(x, y)"` stands.
// An argument is the text of an expression and takes the place of the parameter's name in the
// expressions of the tree; it cannot change the tree's shape, and a macro uses no other.
#pragma once

#include "adapters/rest/loader_faults.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::adapters::rest {

class Macros {
public:
    Macros() = default;
    /// `section` is the value of `macros:`.
    Macros(const settings::YamlNode& section, Faults& faults);

    /// What `use` stands for. Absence: a fault, which is told. Bound: 20,000 values a file.
    std::optional<settings::YamlNode> expanded(const settings::YamlNode& use, Faults& faults);
    /// A warning for each macro that nobody used: its expressions were not checked.
    void tellUnused(Faults& faults) const;

private:
    struct Macro {
        std::vector<std::string> parameters;
        settings::YamlNode body;
        settings::Mark mark;
        bool isSound = true;
        bool isUsed = false;
    };
    void define(const settings::YamlEntry& entry, Faults& faults);

    std::map<std::string, Macro> macros_;
    std::size_t written_ = 0;
};

}  // namespace bowline::adapters::rest
