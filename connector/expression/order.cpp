// Looks at everything below a call: also at what a condition or a default might give.
#include "connector/expression/order.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::expression {

namespace {

bool isEncoding(Disguise disguise) {
    switch (disguise) {
        case Disguise::Date:
        case Disguise::Json:
        case Disguise::Base64:
        case Disguise::Html:
        case Disguise::Markup:
        case Disguise::Adf:
        case Disguise::Rfc2047:
        case Disguise::Quoted:
            return true;
        default:
            return false;
    }
}

bool mayFollow(Disguise after, Disguise before) {
    if (after == Disguise::Case || after == Disguise::Split)
        return !isEncoding(before);
    return after != Disguise::Joined || before != Disguise::Adf;
}

/// What of `node` may not stand below `call`; empty when it may.
std::string offender(const Node& node, const Node& call) {
    if (node.op == Op::Call && !mayFollow(call.filter->disguise, node.filter->disguise))
        return std::string(node.filter->name);
    const bool isOurs = node.op == Op::Path && std::get<std::string>(node.path.front()) == "in";
    return isOurs && call.filter->disguise == Disguise::Decoded ? "in" : std::string();
}

std::string offenderBelow(const std::vector<Node>& nodes, const Node& top, const Node& call) {
    for (const std::size_t id : top.children) {
        auto found = offender(nodes[id], call);
        if (found.empty())
            found = offenderBelow(nodes, nodes[id], call);
        if (!found.empty())
            return found;
    }
    return {};
}

}  // namespace

std::string orderFault(const std::vector<Node>& nodes, const Node& call) {
    const auto found = offenderBelow(nodes, call, call);
    if (found.empty())
        return {};
    return fmt::format("filter {}: cannot follow {}", call.filter->name, found);
}

bool makesDocument(const Expression& expression) {
    return std::ranges::any_of(expression.nodes, [](const Node& node) {
        return node.op == Op::Call && node.filter->disguise == Disguise::Adf;
    });
}

}  // namespace bowline::expression
