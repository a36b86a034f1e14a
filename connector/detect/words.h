// A text as words: letters in lower case and without accents, with the way back to the bytes of the
// view. Names, word lists and context words are compared here.
#pragma once

#include "connector/model/finding.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// A run of letters and digits in Words::text().
struct Word {
    std::size_t begin;
    std::size_t end;
};

class Words {
public:
    explicit Words(std::string_view view);

    [[nodiscard]] const std::u32string& text() const noexcept { return text_; }
    [[nodiscard]] const std::vector<Word>& all() const noexcept { return words_; }
    [[nodiscard]] std::u32string_view at(std::size_t word) const;
    /// Bytes of the view behind places of text().
    [[nodiscard]] Span inView(std::size_t begin, std::size_t end) const;
    /// Place in text() of a byte of the view.
    [[nodiscard]] std::size_t placeOf(std::size_t viewByte) const;

private:
    std::u32string text_;
    std::vector<std::size_t> origins_;  ///< of each character of text_ and of its end
    std::vector<Word> words_;
};

/// The words of `text` in the form in which Words compares them.
std::vector<std::u32string> comparableWords(std::string_view text);

}  // namespace bowline::detect
