// The text that a signature is over. A raw body in it may be longer than an expression's output: it
// is put into its place after evaluation.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/expression/value.h"

#include <optional>
#include <string>

namespace bowline::adapters::rest {

/// The template's text with `root.name` whole wherever it stands on its own.
/// Absence: it is longer than an expression may give and stands in one that looks at it.
std::optional<std::string> textOver(
    const TemplatePtr& over,
    const expression::Map& roots,
    const std::string& root,
    const std::string& name
);

}  // namespace bowline::adapters::rest
