// A recursive parser with precedence climbing. Faults stick in the cursor, so no function needs an
// answer for "went wrong": after one, nothing is taken and every node number is as good as another.
// Longer than a file should be: it is one grammar, and reads best in one piece.
#include "connector/expression/parser.h"

#include "connector/expression/arguments.h"
#include "connector/expression/cursor.h"
#include "connector/expression/dialect.h"
#include "connector/expression/order.h"

#include <algorithm>
#include <array>
#include <optional>

namespace bowline::expression {

namespace {

constexpr std::size_t kNodes = 64;
constexpr std::size_t kNesting = 16;
constexpr std::size_t kSteps = 16;

struct Infix {
    std::string_view symbol;
    Op op;
    int level;
};
constexpr int kComparison = 3;
constexpr std::array<Infix, 10> kInfix = {
    {{"||", Op::Or, 1},
     {"&&", Op::And, 2},
     {"==", Op::Equal, kComparison},
     {"!=", Op::NotEqual, kComparison},
     {"<", Op::Less, kComparison},
     {"<=", Op::LessEqual, kComparison},
     {">", Op::Greater, kComparison},
     {">=", Op::GreaterEqual, kComparison},
     {"in", Op::In, kComparison},
     {"??", Op::Coalesce, 4}}};

const Infix* infixOf(const Token& token) {
    if (token.kind != TokenKind::Symbol && !(token.kind == TokenKind::Name && token.text == "in"))
        return nullptr;
    const auto found = std::ranges::find(kInfix, token.text, &Infix::symbol);
    return found == kInfix.end() ? nullptr : found;
}

class Parser {
public:
    Parser(std::string_view source, std::size_t begin, const Dialect& dialect)
        : at_(source, begin), dialect_(dialect) {}

    std::variant<Parsed, CompileFault> run() {
        choice();
        if (!at_.fault() && !at_.token().is("}"))
            fail(
                "the expression does not end here",
                "an expression ends with }, a filter begins with |"
            );
        if (at_.fault())
            return *at_.fault();
        return Parsed{{std::move(nodes_)}, std::move(reads_), at_.position()};
    }

private:
    using NodeId = std::size_t;

    NodeId failAt(std::size_t offset, std::string message, std::string hint) {
        at_.failAt(offset, std::move(message), std::move(hint));
        return 0;
    }
    NodeId fail(std::string message, std::string hint) {
        return failAt(at_.token().offset, std::move(message), std::move(hint));
    }

    NodeId add(Node node) {
        if (nodes_.size() == kNodes)
            return fail("the expression has more than 64 parts", "split it over several fields");
        nodes_.push_back(std::move(node));
        return nodes_.size() - 1;
    }

    /// condition ? then : else, the only place that nests: parentheses, arguments, lists and maps
    /// come here.
    NodeId choice() {
        if (++depth_ > kNesting)
            return fail("the expression is nested deeper than 16", "split it over several fields");
        NodeId node = infix(1);
        if (at_.take("?")) {
            const NodeId yes = choice();
            at_.expect(":");
            const NodeId no = choice();
            node = add({Op::Choose, {}, {}, nullptr, {node, yes, no}, {}});
        }
        --depth_;
        return node;
    }

    NodeId infix(int level) {
        NodeId left = prefixed();
        for (const Infix* op = infixOf(at_.token()); op && op->level >= level;
             op = infixOf(at_.token())) {
            at_.advance();
            const NodeId right = infix(op->level + 1);
            left = add({op->op, {}, {}, nullptr, {left, right}, {}});
            const Infix* next = infixOf(at_.token());
            if (op->level == kComparison && next && next->level == kComparison)
                fail("comparisons do not chain", "write (a < b) && (b < c)");
        }
        return left;
    }

    NodeId prefixed() {
        std::size_t negations = 0;
        while (at_.take("!"))
            ++negations;
        NodeId node = piped();
        for (; negations > 0 && !at_.fault(); --negations)
            node = add({Op::Not, {}, {}, nullptr, {node}, {}});
        return node;
    }

    NodeId piped() {
        NodeId node = primary();
        while (at_.take("|"))
            node = call(node);
        return node;
    }

    NodeId call(NodeId input) {
        const Token name = at_.token();
        if (name.kind != TokenKind::Name)
            return fail("the name of a filter is expected after |", "");
        const Filter* filter = findFilter(name.text);
        if (!filter || !dialect_.filters.contains(name.text))
            return fail("unknown filter " + name.text, nearestOrAll(name.text, dialect_.filters));
        at_.advance();
        Node node{Op::Call, {}, {}, filter, {input}, {}};
        if (at_.take("("))
            items(")", node.children);
        return checkedCall(std::move(node), name.offset);
    }

