#include "connector/detect/address_text.h"

#include "connector/base/text.h"
#include "connector/detect/cues.h"
#include "connector/detect/digit_groups.h"

#include <unicode/uchar.h>

namespace bowline::detect {

namespace {

bool isWordByte(char c) {
    return isAsciiLetter(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool isInName(char c) {
    return isWordByte(c) || c == '\'' || c == '-' || c == '.';
}

}  // namespace

bool AddressText::isCapital(std::size_t at) const {
    if (static_cast<unsigned char>(view_[at]) < 0x80)
        return view_[at] >= 'A' && view_[at] <= 'Z';
    return u_isupper(static_cast<UChar32>(codePointAt(view_, at).value)) != 0;
}

bool AddressText::isIn(std::string_view words, Span word) const {
    return hasWord(words, toLowerAscii(part(word)));
}

bool AddressText::endsSentence(Span word) const {
    constexpr std::size_t kLongestAbbreviation = 4;
    return part(word).ends_with('.') && word.end - word.begin > kLongestAbbreviation;
}

std::optional<Span> AddressText::wordBefore(std::size_t end) const {
    if (end == 0 || view_[end - 1] != ' ')
        return std::nullopt;
    Span word{end - 1, end - 1};
    while (word.begin > 0 && isInName(view_[word.begin - 1]))
        --word.begin;
    return word.begin < word.end ? std::optional(word) : std::nullopt;
}

std::optional<Span> AddressText::wordBehind(std::size_t begin) const {
    if (begin >= view_.size() || view_[begin] != ' ')
        return std::nullopt;
    Span word{begin + 1, begin + 1};
    while (word.end < view_.size() && isInName(view_[word.end]))
        ++word.end;
    return word.begin < word.end ? std::optional(word) : std::nullopt;
}

/// A dash or a stroke between two digits.
bool AddressText::joinsDigits(std::size_t at) const {
    const bool joins = view_[at] == '-' || view_[at] == '/';
    return joins && at > 0 && isDigit(view_[at - 1]) && isDigit(byteAt(at + 1));
}

/// Behind "-5" or "/2/12", of at most two parts of four digits, if that stands at `end`.
std::size_t AddressText::rangeEnd(std::size_t end) const {
    constexpr int kMostParts = 2;
    constexpr std::size_t kMostDigits = 4;
    for (int part = 0; part < kMostParts; ++part) {
        const bool joins = end < view_.size() && (view_[end] == '-' || view_[end] == '/');
        std::size_t last = end + 1;
        while (joins && last < view_.size() && last <= end + kMostDigits && isDigit(view_[last]))
            ++last;
        if (!joins || last == end + 1)
            break;
        end = last;
    }
    return end;
}

std::optional<Span> AddressText::numberFrom(std::size_t begin) const {
    constexpr std::size_t kMostDigits = 5;
    std::size_t end = begin;
    while (end < view_.size() && isDigit(view_[end]))
        ++end;
    if (end == begin || end - begin > kMostDigits)
        return std::nullopt;
    if (end < view_.size() && isAsciiLetter(view_[end]))
        ++end;
    end = rangeEnd(end);
    const char next = byteAt(end);
    const char after = byteAt(end + 1);
    const bool goesOn =
        std::string_view(".,:").find(next) != std::string_view::npos && isDigit(after);
    const bool isOther = isWordByte(next) || isDigit(next) || next == '%' || goesOn;
    return isOther ? std::nullopt : std::optional(Span{begin, end});
}

std::optional<Span> AddressText::numberBefore(std::size_t end) const {
    if (end < 2 || view_[end - 1] != ' ')
        return std::nullopt;
    std::size_t last = end - 1;
    if (view_[last - 1] == ',')
        --last;
    std::size_t begin = last;
    while (begin > 0 && (isAsciiAlnum(view_[begin - 1]) || joinsDigits(begin - 1)))
        --begin;
    const bool tied =
        begin > 0 && std::string_view(".,:-/#").find(view_[begin - 1]) != std::string_view::npos;
    if (begin == last || !isDigit(view_[begin]) || tied)
        return std::nullopt;
    const auto number = numberFrom(begin);
    return number && number->end == last ? number : std::nullopt;
}

std::size_t AddressText::flatEnd(std::size_t end) const {
    constexpr std::string_view kFlats = "apt apartment suite ste unit flat #";
    constexpr std::size_t kLongest = 5;
    std::size_t at = end;
    while (at < view_.size() && at < end + 2 && (view_[at] == ',' || view_[at] == ' '))
        ++at;
    std::size_t stop = at;
    while (stop < view_.size() && (isAsciiLetter(view_[stop]) || view_[stop] == '#'))
        ++stop;
    if (at == end || !isIn(kFlats, {at, stop}))
        return end;
    while (stop < view_.size() && (view_[stop] == ' ' || view_[stop] == '.' || view_[stop] == '#'))
        ++stop;
    std::size_t last = stop;
    while (last < view_.size() && last < stop + kLongest && isAsciiAlnum(view_[last]))
        ++last;
    return last > stop ? last : end;
}

}  // namespace bowline::detect
