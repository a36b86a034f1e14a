// Cuts one expression into tokens, on demand, so that the closing brace of a template is found by
// grammar and a brace inside a text or a map does not end it. Knows no meaning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bowline::expression {

enum class TokenKind { End, Name, Number, Text, Symbol, Fault };

struct Token {
    TokenKind kind = TokenKind::End;
    std::size_t offset = 0;   ///< bytes from the begin of the source
    std::string text;         ///< the name, the symbol, the text without quotes, or what is wrong
    std::int64_t number = 0;  ///< with Number

    [[nodiscard]] bool is(std::string_view symbol) const {
        return kind == TokenKind::Symbol && text == symbol;
    }
};

/// Reads from a template's source, which outlives it. After End or Fault every token is the same
/// again.
class Lexer {
public:
    Lexer(std::string_view source, std::size_t begin) : source_(source), at_(begin) {}
    Token next();
    /// The byte after the last token.
    [[nodiscard]] std::size_t position() const { return at_; }

private:
    Token name();
    Token number();
    Token text(char quote);
    Token symbol();
    Token fault(std::size_t offset, std::string message);

    std::string_view source_;
    std::size_t at_;
};

}  // namespace bowline::expression
