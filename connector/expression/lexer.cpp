// Tokens of the expression language. Every token takes at least one byte, so a caller always ends.
#include "connector/expression/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace bowline::expression {

namespace {

constexpr std::array<std::string_view, 7> kTwoCharacters = {
    "==", "!=", "<=", ">=", "&&", "||", "??"};
constexpr std::string_view kOneCharacter = "<>!?:|(){}[],.*";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool beginsName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// A dash belongs to the name: there is no minus, and headers are called "retry-after".
bool continuesName(char c) {
    return beginsName(c) || isDigit(c) || c == '-';
}

std::optional<char> escaped(char c) {
    switch (c) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case '\\':
        case '\'':
        case '"':
            return c;
        default:
            return std::nullopt;
    }
}

}  // namespace

Token Lexer::next() {
    at_ = std::min(source_.find_first_not_of(" \t\r\n", at_), source_.size());
    if (at_ == source_.size())
        return {TokenKind::End, at_, {}, 0};
    const char c = source_[at_];
    if (beginsName(c))
        return name();
    if (isDigit(c) || c == '-')
        return number();
    if (c == '\'' || c == '"')
        return text(c);
    return symbol();
}

Token Lexer::name() {
    const std::size_t begin = at_;
    while (at_ < source_.size() && continuesName(source_[at_]))
        ++at_;
    return {TokenKind::Name, begin, std::string(source_.substr(begin, at_ - begin)), 0};
}

Token Lexer::number() {
    Token token{TokenKind::Number, at_, {}, 0};
    const char* const end = source_.data() + source_.size();
    const auto read = std::from_chars(source_.data() + at_, end, token.number);
    if (read.ec != std::errc{})
        return fault(at_, "a whole number of at most 64 bits is expected here");
    at_ = static_cast<std::size_t>(read.ptr - source_.data());
    return token;
}

Token Lexer::text(char quote) {
    Token token{TokenKind::Text, at_++, {}, 0};
    while (at_ < source_.size() && source_[at_] != quote) {
        if (source_[at_] != '\\') {
            token.text += source_[at_++];
            continue;
        }
        const auto meant = at_ + 1 < source_.size() ? escaped(source_[at_ + 1]) : std::nullopt;
        if (!meant)
            return fault(at_, R"(after a backslash only \ ' " n and t are known)");
        token.text += *meant;
        at_ += 2;
    }
    if (at_ == source_.size())
        return fault(token.offset, "the text that begins here has no closing quote");
    ++at_;
    return token;
}

Token Lexer::symbol() {
    const std::size_t begin = at_;
    const auto two = source_.substr(begin, 2);
    const bool isTwo = std::ranges::find(kTwoCharacters, two) != kTwoCharacters.end();
    if (!isTwo && kOneCharacter.find(source_[begin]) == std::string_view::npos)
        return fault(begin, "this character has no meaning in an expression");
    at_ += isTwo ? 2 : 1;
    return {TokenKind::Symbol, begin, std::string(source_.substr(begin, at_ - begin)), 0};
}

Token Lexer::fault(std::size_t offset, std::string message) {
    at_ = source_.size();
    return {TokenKind::Fault, offset, std::move(message), 0};
}

}  // namespace bowline::expression
