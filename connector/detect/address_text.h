// The words and numbers of which addresses are made, from any place of a text to either side.
#pragma once

#include "connector/model/finding.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace bowline::detect {

/// A view that outlives this. Places are bytes of it; each call reads a word or a number, not more.
class AddressText {
public:
    explicit AddressText(std::string_view view) : view_(view) {}

    [[nodiscard]] std::string_view part(Span span) const {
        return view_.substr(span.begin, span.end - span.begin);
    }
    /// The byte at `at`, a blank behind the end.
    [[nodiscard]] char byteAt(std::size_t at) const { return at < view_.size() ? view_[at] : ' '; }
    /// Of any script that has them.
    [[nodiscard]] bool isCapital(std::size_t at) const;
    /// Whether `word` is one of `words`, as hasWord, in any case.
    [[nodiscard]] bool isIn(std::string_view words, Span word) const;

    /// Whether `word` ends a sentence: its dot is none of an abbreviation like "St." or "N.".
    [[nodiscard]] bool endsSentence(Span word) const;

    /// The word that ends right before `end`, with the single blank between.
    [[nodiscard]] std::optional<Span> wordBefore(std::size_t end) const;
    /// The word that begins behind `begin` and one blank.
    [[nodiscard]] std::optional<Span> wordBehind(std::size_t begin) const;
    /// "12", "12b", "3-5", "5/2/12" from `begin` on: no amount, no time, no part of more.
    [[nodiscard]] std::optional<Span> numberFrom(std::size_t begin) const;
    /// The same that ends right before `end` and one blank, with a comma as it may have.
    [[nodiscard]] std::optional<Span> numberBefore(std::size_t end) const;
    /// Where ", Apt. 425", " # 4" or " Suite 100" behind an address ends, or `end`.
    [[nodiscard]] std::size_t flatEnd(std::size_t end) const;

private:
    [[nodiscard]] bool joinsDigits(std::size_t at) const;
    [[nodiscard]] std::size_t rangeEnd(std::size_t end) const;

    std::string_view view_;
};

}  // namespace bowline::detect
