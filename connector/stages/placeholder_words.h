// The fixed words that stand in a ticket where something of a person's message does not, in nine
// languages. Data only; `placeholders` puts them together.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace bowline::stages {

/// A message that is not text, or "text" itself.
struct KindWord {
    std::string_view kind;  ///< as in ItemContent::messageKind
    std::string_view word;
};

struct PlaceholderWords {
    std::string_view language;  ///< ISO 639-1
    std::string_view card;      ///< "card removed"
    std::string_view number;    ///< "number", followed by its place
    std::string_view email;
    std::string_view name;
    std::string_view removed;  ///< after the id of an own class
    std::string_view token;    ///< between the class and its token
    std::string_view roughly;  ///< after the class, before what is left of a value
    std::string_view notCarried;
    std::string_view late;     ///< before a time of day
    std::string_view follows;  ///< before the number of another ticket, or alone
    std::string_view inGroup;  ///< before the alias of who said it
    std::string_view earlier;  ///< of before bowline, before a time
    std::string_view others;   ///< instead of the words of another member of a group, before a time
    std::string_view completes;  ///< of a value that an earlier entry begins, before its class
    std::string_view withheld;
    std::array<std::string_view, 3> lengths;  ///< short, medium, long
    std::string_view open;                    ///< where the text can be read
    std::string_view stopped;                 ///< the note of an opt-out
    std::array<KindWord, 16> kinds;           ///< the first one also serves what is not listed
};

std::span<const PlaceholderWords> allPlaceholderWords();
/// The words of "de" or "de-AT"; English for a language that is not there.
const PlaceholderWords& placeholderWords(std::string_view language);

}  // namespace bowline::stages
