// Trees of an adapter file, evaluated: the shape is the author's, the values are the item's.
// Nothing that a value holds becomes shape.
#pragma once

#include "adapters/rest/roots.h"
#include "adapters/rest/spec.h"

#include <optional>

namespace bowline::adapters::rest {

constexpr int kTreeDepth = 32;
constexpr std::size_t kTreeNodes = 10'000;

/// The tree's value. Entries and items that come out null are left out, an ExplicitNull stays; a
/// tree that is itself left out is null. Bytes of files are texts, as they are or in base64.
/// Absence: it is deeper than `kTreeDepth` or of more than `kTreeNodes` values.
std::optional<expression::Value> grown(const Tree& tree, const Roots& roots);

/// The bytes of the file that the value at `name` ("in.file", a loop variable) stands for; empty
/// when it stands for none.
std::string_view fileBytes(
    const std::string& name, const expression::Map& values, std::span<const adapter_api::File> files
);

}  // namespace bowline::adapters::rest
