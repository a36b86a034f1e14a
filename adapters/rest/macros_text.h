// The texts of macros: how one is called, and how an argument takes the place of a parameter.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::adapters::rest {

/// "NAME(a, b)" as its parts.
struct MacroForm {
    std::string name;
    std::vector<std::string> parts;  ///< between the commas of the outermost brackets
};
/// Absence: brackets or quotes do not close, or something follows.
std::optional<MacroForm> parseForm(std::string_view text);

/// Parameter to the text of an expression.
using MacroArguments = std::map<std::string, std::string>;

/// `text` with the names of `arguments` replaced inside its `${...}`; a text that is no sound
/// template comes out so that the compiler finds the same fault.
std::string withArguments(std::string_view text, const MacroArguments& arguments);

}  // namespace bowline::adapters::rest