    NodeId checkedCall(Node node, std::size_t offset) {
        const Filter& filter = *node.filter;
        const std::size_t given = node.children.size() - 1;
        if (given < filter.required || given > filter.arguments.size())
            return failAt(
                offset, "wrong number of arguments", "write " + std::string(filter.signature)
            );
        for (std::size_t i = 0; i < given && !at_.fault(); ++i) {
            const auto wrong =
                argumentFault(nodes_[node.children[i + 1]], filter.arguments[i], node);
            if (!wrong.empty())
                return failAt(
                    offset,
                    "filter " + std::string(filter.name) + ": the argument " + wrong,
                    "write " + std::string(filter.signature)
                );
        }
        auto order = at_.fault() ? std::string() : orderFault(nodes_, node);
        if (!order.empty())
            return failAt(offset, std::move(order), "the table of filters says why");
        return add(std::move(node));
    }

    NodeId primary() {
        switch (at_.token().kind) {
            case TokenKind::Name:
                return named();
            case TokenKind::Number:
                return literal(Value(at_.token().number));
            case TokenKind::Text:
                return literal(Value(at_.token().text));
            default:
                return enclosed();
        }
    }

    NodeId literal(Value value) {
        at_.advance();
        return add({Op::Literal, std::move(value), {}, nullptr, {}, {}});
    }

    NodeId named() {
        if (at_.token().text == "true" || at_.token().text == "false")
            return literal(Value(at_.token().text == "true"));
        if (at_.token().text == "null")
            return literal(Value());
        return path();
    }

    NodeId path() {
        const std::size_t offset = at_.token().offset;
        std::string full = at_.token().text;
        Node node{Op::Path, {}, {full}, nullptr, {}, {}};
        at_.advance();
        while (!at_.fault()) {
            if (at_.take("."))
                name(node.path, full);
            else if (at_.take("["))
                place(node.path);
            else
                break;
        }
        if (!at_.fault() && node.path.size() > kSteps)
            return failAt(offset, "the path has more than 16 steps", "");
        if (!at_.fault() && !allows(dialect_, full))
            return failAt(offset, "unknown path " + full, nearestOrAll(full, dialect_.paths));
        reads_.push_back(std::move(full));
        return add(std::move(node));
    }

    void name(std::vector<Step>& into, std::string& full) {
        full += "." + at_.token().text;
        into.emplace_back(at_.token().text);
        at_.expect(TokenKind::Name, "a name is expected after the dot");
    }

    void place(std::vector<Step>& into) {
        if (at_.take("*")) {
            into.emplace_back(EachItem{});
        } else {
            into.emplace_back(static_cast<std::size_t>(at_.token().number));
            at_.expect(
                TokenKind::Number, "a place, counted from 0, or * is expected in the brackets"
            );
        }
        at_.expect("]");
    }

    NodeId enclosed() {
        if (at_.take("(")) {
            const NodeId node = choice();
            at_.expect(")");
            return node;
        }
        if (at_.take("[")) {
            Node node{Op::List, {}, {}, nullptr, {}, {}};
            items("]", node.children);
            return add(std::move(node));
        }
        if (at_.take("{"))
            return map();
        return fail("a value is expected here", "a literal { is written {{ in a mapping");
    }

    void items(std::string_view close, std::vector<NodeId>& into) {
        if (at_.take(close))
            return;
        do {
            into.push_back(choice());
        } while (at_.take(","));
        at_.expect(close);
    }

    NodeId map() {
        Node node{Op::Map, {}, {}, nullptr, {}, {}};
        if (at_.take("}"))
            return add(std::move(node));
        do {
            if (std::ranges::find(node.keys, at_.token().text) != node.keys.end())
                return fail("the key " + at_.token().text + " stands here twice", "");
            node.keys.push_back(at_.token().text);
            if (at_.token().kind == TokenKind::Text)
                at_.advance();
            else
                at_.expect(TokenKind::Name, "a key, a name or a quoted text, is expected here");
            at_.expect(":");
            node.children.push_back(choice());
        } while (at_.take(","));
        at_.expect("}");
        return add(std::move(node));
    }

    Cursor at_;
    const Dialect& dialect_;
    std::vector<Node> nodes_;
    std::vector<std::string> reads_;
    std::size_t depth_ = 0;
};

}  // namespace

std::variant<Parsed, CompileFault> parseExpression(
    std::string_view source, std::size_t begin, const Dialect& dialect
) {
    return Parser(source, begin, dialect).run();
}

}  // namespace bowline::expression
