// A regular expression of an adapter's author: RE2, so that matching is linear in the text.
// Compiled once, with the template that holds it. RE2's own words quote the pattern and never leave
// here.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace re2 {
class RE2;
}

namespace bowline::expression {

class Pattern;
using PatternPtr = std::shared_ptr<const Pattern>;

class Pattern {
public:
    /// The pattern, or what is wrong with it, in words of ours. Bound: 1 MiB of program.
    static std::variant<PatternPtr, std::string> compile(std::string_view source);

    explicit Pattern(std::unique_ptr<const re2::RE2> compiled);
    ~Pattern();

    /// True when it matches anywhere in `text`. Never throws on any bytes. Threads: any.
    [[nodiscard]] bool matchesIn(std::string_view text) const;

private:
    std::unique_ptr<const re2::RE2> compiled_;
};

}  // namespace bowline::expression
