// What stands in a ticket in the place of something that must not travel, and the defence of these
// words: a text of a person that looks like one of them gets a full-width opening bracket, so that
// "[card removed: Visa]" in a ticket was always written by us.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::stages {

/// A removed value, as its placeholder shows it.
struct RemovedValue {
    std::string_view cls;
    std::string_view detail;     ///< "Visa", from a closed list, may be empty
    std::size_t ordinal = 0;     ///< 1 for the first number of a text; used by phone and email
    std::string_view kept;       ///< what the rule lets stand at the end; usually empty
    std::string_view token{};    ///< instead of the value, the same for equal ones
    std::string_view roughly{};  ///< what the rule leaves of a date, a place or an amount
};

/// "[card removed: Visa]", "[number 1]", "[e-mail 1]", "[name removed]", "[pet_health removed]";
/// with something kept "[card removed: Visa …11]", with a token "[order_number token 7KQ2M9XT]",
/// with what is left of it "[date_of_birth about: 1984]".
std::string valuePlaceholder(const RemovedValue& value, std::string_view language);

/// "photo", "form answers": the word for a kind of entry, "message" for one that has none.
std::string_view kindWord(std::string_view kind, std::string_view language);

/// "[photo: not carried yet]" for a message of another kind than text.
std::string kindPlaceholder(std::string_view kind, std::string_view language);

/// "[text withheld: text, short; open it in bowline]". The length is told in three bands: up to 160
/// code points, up to 1,000, longer.
std::string withheldStub(std::string_view kind, std::size_t codePoints, std::string_view language);

/// The same without kind and length, where not even these may be told.
std::string withheldNote(std::string_view language);

/// "[the person asked to stop; the message is not shown]"
std::string stopNote(std::string_view language);

/// Replaces those opening brackets of `text` that begin an imitation of any text of this header or
/// of a label of an entry, in any language and case, with invisible characters or odd blanks in
/// between. `brackets`: places of
/// "[" and "(" that the person wrote, ascending; the others are ours and stay.
std::string escapeImitations(const std::string& text, const std::vector<std::size_t>& brackets);

}  // namespace bowline::stages
