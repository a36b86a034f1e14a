// A request: method, path, query, headers and one body.
#pragma once

#include "adapters/rest/loader_context.h"
#include "adapters/rest/loader_section.h"
#include "adapters/rest/tree_reader.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bowline::adapters::rest {

using Texts = std::vector<std::pair<std::string, TemplatePtr>>;

/// A map of names to texts in which a secret may stand: headers and the like.
Texts textsOf(
    const settings::YamlNode& node, std::string_view key, const NameScope& scope, Loading& loading
);
/// The same for names that are headers.
Texts headersOf(const settings::YamlNode& node, const NameScope& scope, Loading& loading);

/// The request of `section`, which may hold other keys (a step's); asks for its own.
Request readRequest(FileSection& section, const NameScope& scope, Loading& loading);
/// A request that stands alone: a session's login. `key` is where.
Request readWholeRequest(
    const settings::YamlNode& node, std::string_view key, const NameScope& scope, Loading& loading
);

/// A node with what its `use` stands for written into it.
struct UsedNode {
    std::optional<settings::YamlNode> written;  ///< nothing: the node has no `use`
    bool isSound = true;  ///< else the macro's part is missing, which is told already
};
UsedNode withUse(const settings::YamlNode& node, Loading& loading);

}  // namespace bowline::adapters::rest
