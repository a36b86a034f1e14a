// Detection as it would be written if time were free: every place is tried with every length, every
// word is compared with every row. Facts (issuers' ranges, lengths of accounts, the table of words)
// are the product's; how they are looked for is not.
#pragma once

#include "connector/base/text.h"
#include "connector/detect/card.h"
#include "connector/detect/cue_table.h"
#include "connector/detect/iban.h"
#include "connector/detect/identifiers/shape.h"
#include "connector/detect/identifiers/shape_index.h"
#include "connector/detect/scan_text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect::slow {

inline bool isSeparator(char c) {
    return std::string_view(" -./_\t\r\n").find(c) != std::string_view::npos;
}

/// The digits of `part` if it is made of groups with one to three separators between.
inline std::optional<std::string> digitsOf(std::string_view part) {
    std::string digits;
    int separators = 0;
    for (const char c : part) {
        separators = isDigit(c) ? 0 : separators + 1;
        if ((!isDigit(c) && !isSeparator(c)) || separators > 3)
            return std::nullopt;
        if (isDigit(c))
            digits += c;
    }
    return digits;
}

inline bool isLuhn(const std::string& digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int value = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 1)
            value = value * 2 > 9 ? value * 2 - 9 : value * 2;
        sum += value;
    }
    return sum % 10 == 0;
}

inline bool groupBegins(std::string_view view, std::size_t at) {
    return isDigit(view[at]) && (at == 0 || !isDigit(view[at - 1]));
}
inline bool groupEnds(std::string_view view, std::size_t end) {
    return end > 0 && isDigit(view[end - 1]) && (end == view.size() || !isDigit(view[end]));
}

/// Whether an international number that began before `card`, or with it, has room for it.
inline bool isOfPhone(std::string_view view, Span card) {
    constexpr std::size_t kLongestPhone = 15;
    for (std::size_t at = 0; at <= card.begin; ++at) {
        const auto before = view.substr(0, at);
        const bool opens = before.ends_with('+') || before.ends_with("+ ") ||
                           (at < card.begin && view.substr(at, 2) == "00");
        const auto digits = digitsOf(view.substr(at, card.end - at));
        if (groupBegins(view, at) && opens && digits && digits->size() <= kLongestPhone)
            return true;
    }
    return false;
}

inline bool isSpokenOf(const Cues& cues, std::size_t begin) {
    return cues
        .lastBefore(
            begin,
            32,
            Cue::Card | Cue::Phone | Cue::Order | Cue::Bank | Cue::Id | Cue::Tax | Cue::Chip |
                Cue::Imei | Cue::Passport
        )
        .has(Cue::Card);
}

inline bool isCard(const ScanText& text, Span span) {
    if (!groupEnds(text.view, span.end))
        return false;
    const auto digits = digitsOf(text.view.substr(span.begin, span.end - span.begin));
    return digits && digits->size() >= 12 && digits->size() <= 19 && isLuhn(*digits) &&
           (!brandOf(*digits).empty() || isSpokenOf(text.cues, span.begin));
}

/// From left to right the longest of each place.
inline std::vector<Span> cards(const ScanText& text) {
    std::vector<Span> found;
    for (std::size_t begin = 0; begin < text.view.size(); ++begin) {
        if (!groupBegins(text.view, begin))
            continue;
        std::optional<Span> longest;
        for (std::size_t end = begin + 1; end <= text.view.size(); ++end) {
            if (isCard(text, {begin, end}))
                longest = Span{begin, end};
        }
        const bool inToken = longest && begin > 0 && isAsciiLetter(text.view[begin - 1]) &&
                             longest->end < text.view.size() &&
                             isAsciiLetter(text.view[longest->end]);
        if (!longest || inToken || isOfPhone(text.view, *longest))
            continue;
        found.push_back(*longest);
        begin = longest->end - 1;
    }
    return found;
}

/// The remainder by 97 of letters as 10 to 35, digit by digit, as one divides on paper.
inline int mod97OnPaper(std::string_view rotated) {
    std::string digits;
    for (const char c : rotated)
        digits += isDigit(c) ? std::string(1, c) : std::to_string(c - 'A' + 10);
    int rest = 0;
    for (const char c : digits)
        rest = (rest * 10 + (c - '0')) % 97;
    return rest;
}

/// Letters and digits of `part` in upper case if no four separators stand in a row in it.
inline std::optional<std::string> compactOf(std::string_view part) {
    std::string compact;
    int separators = 0;
    for (const char c : part) {
        separators = isAsciiAlnum(c) ? 0 : separators + 1;
        if ((!isAsciiAlnum(c) && !isSeparator(c)) || separators > 3)
            return std::nullopt;
        if (isAsciiAlnum(c))
            compact += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    return compact;
}

/// Whether `compact` is an account by its country's length and its check digits.
inline bool isAccount(const std::string& compact) {
    return compact.size() > 4 && ibanLength(compact.substr(0, 2)) == compact.size() &&
           isDigit(compact[2]) && isDigit(compact[3]) &&
           mod97OnPaper(compact.substr(4) + compact.substr(0, 4)) == 1;
}

/// The accounts with right check digits and no disguise whose letters stand together.
inline std::vector<Span> accounts(std::string_view view) {
    std::vector<Span> found;
    for (std::size_t begin = 0; begin + 2 < view.size(); ++begin) {
        const bool starts = isAsciiLetter(view[begin]) && isAsciiLetter(view[begin + 1]) &&
                            (begin == 0 || !isAsciiAlnum(view[begin - 1]));
        const auto next = view[begin + 2] == ' ' ? begin + 3 : begin + 2;
        if (!starts || next >= view.size() || !isDigit(view[next]))
            continue;
        for (std::size_t end = begin + 1; end <= view.size(); ++end) {
            const bool ends =
                isAsciiAlnum(view[end - 1]) && (end == view.size() || !isAsciiAlnum(view[end]));
            const auto compact = ends ? compactOf(view.substr(begin, end - begin)) : std::nullopt;
            if (compact && isAccount(*compact))
                found.push_back({begin, end});
        }
    }
    return found;
}

/// What the table of words says of `word`: the rows that have it whole, else those of the first
/// beginning that fits.
inline CueMeaning meaningOf(std::string_view word) {
    CueMeaning whole;
    CueMeaning stem;
    for (const auto& row : cueWords()) {
        eachWord(row.words, [&](std::string_view one) {
            const bool isStem = one.ends_with('*');
            const auto letters = one.substr(0, one.size() - (isStem ? 1 : 0));
            const bool first = stem.word.empty() || stem.word == letters;
            const bool fits = isStem ? word.starts_with(letters) && first : word == letters;
            if (!fits)
                return;
            auto& meaning = isStem ? stem : whole;
            meaning.word = letters;
            meaning.cues |= row.cues;
            meaning.digit = row.digit >= 0 ? row.digit : meaning.digit;
        });
    }
    return whole.word.empty() ? stem : whole;
}

/// Every shape at every length, those that are proven by themselves first.
inline Shapes everyShape() {
    ShapesOfLength all;
    for (const bool proven : {true, false}) {
        for (const auto* const kind : identifierKinds()) {
            if ((kind->points + kind->formatPoints >= kEnough) != proven)
                continue;
            for (auto left = kind->shapes; !left.empty();)
                all.proven.push_back({nextShape(left, ' '), kind});
        }
    }
    Shapes shapes;
    shapes.fill(all);
    return shapes;
}

}  // namespace bowline::detect::slow
