// What makes letters and digits the identifier of somebody or something: its shape, its arithmetic,
// and how much each of them proves. The tables behind `identifierKinds` are data; this is their
// row.
#pragma once

#include "connector/detect/cues.h"

#include <span>
#include <string_view>

namespace bowline::detect {

/// Evidence is counted in points, and two are needed. A check digit is one point (a number passes
/// by chance once in ten), two check digits, mod 97 or a shape that nothing else has are two, a
/// word about it near by is one, and its own name ("PESEL", "passport") is two.
constexpr int kEnough = 2;

/// How a kind of identifier is known. Texts live as long as the program.
struct IdentifierKind {
    std::string_view id;    ///< "de_idnr": ISO 3166 country, then the usual name; no country: world
    std::string_view cls;   ///< class of the finding: "tax_id"
    std::string_view name;  ///< for people: "Steuer-Identifikationsnummer"
    std::string_view country;  ///< ISO 3166, empty for the world
    /// Without separators, upper case: '#' a digit, '@' a letter, '*' either, all else itself.
    /// Several are parted by blanks.
    std::string_view shapes;
    /// With its separators, written the same way; several are parted by '|'. Empty: none is usual.
    std::string_view format;
    /// Whether text of one of the shapes is one. Null: shape alone.
    bool (*check)(std::string_view compact);
    int points;                ///< of shape and check together
    int formatPoints;          ///< more, when it is written as in `format`
    CueSet cues;               ///< words that speak of it: one point
    CueSet named;              ///< words that name it: two points
    std::string_view names;    ///< more of them, its own alone, folded as in CueWords
    std::string_view example;  ///< made up, as people write it; a test takes it
};

/// All kinds.
std::span<const IdentifierKind* const> identifierKinds();

/// The tables, by where they are from.
std::span<const IdentifierKind> westernEuropeKinds();
std::span<const IdentifierKind> britishKinds();
std::span<const IdentifierKind> northernEuropeKinds();
std::span<const IdentifierKind> easternEuropeKinds();
std::span<const IdentifierKind> americanKinds();
std::span<const IdentifierKind> asianKinds();
std::span<const IdentifierKind> documentKinds();

}  // namespace bowline::detect
