// The content of a file in an adapter file: it is no value of an expression, it is carried.
#pragma once

#include "adapters/rest/loader_scope.h"
#include "connector/settings/yaml_tree.h"

#include <optional>
#include <string>

namespace bowline::adapters::rest {

/// `${in.file.bytes}` or `${f.bytes | b64}` alone in a scalar.
struct FileText {
    std::string name;  ///< "in.file" or the loop variable
    bool base64 = false;
};

/// Absence: the scalar is something else.
std::optional<FileText> fileIn(const settings::YamlNode& node, const NameScope& scope);
/// True for `${in.files}`.
bool isFiles(const settings::YamlNode& node);

}  // namespace bowline::adapters::rest
