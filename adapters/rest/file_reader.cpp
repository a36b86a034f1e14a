#include "adapters/rest/file_reader.h"

#include "adapters/rest/loader_expressions.h"

namespace bowline::adapters::rest {

namespace {

using expression::Node;
using settings::YamlNode;

constexpr std::string_view kBytes = ".bytes";

/// The one expression that the scalar is; nothing for any other text.
std::optional<FoundExpression> onlyExpression(
    const YamlNode& node, const expression::Dialect& dialect
) {
    auto found = expressionsIn(node.text, dialect);
    auto* all = std::get_if<std::vector<FoundExpression>>(&found);
    if (!all || all->size() != 1 || !all->front().isWhole(node.text))
        return std::nullopt;
    return std::move(all->front());
}

/// A path, or a path through `b64` and nothing else.
bool isBare(const std::vector<Node>& nodes) {
    const auto* filter = nodes.back().filter;
    return nodes.size() == 1 || (nodes.size() == 2 && filter && filter->name == "b64");
}

}  // namespace

std::optional<FileText> fileIn(const YamlNode& node, const NameScope& scope) {
    if (node.text.find(kBytes) == std::string::npos)
        return std::nullopt;
    NameScope wider = scope;
    for (const auto& file : scope.files)
        wider.add(file + std::string(kBytes));
    const auto found = onlyExpression(node, wider.dialect);
    if (!found || !isBare(found->program.nodes))
        return std::nullopt;
    std::string path = pathOf(found->program.nodes.front());
    if (!path.ends_with(kBytes))
        return std::nullopt;
    path.resize(path.size() - kBytes.size());
    if (!scope.files.contains(path))
        return std::nullopt;
    return FileText{std::move(path), found->program.nodes.size() == 2};
}

bool isFiles(const YamlNode& node) {
    NameScope scope;
    scope.dialect.open = "${";
    scope.add("in.files");
    const auto found = onlyExpression(node, scope.dialect);
    return found && found->program.nodes.size() == 1 && pathOf(found->root()) == "in.files";
}

}  // namespace bowline::adapters::rest
