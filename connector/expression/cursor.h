// The parser's place in the source: one token of look-ahead and the first fault, which sticks.
// After a fault every token is the fault's, so each loop of the parser ends by itself.
#pragma once

#include "connector/expression/lexer.h"
#include "connector/expression/template.h"

#include <optional>

namespace bowline::expression {

class Cursor {
public:
    Cursor(std::string_view source, std::size_t begin) : lexer_(source, begin) { advance(); }

    [[nodiscard]] const Token& token() const { return token_; }
    /// The byte after token().
    [[nodiscard]] std::size_t position() const { return lexer_.position(); }
    [[nodiscard]] const std::optional<CompileFault>& fault() const { return fault_; }

    void advance();
    /// Steps over `symbol`; false and no step when something else stands there.
    bool take(std::string_view symbol);
    /// Steps over `symbol`, else fails.
    void expect(std::string_view symbol);
    /// Steps over a token of `kind`, a number only from 0 on; else fails with `message`.
    void expect(TokenKind kind, std::string_view message);
    /// Keeps the first fault only; at the current token, or at `offset`.
    void fail(std::string message, std::string hint);
    void failAt(std::size_t offset, std::string message, std::string hint);

private:
    Lexer lexer_;
    Token token_;
    std::optional<CompileFault> fault_;
};

}  // namespace bowline::expression
