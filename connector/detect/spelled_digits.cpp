#include "connector/detect/spelled_digits.h"

#include <algorithm>
#include <string>

namespace bowline::detect {

namespace {

constexpr std::size_t kFewest = 6;

/// Words of one number are parted by blanks, dashes, commas, at most four of them.
bool isApart(std::string_view between) {
    constexpr std::size_t kLongest = 4;
    return between.size() > kLongest ||
           between.find_first_not_of(" ,-.\t\r\n/") != std::string_view::npos;
}

/// The digits of hits `first`..`last`; "double" and "triple" repeat what follows.
std::vector<Replacement> digitsOf(
    const std::vector<CueHit>& hits, std::size_t first, std::size_t last
) {
    constexpr int kDouble = 12;
    std::vector<Replacement> out;
    std::size_t begin = hits[first].span.begin;
    std::size_t times = 1;
    for (std::size_t at = first; at <= last; ++at) {
        if (hits[at].digit >= kDouble) {
            times = hits[at].digit == kDouble ? 2 : 3;
            continue;
        }
        out.push_back(
            {{begin, hits[at].span.end},
             std::string(times, static_cast<char>('0' + hits[at].digit))}
        );
        begin = hits[at].span.end;  // what stands between goes with the next word
        times = 1;
    }
    return out;
}

constexpr bool looksLikeDigit(char c) {
    return c == 'O' || c == 'o' || c == 'l' || c == 'I';
}
constexpr bool isRunByte(char c) {
    return isDigit(c) || looksLikeDigit(c);
}
constexpr bool isRunSeparator(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')';
}

/// Whether all of the word that `view[at]` belongs to are digits and their look-alikes.
bool isRunWord(std::string_view view, Span word) {
    return std::ranges::all_of(view.substr(word.begin, word.end - word.begin), isRunByte);
}

bool isWordByte(char c) {
    return isDigit(c) || isAsciiLetter(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// A look-alike next to digits, with at most one separator between.
bool hasLetterAmong(const std::vector<DigitGroup>& groups, std::string_view view) {
    return std::ranges::any_of(groups, [view](const DigitGroup& group) {
        const std::size_t nearby[] = {group.begin - 2, group.begin - 1, group.end, group.end + 1};
        return std::ranges::any_of(nearby, [view](std::size_t at) {
            return at < view.size() && looksLikeDigit(view[at]);
        });
    });
}

Span wordFrom(std::string_view view, std::size_t begin) {
    std::size_t end = begin;
    while (end < view.size() && isWordByte(view[end]))
        ++end;
    return {begin, end};
}

/// One run of such words: counts, and what would be replaced.
struct Run {
    std::size_t digits = 0;
    std::size_t digitsAtLast = 0;  ///< of `letters` that stand before the last digit
    std::vector<LookAlike> letters;

    void add(std::string_view view, Span word) {
        const auto text = view.substr(word.begin, word.end - word.begin);
        const bool hasDigit = std::ranges::any_of(text, isDigit);
        if (!hasDigit && digits == 0)
            return;  // "I 123": a word before the number
        for (std::size_t at = word.begin; at < word.end; ++at) {
            const char c = view[at];
            if (isDigit(c))
                ++digits;
            else
                letters.push_back({at, c == 'O' || c == 'o' ? '0' : '1'});
        }
        if (hasDigit)
            digitsAtLast = letters.size();
    }

    void takeInto(std::vector<LookAlike>& out) {
        letters.resize(digitsAtLast);
        if (digits >= kFewest && letters.size() <= digits)
            out.insert(out.end(), letters.begin(), letters.end());
        *this = {};
    }
};

}  // namespace

std::vector<Replacement> spelledDigits(std::string_view view, const Cues& cues) {
    std::vector<Replacement> out;
    if (!cues.anywhere().has(Cue::Spelled))
        return out;
    const auto& hits = cues.all();
    for (std::size_t first = 0; first < hits.size(); ++first) {
        if (hits[first].digit < 0)
            continue;
        std::size_t last = first;
        while (last + 1 < hits.size() && hits[last + 1].digit >= 0 &&
               !isApart(
                   view.substr(hits[last].span.end, hits[last + 1].span.begin - hits[last].span.end)
               ))
            ++last;
        const auto digits = digitsOf(hits, first, last);
        if (last - first + 1 >= kFewest)
            out.insert(out.end(), digits.begin(), digits.end());
        first = last;
    }
    return out;
}

std::vector<LookAlike> lettersForDigits(
    std::string_view view, const std::vector<DigitGroup>& digits
) {
    std::vector<LookAlike> out;
    Run run;
    // A letter counts only beside a digit, and most texts with digits have none there.
    if (!hasLetterAmong(digits, view))
        return out;
    for (std::size_t at = 0; at < view.size();) {
        if (!isWordByte(view[at])) {
            if (!isRunSeparator(view[at]))
                run.takeInto(out);
            ++at;
            continue;
        }
        const Span word = wordFrom(view, at);
        if (isRunWord(view, word))
            run.add(view, word);
        else
            run.takeInto(out);
        at = word.end;
    }
    run.takeInto(out);
    return out;
}

}  // namespace bowline::detect
