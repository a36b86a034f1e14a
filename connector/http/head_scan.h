// A first look at the raw bytes of a request head, before any parser: finds its end and refuses
// what a parser would smooth over (folded headers, bare LF, control characters). No meaning, only
// bytes.
#pragma once

#include <cstddef>
#include <string_view>

namespace bowline::http {

enum class HeadState { NeedMore, Complete, Malformed };

/// Finds the end of one head in bytes that arrive in pieces; looks at each byte once.
/// Source: RFC 9112 2.2 (bare CR and LF), 5.2 (folding is obsolete, a server may answer 400).
class HeadScan {
public:
    /// `bytes`: all that arrived since the head began; each call has at least the bytes of the
    /// last.
    HeadState look(std::string_view bytes);
    /// Bytes of the head with its empty line; 0 before Complete.
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    HeadState endLine(std::string_view bytes);
    [[nodiscard]] bool isForbidden(std::string_view bytes) const;

    std::size_t at_ = 0;
    std::size_t lineStart_ = 0;
    std::size_t lines_ = 0;
    std::size_t size_ = 0;
};

}  // namespace bowline::http
