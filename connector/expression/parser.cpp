// A recursive parser with precedence climbing. The first fault sticks: from then on every token is
// the fault's, so each loop ends by itself and no function needs an answer for "went wrong".
#include "connector/expression/parser.h"

#include "connector/base/text.h"
#include "connector/expression/lexer.h"

#include <algorithm>
#include <array>
#include <optional>

namespace bowline::expression {

namespace {

constexpr std::size_t kNodes = 64;
constexpr std::size_t kNesting = 16;

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

bool isAllowed(const Dialect& dialect, const std::string& path) {
    if (dialect.paths.contains(path))
        return true;
    for (auto dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1)) {
        if (dialect.paths.contains(path.substr(0, dot) + ".*"))
            return true;
    }
    return false;
}

std::string nearestOrAll(const std::string& typed, const std::set<std::string>& names) {
    const std::vector<std::string> known(names.begin(), names.end());
    if (const auto nearest = nearestName(typed, known))
        return "did you mean " + *nearest + "?";
    std::string all = "known here:";
    for (const auto& name : known)
        all += " " + name;
    return all;
}

std::string_view wordFor(ArgumentKind kind) {
    constexpr std::string_view kWords[] = {
        "anything", "a number", "a text", "a map", "a date format"};
    return kWords[static_cast<int>(kind)];
}

/// What is wrong with a literal or a map at the place of `kind`; empty for what is known at run
/// only.
std::string argumentFault(const Node& given, ArgumentKind kind) {
    if (kind == ArgumentKind::Any || (given.op != Op::Literal && given.op != Op::Map))
        return {};
    const auto& data = given.literal.data();
    const auto* text = std::get_if<std::string>(&data);
    if (kind == ArgumentKind::DateFormat && text)
        return dateFormatFault(*text);
    const bool fits = (kind == ArgumentKind::Map && given.op == Op::Map) ||
                      (kind == ArgumentKind::Text && text) ||
                      (kind == ArgumentKind::Number && std::holds_alternative<std::int64_t>(data));
    return fits ? std::string() : "must be " + std::string(wordFor(kind));
}

class Parser {
public:
    Parser(std::string_view source, std::size_t begin, const Dialect& dialect)
        : lexer_(source, begin), dialect_(dialect) {
        advance();
    }

    std::variant<Parsed, CompileFault> run() {
        choice();
        if (!fault_ && !token_.is("}"))
            fail(
                "the expression does not end here",
                "an expression ends with }, a filter begins with |"
            );
        if (fault_)
            return *fault_;
        return Parsed{{std::move(nodes_)}, std::move(reads_), lexer_.position()};
    }

private:
    using NodeId = std::size_t;

    void advance() {
        token_ = lexer_.next();
        if (token_.kind == TokenKind::Fault)
            fail(token_.text, "");
    }

    NodeId failAt(std::size_t offset, std::string message, std::string hint) {
        if (!fault_)
            fault_ = CompileFault{offset, std::move(message), std::move(hint)};
        token_ = {TokenKind::Fault, offset, {}, 0};
        lexer_ = Lexer({}, 0);
        return 0;
    }
    NodeId fail(std::string message, std::string hint) {
        return failAt(token_.offset, std::move(message), std::move(hint));
    }

    bool take(std::string_view symbol) {
        if (!token_.is(symbol))
            return false;
        advance();
        return true;
    }
    void expect(std::string_view symbol) {
        if (!take(symbol))
            fail(std::string(symbol) + " is expected here", "");
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
        if (take("?")) {
            const NodeId yes = choice();
            expect(":");
            const NodeId no = choice();
            node = add({Op::Choose, {}, {}, nullptr, {node, yes, no}, {}});
        }
        --depth_;
        return node;
    }

    NodeId infix(int level) {
        NodeId left = prefixed();
        for (const Infix* op = infixOf(token_); op && op->level >= level; op = infixOf(token_)) {
            advance();
            const NodeId right = infix(op->level + 1);
            left = add({op->op, {}, {}, nullptr, {left, right}, {}});
            const Infix* next = infixOf(token_);
            if (op->level == kComparison && next && next->level == kComparison)
                fail("comparisons do not chain", "write (a < b) && (b < c)");
        }
        return left;
    }

    NodeId prefixed() {
        std::size_t negations = 0;
        while (take("!"))
            ++negations;
        NodeId node = piped();
        for (; negations > 0 && !fault_; --negations)
            node = add({Op::Not, {}, {}, nullptr, {node}, {}});
        return node;
    }

