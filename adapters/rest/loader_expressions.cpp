#include "adapters/rest/loader_expressions.h"

#include "connector/expression/parser.h"

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

using expression::CompileFault;
using expression::Node;
using expression::Op;

constexpr std::size_t kSourceBytes = 4096;  // the bound of a template; what is longer is not read

bool isWritten(const Node& node) {
    return node.op == Op::List || node.op == Op::Map;
}

/// `isSeen`: something above reads the value; writing it into a list or map does not.
bool looksBelow(
    const expression::Expression& program,
    std::size_t at,
    bool isSeen,
    const std::set<std::string>& paths
) {
    const Node& node = program.nodes[at];
    if (isSeen && paths.contains(pathOf(node)))
        return true;
    return std::ranges::any_of(node.children, [&](std::size_t child) {
        return looksBelow(program, child, isSeen || !isWritten(node), paths);
    });
}

}  // namespace

std::variant<std::vector<FoundExpression>, CompileFault> expressionsIn(
    std::string_view source, const expression::Dialect& dialect
) {
    if (source.size() > kSourceBytes)
        return CompileFault{kSourceBytes, "the template is longer than 4 KiB", "shorten the text"};
    const std::string literal = dialect.open.front() + dialect.open;
    std::vector<FoundExpression> all;
    for (std::size_t at = 0; at < source.size();) {
        const auto rest = source.substr(at);
        if (!rest.starts_with(dialect.open)) {
            at += rest.starts_with(literal) ? literal.size() : 1;
            continue;
        }
        auto parsed = expression::parseExpression(source, at + dialect.open.size(), dialect);
        if (auto* fault = std::get_if<CompileFault>(&parsed))
            return std::move(*fault);
        auto& done = std::get<expression::Parsed>(parsed);
        all.push_back({at, done.end, std::move(done.expression)});
        at = done.end;
    }
    return all;
}

std::string pathOf(const Node& node) {
    std::string path;
    for (const auto& step : node.path) {
        const auto* name = std::get_if<std::string>(&step);
        if (name)
            path += (path.empty() ? "" : ".") + *name;
    }
    return path;
}

bool looksAt(const FoundExpression& found, const std::set<std::string>& paths) {
    return looksBelow(found.program, found.program.nodes.size() - 1, false, paths);
}

bool reads(const FoundExpression& found, const std::set<std::string>& paths) {
    return std::ranges::any_of(found.program.nodes, [&](const Node& node) {
        return paths.contains(pathOf(node));
    });
}

}  // namespace bowline::adapters::rest
