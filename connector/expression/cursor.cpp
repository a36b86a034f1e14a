// Tokens are looked at here and nowhere moved on but here.
#include "connector/expression/cursor.h"

namespace bowline::expression {

void Cursor::advance() {
    token_ = lexer_.next();
    if (token_.kind == TokenKind::Fault)
        fail(token_.text, "");
}

bool Cursor::take(std::string_view symbol) {
    if (!token_.is(symbol))
        return false;
    advance();
    return true;
}

void Cursor::expect(std::string_view symbol) {
    if (!take(symbol))
        fail(std::string(symbol) + " is expected here", "");
}

void Cursor::expect(TokenKind kind, std::string_view message) {
    if (token_.kind == kind && token_.number >= 0)
        advance();
    else
        fail(std::string(message), "");
}

void Cursor::fail(std::string message, std::string hint) {
    failAt(token_.offset, std::move(message), std::move(hint));
}

void Cursor::failAt(std::size_t offset, std::string message, std::string hint) {
    if (!fault_)
        fault_ = CompileFault{offset, std::move(message), std::move(hint)};
    token_ = {TokenKind::Fault, offset, {}, 0};
    lexer_ = Lexer({}, 0);
}

}  // namespace bowline::expression
