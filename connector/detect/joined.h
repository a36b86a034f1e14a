// Texts that stand apart in a document, joined for the search.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::detect {

/// One character that is no letter, digit or separator: a value may run over it, a card that nobody
/// listed may not, since two ids side by side would make one too often.
constexpr char kBetweenTexts = '\x01';

/// Keys are views into the document.
class Joined {
public:
    void add(std::string_view key, std::string_view value);
    /// All texts in order, then the texts of each key; nothing when there are none.
    [[nodiscard]] std::optional<std::string> text() const;

private:
    std::size_t count_ = 0;
    std::string inOrder_;
    std::map<std::string_view, std::string> byKey_;
};

}  // namespace bowline::detect
