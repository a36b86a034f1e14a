// Applies class actions to the spans of one text: the only place where found values become
// placeholders.
#pragma once

#include "connector/model/finding.h"
#include "connector/model/item.h"
#include "connector/model/rules.h"

#include <string>
#include <string_view>

namespace bowline::stages {

struct MaskedText {
    std::string text;     ///< nothing of a value whose action is not Keep
    ClassCounts removed;  ///< by class
    std::vector<ForbiddenValue> removedValues;
    bool withheld =
        false;  ///< a class with action Withhold was found: the whole text must not travel
};

/// Keys under which equal values get equal tokens: drawn for one destination, so that two of them
/// cannot compare theirs. Without a key there is no token but the plain placeholder, which shows
/// less.
struct TokenKeys {
    std::string conversation;  ///< 32 bytes, of one conversation at one destination; or empty
    std::string destination;   ///< 32 bytes, of one destination; or empty
};

/// The rule for `cls`. A class that the mapping does not name gets `otherwise`, and never Keep,
/// whoever made the mapping.
ClassRule ruleOf(const Mapping& mapping, const std::string& cls);

/// Replaces each finding by what its rule says, in `language`:
/// - keep, or a value that the mapping allows: stays; strip, or `silent`: nothing; withhold: the
/// text becomes empty and `withheld` is set;
/// - mask, alias: the typed placeholder ("[card removed: Visa]", "[number 1]"; numbers and e-mail
///   addresses are counted from 1, equal ones alike). An alias never stands inside a text, so it
///   shows less than its name would allow;
/// - generalise: what is left of the value (stages/generalise), or the placeholder of mask when it
///   cannot be read in one way only;
/// - tokenise: "[order_number token 7KQ2M9XT]", the same for values that differ only in case,
/// blanks
///   and punctuation;
/// - keep_last n: at most 4 ASCII letters or digits, at most half of the value, in the placeholder.
/// Text of the person that imitates a placeholder is escaped, invalid UTF-8 becomes U+FFFD. Pure;
/// never throws on any text or findings. A removed value that a rule keeps elsewhere in this text
/// is counted but not forbidden. `region`: CLDR region in which national numbers are read.
MaskedText applyActions(
    const InspectedText& source,
    const Mapping& mapping,
    const std::string& language,
    const TokenKeys& tokens = {},
    std::string_view region = {}
);

}  // namespace bowline::stages
