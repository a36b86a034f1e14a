// Words that say what stands beside them: "my card", "PESEL", "order". One pass over the words of a
// text, in eleven languages; all recognisers ask its answer instead of looking themselves.
#pragma once

#include "connector/model/finding.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// What a word speaks of. Values are bits of a CueSet.
enum class Cue : std::uint64_t {
    Phone = 1ULL << 0,
    Card = 1ULL << 1,
    SecurityCode = 1ULL << 2,
    Expiry = 1ULL << 3,
    Bank = 1ULL << 4,
    Id = 1ULL << 5,      ///< an identity or tax number of any kind
    IdName = 1ULL << 6,  ///< the own name of one: "dni", "pesel"
    Passport = 1ULL << 7,
    Licence = 1ULL << 8,
    Password = 1ULL << 9,
    Code = 1ULL << 10,  ///< one-time codes; weaker than Password
    Address = 1ULL << 11,
    Crypto = 1ULL << 12,
    Imei = 1ULL << 13,
    Chip = 1ULL << 14,
    Plate = 1ULL << 15,
    Birth = 1ULL << 16,
    Order = 1ULL << 17,  ///< goods, bookings, prices: the number beside it is nobody's secret
    Version = 1ULL << 18,
    Vin = 1ULL << 19,
    Number = 1ULL << 20,       ///< "number", "nr": says nothing alone
    Filler = 1ULL << 21,       ///< "is", "my", "the": may stand between a word and its value
    Month = 1ULL << 23,        ///< a month's name
    Tax = 1ULL << 24,          ///< of taxpayers and companies
    Health = 1ULL << 25,       ///< of patients and doctors
    Pet = 1ULL << 26,          ///< an animal and who looks after it
    Account = 1ULL << 27,      ///< an account with anybody, a shop or a bank
    Street = 1ULL << 28,       ///< "street": behind its name
    StreetMaybe = 1ULL << 29,  ///< "drive": behind a street's name, or something else
    StreetFirst = 1ULL << 30,  ///< "rue": before its name
    Postcode = 1ULL << 31,
    Form = 1ULL << 32,        ///< of address, before a name: "Mrs"
    FormBehind = 1ULL << 33,  ///< the same behind it: "Hanım"
    Named = 1ULL << 34,       ///< somebody tells a name: "heiße", "name"
    Spelled = 1ULL << 22      ///< a digit as a word; CueHit::digit is its value
};

class CueSet {
public:
    constexpr CueSet() = default;
    constexpr CueSet(Cue cue) : bits_(static_cast<std::uint64_t>(cue)) {}
    [[nodiscard]] constexpr bool has(CueSet any) const { return (bits_ & any.bits_) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    constexpr CueSet operator|(CueSet other) const { return CueSet(bits_ | other.bits_); }
    constexpr CueSet& operator|=(CueSet other) { return *this = *this | other; }
    friend constexpr bool operator==(CueSet, CueSet) = default;

private:
    constexpr explicit CueSet(std::uint64_t bits) : bits_(bits) {}
    std::uint64_t bits_ = 0;
};
constexpr CueSet operator|(Cue a, Cue b) {
    return CueSet(a) | CueSet(b);
}

/// One word, in bytes of the view.
struct CueHit {
    Span span;
    CueSet cues;
    int digit = -1;  ///< of Cue::Spelled: 0-9; 12 for "double", 13 for "triple"
};

class Cues {
public:
    /// `view`: a NormalView's text, which outlives this. Linear; never throws on any bytes.
    explicit Cues(std::string_view view);

    [[nodiscard]] const std::vector<CueHit>& all() const noexcept { return hits_; }
    /// Those within some five words before `place` and three behind it, and in it.
    [[nodiscard]] std::span<const CueHit> hitsAround(Span place) const;
    /// All that the text speaks of anywhere.
    [[nodiscard]] CueSet anywhere() const noexcept { return anywhere_; }
    /// What those around `place`, but not in it, speak of.
    [[nodiscard]] CueSet around(Span place) const;
    /// What is spoken of around the bytes `begin`..`end`, and in them.
    [[nodiscard]] CueSet spokenIn(std::size_t begin, std::size_t end) const;
    /// Whether one of the names around `place` (Cue::IdName) is, folded, one that `isIt` takes.
    template <typename IsIt>
    [[nodiscard]] bool isNamedAround(Span place, IsIt isIt) const {
        return std::ranges::any_of(hitsAround(place), [&](const CueHit& hit) {
            return hit.cues.has(Cue::IdName | Cue::Id) && isIt(wordOf(hit));
        });
    }
    /// What the word that begins at `place` speaks of.
    [[nodiscard]] CueSet at(std::size_t place) const;
    /// The same, before it only and within `reach` bytes.
    [[nodiscard]] CueSet before(std::size_t begin, std::size_t reach) const;
    /// What the last word of `among` within `reach` bytes before `begin` speaks of.
    [[nodiscard]] CueSet lastBefore(std::size_t begin, std::size_t reach, CueSet among) const;

private:
    [[nodiscard]] std::vector<CueHit>::const_iterator firstFrom(std::size_t place) const;
    [[nodiscard]] std::string wordOf(const CueHit& hit) const;
    void add(CueHit hit);
    [[nodiscard]] bool isAfterOtherWord(std::size_t begin) const;
    /// True when it may have added hits, in any order.
    bool addGlued(std::string_view word, std::size_t begin);

    std::string_view view_;
    std::vector<CueHit> hits_;
    CueSet anywhere_;
};

/// Whether `word` is one of `words`, which are written as in CueWords.
bool hasWord(std::string_view words, std::string_view word);

/// A row of the table: `words` parted by blanks, lower case without accents; "handy*" stands for
/// all that begins so.
struct CueWords {
    CueSet cues;
    std::string_view words;
    int digit = -1;
};
std::vector<CueWords> cueWords();
/// Words of scripts without blanks, which stand inside a longer run of letters.
std::vector<CueWords> gluedCueWords();

}  // namespace bowline::detect