    NodeId piped() {
        NodeId node = primary();
        while (take("|"))
            node = call(node);
        return node;
    }

    NodeId call(NodeId input) {
        const Token name = token_;
        if (name.kind != TokenKind::Name)
            return fail("the name of a filter is expected after |", "");
        const Filter* filter = findFilter(name.text);
        if (!filter || !dialect_.filters.contains(name.text))
            return fail("unknown filter " + name.text, nearestOrAll(name.text, dialect_.filters));
        advance();
        Node node{Op::Call, {}, {}, filter, {input}, {}};
        if (take("("))
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
        for (std::size_t i = 0; i < given && !fault_; ++i) {
            const auto wrong = argumentFault(nodes_[node.children[i + 1]], filter.arguments[i]);
            if (!wrong.empty())
                return failAt(
                    offset,
                    "filter " + std::string(filter.name) + ": the argument " + wrong,
                    "write " + std::string(filter.signature)
                );
        }
        return add(std::move(node));
    }

    NodeId primary() {
        switch (token_.kind) {
            case TokenKind::Name:
                return named();
            case TokenKind::Number:
                return literal(Value(token_.number));
            case TokenKind::Text:
                return literal(Value(std::move(token_.text)));
            default:
                return enclosed();
        }
    }

    NodeId literal(Value value) {
        advance();
        return add({Op::Literal, std::move(value), {}, nullptr, {}, {}});
    }

    NodeId named() {
        if (token_.text == "true" || token_.text == "false")
            return literal(Value(token_.text == "true"));
        if (token_.text == "null")
            return literal(Value());
        return path();
    }

    NodeId path() {
        const std::size_t offset = token_.offset;
        std::string full = token_.text;
        Node node{Op::Path, {}, {full}, nullptr, {}, {}};
        advance();
        for (;;) {
            if (take(".")) {
                full += "." + token_.text;
                node.path.emplace_back(token_.text);
                expectKind(TokenKind::Name, "a name is expected after the dot");
            } else if (take("[")) {
                node.path.emplace_back(static_cast<std::size_t>(token_.number));
                expectKind(
                    TokenKind::Number, "a place, counted from 0, is expected in the brackets"
                );
                expect("]");
            } else {
                break;
            }
        }
        if (!fault_ && !isAllowed(dialect_, full))
            return failAt(offset, "unknown path " + full, nearestOrAll(full, dialect_.paths));
        reads_.push_back(std::move(full));
        return add(std::move(node));
    }

    void expectKind(TokenKind kind, std::string_view message) {
        if (token_.kind == kind && token_.number >= 0)
            advance();
        else
            fail(std::string(message), "");
    }

    NodeId enclosed() {
        if (take("(")) {
            const NodeId node = choice();
            expect(")");
            return node;
        }
        if (take("[")) {
            Node node{Op::List, {}, {}, nullptr, {}, {}};
            items("]", node.children);
            return add(std::move(node));
        }
        if (take("{"))
            return map();
        return fail("a value is expected here", "a literal { is written {{ in a mapping");
    }

    void items(std::string_view close, std::vector<NodeId>& into) {
        if (take(close))
            return;
        do {
            into.push_back(choice());
        } while (take(","));
        expect(close);
    }

    NodeId map() {
        Node node{Op::Map, {}, {}, nullptr, {}, {}};
        if (take("}"))
            return add(std::move(node));
        do {
            if (std::ranges::find(node.keys, token_.text) != node.keys.end())
                return fail("the key " + token_.text + " stands here twice", "");
            node.keys.push_back(token_.text);
            if (token_.kind == TokenKind::Text)
                advance();
            else
                expectKind(TokenKind::Name, "a key, a name or a quoted text, is expected here");
            expect(":");
            node.children.push_back(choice());
        } while (take(","));
        expect("}");
        return add(std::move(node));
    }

    Lexer lexer_;
    const Dialect& dialect_;
    Token token_;
    std::vector<Node> nodes_;
    std::vector<std::string> reads_;
    std::size_t depth_ = 0;
    std::optional<CompileFault> fault_;
};

}  // namespace

std::variant<Parsed, CompileFault> parseExpression(
    std::string_view source, std::size_t begin, const Dialect& dialect
) {
    return Parser(source, begin, dialect).run();
}

}  // namespace bowline::expression
