// What an expression becomes when it is compiled: a flat list of nodes, each with the numbers of
// its children, which always stand before it. Made by the parser, run by the evaluator, never
// changed.
#pragma once

#include "connector/expression/filters.h"
#include "connector/expression/value.h"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace bowline::expression {

enum class Op {
    Literal,
    Path,
    Call,  ///< a filter; the first child is what stands before the pipe
    Not,
    And,
    Or,
    Coalesce,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    Choose,  ///< condition, then, else
    List,
    Map,  ///< `keys` beside the children
};

/// Each item of a list; the steps behind it are taken in every one.
struct EachItem {};
/// One step of a path: a name below a map, a place in a list, from 0, or all items.
using Step = std::variant<std::string, std::size_t, EachItem>;

struct Node {
    Op op = Op::Literal;
    Value literal;
    std::vector<Step> path;
    const Filter* filter = nullptr;
    std::vector<std::size_t> children;
    std::vector<std::string> keys;
    PatternPtr pattern = nullptr;  ///< of a call whose filter takes one
};

/// The last node is the root.
struct Expression {
    std::vector<Node> nodes;
};

}  // namespace bowline::expression
