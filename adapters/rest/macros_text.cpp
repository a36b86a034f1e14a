#include "adapters/rest/macros_text.h"

#include "connector/base/text.h"
#include "connector/expression/lexer.h"

namespace bowline::adapters::rest {

namespace {

using expression::Lexer;
using expression::Token;
using expression::TokenKind;

constexpr std::size_t kMostText = 8192;  // twice what a template may have; the compiler refuses it

bool isOpening(std::string_view symbol) {
    return symbol == "(" || symbol == "[" || symbol == "{";
}
bool isClosing(std::string_view symbol) {
    return symbol == ")" || symbol == "]" || symbol == "}";
}

/// A path or a literal needs no parentheses, and a path may be followed by a dot.
bool isSimple(std::string_view argument) {
    Lexer lexer(argument, 0);
    Token token = lexer.next();
    if (token.kind != TokenKind::Name && token.kind != TokenKind::Number &&
        token.kind != TokenKind::Text)
        return false;
    for (token = lexer.next(); token.is(".") || token.kind == TokenKind::Name;)
        token = lexer.next();
    return token.kind == TokenKind::End;
}

/// Replaces parameters in one expression; knows a name that is a parameter from one that is a part
/// of a path, a filter or a key of a map.
class Substitution {
public:
    Substitution(std::string_view source, const MacroArguments& arguments)
        : source_(source), arguments_(arguments) {}

    /// From `begin`, just after the delimiter, to the byte after the closing brace.
    std::size_t run(std::size_t begin, std::string& out) {
        Lexer lexer(source_, begin);
        std::size_t copied = begin;
        for (;;) {
            const Token token = lexer.next();
            if (token.kind == TokenKind::End || token.kind == TokenKind::Fault)
                break;
            if (token.is("}") && open_.empty()) {
                out += source_.substr(copied, lexer.position() - copied);
                return lexer.position();
            }
            if (const auto* argument = argumentFor(token)) {
                out += source_.substr(copied, token.offset - copied);
                out += isSimple(*argument) ? *argument : "(" + *argument + ")";
                copied = lexer.position();
            }
            step(token);
        }
        out += source_.substr(copied);
        return source_.size();
    }

private:
    const std::string* argumentFor(const Token& token) const {
        const bool isKey = !open_.empty() && open_.back() == '{' && (last_ == "{" || last_ == ",");
        if (token.kind != TokenKind::Name || isKey || last_ == "." || last_ == "|")
            return nullptr;
        const auto found = arguments_.find(token.text);
        return found == arguments_.end() ? nullptr : &found->second;
    }

    void step(const Token& token) {
        last_ = token.kind == TokenKind::Symbol ? token.text : std::string();
        if (isOpening(last_))
            open_ += last_;
        else if (isClosing(last_) && !open_.empty())
            open_.pop_back();
    }

    std::string_view source_;
    const MacroArguments& arguments_;
    std::string open_;  ///< brackets that are open
    std::string last_;  ///< the token before, if it was a symbol
};

}  // namespace

std::optional<MacroForm> parseForm(std::string_view text) {
    Lexer lexer(text, 0);
    const Token name = lexer.next();
    const Token open = lexer.next();
    if (name.kind != TokenKind::Name || !open.is("("))
        return std::nullopt;
    MacroForm form{name.text, {}};
    std::size_t begin = lexer.position();
    const auto take = [&](std::size_t end) {
        form.parts.emplace_back(trimmed(text.substr(begin, end - begin)));
        begin = end + 1;
    };
    for (std::size_t depth = 1; depth > 0;) {
        const Token token = lexer.next();
        if (token.kind == TokenKind::End || token.kind == TokenKind::Fault)
            return std::nullopt;
        if (token.kind != TokenKind::Symbol)
            continue;
        depth += isOpening(token.text) ? 1 : 0;
        depth -= isClosing(token.text) ? 1 : 0;
        if (depth == 0 || (depth == 1 && token.is(",")))
            take(token.offset);
    }
    if (lexer.next().kind != TokenKind::End)
        return std::nullopt;
    if (form.parts.size() == 1 && form.parts.front().empty())
        form.parts.clear();
    return form;
}

std::string withArguments(std::string_view text, const MacroArguments& arguments) {
    std::string out;
    for (std::size_t at = 0; at < text.size() && out.size() < kMostText;) {
        const auto rest = text.substr(at);
        const std::size_t literal = rest.starts_with("$${") ? 3 : rest.starts_with("${") ? 0 : 1;
        out += rest.substr(0, literal == 0 ? 2 : literal);
        at += literal == 0 ? 2 : literal;
        if (literal == 0)
            at = Substitution(text, arguments).run(at, out);
    }
    return out;
}

}  // namespace bowline::adapters::rest
