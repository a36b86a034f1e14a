// Bodies of requests: JSON, forms, multipart, raw bytes. Encoding comes after evaluation, so no
// text of a customer can leave its place.
#pragma once

#include "adapters/rest/roots.h"
#include "adapters/rest/spec.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bowline::adapters::rest {

/// A request that cannot be made from these values: "too_large", "bad_path", "foreign_host",
/// "bad_base_url".
struct Refusal {
    std::string code;
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

struct BodyBytes {
    std::string bytes;
    std::string type;  ///< of the Content-Type header; empty: there is no body
};

/// A value that goes into a body as its author wrote it: a JSON pointer, or the name of a field.
using BodyAddition = std::pair<std::string, expression::Value>;

std::variant<BodyBytes, Refusal> bodyOf(
    const Body& body, const Roots& roots, const std::optional<BodyAddition>& addition
);

/// "a=1&b=2", percent-encoded; a list repeats its key, null is left out, a map is JSON.
/// Absence: a tree is too large.
std::optional<std::string> encodedFields(
    const std::vector<std::pair<std::string, Tree>>& fields, const Roots& roots
);
/// One of them; `rest` is what stands before it.
void appendField(std::string& rest, std::string_view name, std::string_view value);

}  // namespace bowline::adapters::rest
