// Folds each word and looks it up. A word is looked up twice: whole, and by its first four letters
// among the beginnings.
#include "connector/detect/cues.h"

#include "connector/base/text.h"
#include "connector/detect/cue_table.h"
#include "connector/detect/digit_groups.h"
#include "connector/detect/plain_forms.h"

#include <algorithm>
#include <array>
#include <string>

namespace bowline::detect {

namespace {

constexpr std::size_t kLongestWord = 32;
/// What a number can be of.
constexpr CueSet kTopics = Cue::Phone | Cue::Card | Cue::Bank | Cue::Id | Cue::Passport |
                           Cue::Licence | Cue::Imei | Cue::Chip | Cue::Plate | Cue::Vin |
                           Cue::Account | Cue::Tax | Cue::Health;

/// Whether words speak of a street or a name, and of nothing that a number is of.
constexpr bool isOfNoNumber(CueSet cues) {
    constexpr CueSet kThese = Cue::Street | Cue::StreetMaybe | Cue::StreetFirst | Cue::Form |
                              Cue::FormBehind | Cue::Named;
    return cues.has(kThese) && (cues | kThese) == kThese;
}

bool isWordByte(char c) {
    return isAsciiLetter(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// `word` in lower case without accents, cut after kLongestWord bytes.
std::string folded(std::string_view word) {
    std::string out;
    for (std::size_t at = 0; at < word.size() && out.size() < kLongestWord;) {
        const CodePoint point = codePointAt(word, at);
        const char32_t c = comparable(point.value);
        if (c != kNothingShown)
            appendUtf8(out, c);
        at += point.length;
    }
    return out;
}

/// A word of ASCII letters alone, folded without memory of its own.
class AsciiWord {
public:
    explicit AsciiWord(std::string_view word) : size_(std::min(word.size(), kLongestWord)) {
        for (std::size_t at = 0; at < size_; ++at)
            bytes_[at] = static_cast<char>(word[at] | 0x20);
    }
    [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }

private:
    std::array<char, kLongestWord> bytes_{};
    std::size_t size_;
};

}  // namespace

Cues::Cues(std::string_view view) : view_(view) {
    constexpr std::size_t kUsual = 24;
    hits_.reserve(kUsual);
    const CueTable& words = cueTable();
    bool inOrder = true;
    for (std::size_t at = 0; at < view.size();) {
        if (!isWordByte(view[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        bool ascii = true;
        for (; at < view.size() && isWordByte(view[at]); ++at)
            ascii = ascii && static_cast<unsigned char>(view[at]) < 0x80;
        const std::string_view word = view.substr(begin, at - begin);
        const CueMeaning* const meaning =
            ascii ? words.find(AsciiWord(word).text()) : words.find(folded(word));
        if (meaning != nullptr)
            add({{begin, at}, meaning->cues, meaning->digit});
        if (!ascii)
            inOrder = !addGlued(word, begin) && inOrder;
    }
    if (!inOrder)
        std::ranges::stable_sort(hits_, {}, [](const CueHit& hit) { return hit.span.begin; });
}

// "order id", "security code": the second word speaks of what the first does.
void Cues::add(CueHit hit) {
    constexpr std::size_t kNext = 2;
    const bool next = !hits_.empty() && hit.span.begin <= hits_.back().span.end + kNext;
    const CueSet last = next ? hits_.back().cues : CueSet();
    if (hit.cues.has(Cue::Id | Cue::Number | Cue::Code) && !hit.cues.has(Cue::IdName) &&
        last.has(Cue::Order))
        hit.cues = Cue::Order;
    else if (hit.cues.has(Cue::Number | Cue::Id) && !hit.cues.has(Cue::IdName) && last.has(kTopics))
        hit.cues = last;  // "passport number", "tax id"
    else if (hit.cues.has(Cue::Number) && (!next || isOfNoNumber(last)) && isAfterOtherWord(hit.span.begin))
        hit.cues = Cue::Number;  // "membership number"
    else if (hit.cues.has(Cue::Code) && last.has(Cue::Id))
        hit.cues |= Cue::SecurityCode;
    anywhere_ |= hit.cues;
    hits_.push_back(hit);
}

/// Whether a word that speaks of nothing known stands right before `begin`.
bool Cues::isAfterOtherWord(std::size_t begin) const {
    return begin > 1 && view_[begin - 1] == ' ' && isWordByte(view_[begin - 2]);
}

bool Cues::addGlued(std::string_view word, std::size_t begin) {
    if (!isWrittenWithoutBlanks(codePointAt(word, 0).value))
        return false;
    static const std::vector<CueWords> glued = gluedCueWords();
    for (const auto& row : glued) {
        eachWord(row.words, [&](std::string_view part) {
            for (auto found = word.find(part); found != std::string_view::npos;
                 found = word.find(part, found + part.size()))
                add({{begin + found, begin + found + part.size()}, row.cues});
        });
    }
    return true;
}

// Some five words before, three behind.
std::span<const CueHit> Cues::hitsAround(Span place) const {
    constexpr std::size_t kBefore = 48;
    constexpr std::size_t kBehind = 28;
    const auto first = firstFrom(place.begin > kBefore ? place.begin - kBefore : 0);
    const auto last = std::ranges::upper_bound(
        hits_, place.end + kBehind, {}, [](const CueHit& hit) { return hit.span.begin; }
    );
    return {first, std::max(first, last)};
}

std::vector<CueHit>::const_iterator Cues::firstFrom(std::size_t place) const {
    return std::ranges::lower_bound(hits_, place, {}, [](const CueHit& hit) {
        return hit.span.end;
    });
}

std::string Cues::wordOf(const CueHit& hit) const {
    return folded(view_.substr(hit.span.begin, hit.span.end - hit.span.begin));
}

CueSet Cues::spokenIn(std::size_t begin, std::size_t end) const {
    CueSet found;
    for (const auto& hit : hitsAround({begin, end}))
        found |= hit.cues;
    return found;
}

CueSet Cues::around(Span place) const {
    CueSet found;
    for (const auto& hit : hitsAround(place)) {
        if (hit.span.end <= place.begin || hit.span.begin >= place.end)
            found |= hit.cues;
    }
    return found;
}

CueSet Cues::at(std::size_t place) const {
    CueSet found;
    for (const auto& hit : hitsAround({place, place})) {
        if (hit.span.begin == place)
            found |= hit.cues;
    }
    return found;
}

CueSet Cues::lastBefore(std::size_t begin, std::size_t reach, CueSet among) const {
    auto hit = std::ranges::lower_bound(hits_, begin, {}, [](const CueHit& one) {
        return one.span.begin;
    });
    while (hit != hits_.begin() && (--hit)->span.end + reach >= begin) {
        if (hit->cues.has(among))
            return hit->cues;
    }
    return {};
}

CueSet Cues::before(std::size_t begin, std::size_t reach) const {
    CueSet found;
    auto hit = std::ranges::lower_bound(hits_, begin, {}, [](const CueHit& one) {
        return one.span.begin;
    });
    while (hit != hits_.begin() && (--hit)->span.end + reach >= begin)
        found |= hit->cues;
    return found;
}

}  // namespace bowline::detect
