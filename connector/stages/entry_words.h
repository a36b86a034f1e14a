// The fixed words around a person's own in an entry of a ticket, in nine languages. Data only;
// `compose` puts them together, `placeholders` keeps people from imitating them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace bowline::stages {

enum class Label : std::uint8_t {
    FromPhone,  ///< the business wrote it outside of the ticket system
    Forwarded,
    FromAd,       ///< the person came by an advertisement
    NotReceived,  ///< the provider could not pass a file on
    Edited,
    Before,  ///< the version before an edit
    Deleted,
    Reaction,
    ReactionGone,
    TargetUnknown,
    MissedCall,
    Call,
    NumberChanged,
    UserIdChanged,
    SecurityChanged
};
constexpr std::size_t kLabels = static_cast<std::size_t>(Label::SecurityChanged) + 1;

struct EntryWords {
    std::string_view language;  ///< ISO 639-1
    std::array<std::string_view, kLabels> labels;
};

std::span<const EntryWords> allEntryWords();
/// The label in "de" or "de-AT"; in English for a language that is not there.
std::string_view labelIn(Label label, std::string_view language);

}  // namespace bowline::stages
