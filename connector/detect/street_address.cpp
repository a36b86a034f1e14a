// From each word for a street to the number on the side where the language has it, and from each
// number to the street's name right before it.
#include "connector/detect/street_address.h"

#include "connector/detect/address_text.h"
#include "connector/detect/common_words.h"

#include <algorithm>
#include <optional>

namespace bowline::detect {

namespace {

constexpr CueSet kStreets = Cue::Street | Cue::StreetMaybe | Cue::StreetFirst;
// At the end of the name.
constexpr std::string_view kSureEnds[] = {
    "straße", "strasse", "str", "straat", "gatan", "gata", "katu", "gade", "gasse", "gracht"};
constexpr std::string_view kCapitalEnds[] = {
    "weg", "allee", "platz", "laan", "plein", "vej", "vägen", "veien", "tie", "damm", "ufer"};
constexpr std::string_view kParticles =
    "de du des la le les l d del de' los las da do dos das di della dei delle degli san saint st "
    "sainte santa";

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
    explicit StreetSearch(const ScanText& text) : text_(text), words_(text.view) {}

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
    void takeAround(const CueHit& street) {
        if (street.cues.has(Cue::Street | Cue::StreetMaybe))
            take(numberThenName(street.span, street.cues.has(Cue::Street)));
        if (street.cues.has(Cue::StreetFirst)) {
            const auto named = nameThenNumber(street.span);
            if (named && !isByWayOf(street.span, *named))
                take(named);
            take(numberThenStreet(street.span));
        }
    }

    /// "via PayPal 2 days ago": half of Europe says via and means no street.
    [[nodiscard]] bool isByWayOf(Span street, Span address) const {
        const char next = words_.byteAt(address.end + 1);
        return words_.isIn("via", street) && words_.byteAt(address.end) == ' ' && next >= 'a' &&
               next <= 'z';
    }

    /// "2455 bennett valley road": up to four words back to the number.
    [[nodiscard]] std::optional<Span> numberThenName(Span street, bool sure) const {
        constexpr int kMostWords = 4;
        std::size_t at = street.begin;
        bool capitals = words_.isCapital(street.begin);
        for (int words = 0; words < kMostWords; ++words) {
            const auto word = words_.wordBefore(at);
            if (!word || words_.endsSentence(*word) ||
                (!words_.isCapital(word->begin) && isCommonWord(words_.part(*word))))
                return std::nullopt;
            capitals = capitals && words_.isCapital(word->begin);
            at = word->begin;
            if (const auto number = words_.numberBefore(at)) {
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
            const auto word = words_.wordBehind(end);
            const bool capital = word && words_.isCapital(word->begin);
            if (!word || (!capital && !words_.isIn(kParticles, *word)))
                break;
            named = named || capital;
            end = word->end;
            if (words_.endsSentence(*word))
                break;
        }
        while (named && words_.byteAt(end - 1) == '.')
            --end;
        return named ? std::optional(end) : std::nullopt;
    }

    /// "Via Roma 131", "Calle Mayor, 5", "ul. Jasna 5"
    [[nodiscard]] std::optional<Span> nameThenNumber(Span street) const {
        const bool dotted = words_.byteAt(street.end) == '.';
        auto end = nameEnd(street.end + (dotted ? 1 : 0));
        if (!end)
            return std::nullopt;
        if (words_.byteAt(*end) == ',')
            ++*end;
        const bool blank = words_.byteAt(*end) == ' ';
        const auto number = blank ? words_.numberFrom(*end + 1) : std::nullopt;
        return number ? std::optional(Span{street.begin, number->end}) : std::nullopt;
    }

    /// "31 rue de la Paix"
    [[nodiscard]] std::optional<Span> numberThenStreet(Span street) const {
        const auto number = words_.numberBefore(street.begin);
        const auto end = number ? nameEnd(street.end) : std::nullopt;
        return end ? std::optional(Span{number->begin, *end}) : std::nullopt;
    }

    /// "Hauptstraße 5", "Koepenicker Str. 74": the number of `group`, and the street before it.
    [[nodiscard]] std::optional<Span> nameBefore(const DigitGroup& group) const {
        const auto word = words_.wordBefore(group.begin);
        const auto number = word ? words_.numberFrom(group.begin) : std::nullopt;
        if (!number)
            return std::nullopt;
        const auto name = words_.part(*word);
        const bool sure = endsWithOne(name, kSureEnds);
        if (!sure && !(words_.isCapital(word->begin) && endsWithOne(name, kCapitalEnds)))
            return std::nullopt;
        const bool bare = isOne(name, kSureEnds) || isOne(name, kCapitalEnds);
        const auto before = bare ? words_.wordBefore(word->begin) : std::nullopt;
        if (bare && !(before && words_.isCapital(before->begin)))
            return std::nullopt;
        return Span{before ? before->begin : word->begin, number->end};
    }

    void take(std::optional<Span> span) {
        if (!span)
            return;
        span->end = words_.flatEnd(span->end);
        found_.push_back({{*span, "street_address", "", 0.5, "shape"}, Strength::Soft});
    }

    const ScanText& text_;
    AddressText words_;
    Candidates found_;
};

}  // namespace

Candidates findStreetAddresses(const ScanText& text) {
    return text.digits.empty() ? Candidates{} : StreetSearch(text).all();
}

}  // namespace bowline::detect
