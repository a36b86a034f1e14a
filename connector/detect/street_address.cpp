// From each word for a street to the number on the side where the language has it, and from each
// number to the street's name right before it.
#include "connector/detect/street_address.h"

#include "connector/base/text.h"
#include "connector/detect/common_words.h"

#include <algorithm>
#include <optional>
#include <string>

namespace bowline::detect {

namespace {

constexpr CueSet kStreets = Cue::Street | Cue::StreetMaybe | Cue::StreetFirst;
// At the end of the name.
constexpr std::string_view kSureEnds[] = {
    "straße", "strasse", "str", "straat", "gatan", "gata", "katu", "gade", "gasse", "gracht"};
constexpr std::string_view kCapitalEnds[] = {
    "weg",
    "allee",
    "platz",
    "laan",
    "plein",
    "vej",
    "vägen",
    "veien",
    "tie",

    "damm",
    "ufer"};
constexpr std::string_view kParticles =
    "de du des la le les l d del de' los las da do dos das di della dei delle degli san saint st "
    "sainte santa";

bool isWordByte(char c) {
    return isAsciiLetter(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool isInName(char c) {
    return isWordByte(c) || c == '\'' || c == '-' || c == '.';
}

bool endsWith(std::string_view name, std::string_view end) {
    return name.size() >= end.size() &&
           std::equal(end.begin(), end.end(), name.end() - end.size(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? b + 32 : b);
           });
}

/// Whether `name` ends with one of `ends`, in any case, with or without a dot.
template <class Ends>
bool endsWithOne(std::string_view name, const Ends& ends) {
    if (name.ends_with('.'))
        name.remove_suffix(1);
    return std::ranges::any_of(ends, [name](std::string_view end) { return endsWith(name, end); });
}

template <class Ends>
bool isOne(std::string_view name, const Ends& ends) {
    if (name.ends_with('.'))
        name.remove_suffix(1);
    return std::ranges::any_of(ends, [name](std::string_view end) {
        return name.size() == end.size() && endsWith(name, end);
    });
}

class StreetSearch {
public:
    explicit StreetSearch(const ScanText& text) : text_(text), view_(text.view) {}

    Candidates all() {
        if (text_.cues.anywhere().has(kStreets)) {
            for (const auto& hit : text_.cues.all())
                takeAround(hit);
        }
        for (const auto& group : text_.digits)
            take(nameBefore(group));
        return std::move(found_);
    }

private:
    [[nodiscard]] std::string_view part(Span span) const {
        return view_.substr(span.begin, span.end - span.begin);
    }
    [[nodiscard]] bool isCapital(std::size_t at) const {
        return (view_[at] >= 'A' && view_[at] <= 'Z') ||
               static_cast<unsigned char>(view_[at]) >= 0x80;
    }
    [[nodiscard]] bool isIn(std::string_view words, Span word) const {
        return hasWord(words, toLowerAscii(part(word)));
    }

    /// The word that ends right before `end`, with the single blank between.
    [[nodiscard]] std::optional<Span> wordBefore(std::size_t end) const {
        if (end == 0 || view_[end - 1] != ' ')
            return std::nullopt;
        Span word{end - 1, end - 1};
        while (word.begin > 0 && isInName(view_[word.begin - 1]))
            --word.begin;
        return word.begin < word.end ? std::optional(word) : std::nullopt;
    }

    /// The word that begins behind `begin` and one blank.
    [[nodiscard]] std::optional<Span> wordBehind(std::size_t begin) const {
        if (begin >= view_.size() || view_[begin] != ' ')
            return std::nullopt;
        Span word{begin + 1, begin + 1};
        while (word.end < view_.size() && isInName(view_[word.end]))
            ++word.end;
        return word.begin < word.end ? std::optional(word) : std::nullopt;
    }

    /// Behind "-5" or "/2/12", of at most two parts of four digits, if that stands at `end`.
    [[nodiscard]] std::size_t rangeEnd(std::size_t end) const {
        constexpr int kMostParts = 2;
        constexpr std::size_t kMostDigits = 4;
        for (int part = 0; part < kMostParts; ++part) {
            const bool joins = end < view_.size() && (view_[end] == '-' || view_[end] == '/');
            std::size_t last = end + 1;
            while (joins && last < view_.size() && last <= end + kMostDigits && isDigit(view_[last])
            )
                ++last;
            if (!joins || last == end + 1)
                break;
            end = last;
        }
        return end;
    }

    /// "12", "12b", "3-5", "5/2/12" from `begin` on: no amount, no time, no part of more.
    [[nodiscard]] std::optional<Span> numberFrom(std::size_t begin) const {
        constexpr std::size_t kMostDigits = 5;
        std::size_t end = begin;
        while (end < view_.size() && isDigit(view_[end]))
            ++end;
        if (end == begin || end - begin > kMostDigits)
            return std::nullopt;
        if (end < view_.size() && isAsciiLetter(view_[end]))
            ++end;
        end = rangeEnd(end);
        const char next = end < view_.size() ? view_[end] : ' ';
        const char after = end + 1 < view_.size() ? view_[end + 1] : ' ';
        const bool goesOn =
            std::string_view(".,:").find(next) != std::string_view::npos && isDigit(after);
        const bool isOther = isWordByte(next) || isDigit(next) || next == '%' || goesOn;
        return isOther ? std::nullopt : std::optional(Span{begin, end});
    }

    /// The number that ends right before `end` and one blank, with a comma as it may have.
    [[nodiscard]] std::optional<Span> numberBefore(std::size_t end) const {
        if (end < 2 || view_[end - 1] != ' ')
            return std::nullopt;
        std::size_t last = end - 1;
        if (view_[last - 1] == ',')
            --last;
        std::size_t begin = last;
        while (begin > 0 && isAsciiAlnum(view_[begin - 1]))
            --begin;
        const bool tied = begin > 0 && std::string_view(".,:-/#").find(view_[begin - 1]) !=
                                           std::string_view::npos;
        if (begin == last || !isDigit(view_[begin]) || tied)
            return std::nullopt;
        const auto number = numberFrom(begin);
        return number && number->end == last ? number : std::nullopt;
    }

    void takeAround(const CueHit& street) {
        if (street.cues.has(Cue::Street | Cue::StreetMaybe))
            take(numberThenName(street.span, street.cues.has(Cue::Street)));
        if (street.cues.has(Cue::StreetFirst)) {
            take(nameThenNumber(street.span));
            take(numberThenStreet(street.span));
        }
    }

    /// "2455 bennett valley road": up to four words back to the number.
    [[nodiscard]] std::optional<Span> numberThenName(Span street, bool sure) const {
        constexpr int kMostWords = 4;
        std::size_t at = street.begin;
        bool capitals = isCapital(street.begin);
        for (int words = 0; words < kMostWords; ++words) {
            const auto word = wordBefore(at);
            if (!word || (!isCapital(word->begin) && isCommonWord(part(*word))))
                return std::nullopt;
            capitals = capitals && isCapital(word->begin);
            at = word->begin;
            if (const auto number = numberBefore(at)) {
                const Span span{number->begin, street.end};
                return sure || capitals || isCalledAddress(span) ? std::optional(span)
                                                                 : std::nullopt;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool isCalledAddress(Span span) const {
        return text_.cues.around(span).has(Cue::Address);
    }

    /// Behind "rue" and its like: where the name ends; nothing when none begins with a capital.
    [[nodiscard]] std::optional<std::size_t> nameEnd(std::size_t begin) const {
        constexpr int kMostWords = 6;
        std::size_t end = begin;
        bool named = false;
        for (int words = 0; words < kMostWords; ++words) {
            const auto word = wordBehind(end);
            const bool capital = word && isCapital(word->begin);
            if (!word || (!capital && !isIn(kParticles, *word)))
                break;
            named = named || capital;
            end = word->end;
        }
        while (named && view_[end - 1] == '.')
            --end;
        return named ? std::optional(end) : std::nullopt;
    }

    /// "Via Roma 131", "Calle Mayor, 5", "ul. Jasna 5"
    [[nodiscard]] std::optional<Span> nameThenNumber(Span street) const {
        const bool dotted = street.end < view_.size() && view_[street.end] == '.';
        auto end = nameEnd(street.end + (dotted ? 1 : 0));
        if (!end)
            return std::nullopt;
        if (*end < view_.size() && view_[*end] == ',')
            ++*end;
        const bool blank = *end < view_.size() && view_[*end] == ' ';
        const auto number = blank ? numberFrom(*end + 1) : std::nullopt;
        return number ? std::optional(Span{street.begin, number->end}) : std::nullopt;
    }

    /// "31 rue de la Paix"
    [[nodiscard]] std::optional<Span> numberThenStreet(Span street) const {
        const auto number = numberBefore(street.begin);
        const auto end = number ? nameEnd(street.end) : std::nullopt;
        return end ? std::optional(Span{number->begin, *end}) : std::nullopt;
    }

    /// "Hauptstraße 5", "Koepenicker Str. 74": the number of `group`, and the street before it.
    [[nodiscard]] std::optional<Span> nameBefore(const DigitGroup& group) const {
        const auto word = wordBefore(group.begin);
        const auto number = word ? numberFrom(group.begin) : std::nullopt;
        if (!number)
            return std::nullopt;
        const auto name = part(*word);
        const bool sure = endsWithOne(name, kSureEnds);
        if (!sure && !(isCapital(word->begin) && endsWithOne(name, kCapitalEnds)))
            return std::nullopt;
        const bool bare = isOne(name, kSureEnds) || isOne(name, kCapitalEnds);
        const auto before = bare ? wordBefore(word->begin) : std::nullopt;
        if (bare && !(before && isCapital(before->begin)))
            return std::nullopt;
        return Span{before ? before->begin : word->begin, number->end};
    }

    /// Where ", Apt. 425", " # 4" or " Suite 100" behind an address ends, or `end`.
    [[nodiscard]] std::size_t flatEnd(std::size_t end) const {
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
        while (stop < view_.size() &&
               (view_[stop] == ' ' || view_[stop] == '.' || view_[stop] == '#'))
            ++stop;
        std::size_t last = stop;
        while (last < view_.size() && last < stop + kLongest && isAsciiAlnum(view_[last]))
            ++last;
        return last > stop ? last : end;
    }

    void take(std::optional<Span> span) {
        if (!span)
            return;
        span->end = flatEnd(span->end);
        found_.push_back({{*span, "street_address", "", 0.5, "shape"}, Strength::Soft});
    }

    const ScanText& text_;
    std::string_view view_;
    Candidates found_;
};

}  // namespace

Candidates findStreetAddresses(const ScanText& text) {
    return text.digits.empty() ? Candidates{} : StreetSearch(text).all();
}

}  // namespace bowline::detect
