// The words in parentheses in front of a comment: what an agent must know of a message besides its
// text. Their words stand in `placeholder_words`; `placeholders` keeps people from imitating them.
#pragma once

#include "connector/stages/passage.h"

#include <set>
#include <string>
#include <string_view>

namespace bowline::stages {

/// "(arrived late, sent 14:21 UTC) ", in front of a text.
std::string lateLabel(Instant sentAt, std::string_view language);

/// "(earlier message, sent 2026-03-01 14:21 UTC) ", in front of what was said before bowline.
std::string earlierLabel(Instant sentAt, std::string_view language);

/// "(in a group: Amber-Falcon-27) ", in front of a text. `author`: the alias of who said it.
std::string groupLabel(std::string_view author, std::string_view language);

/// "(continues an earlier ticket: 4711) ", in front of the first text of a ticket. `ticket`: what
/// the destination calls the earlier one; empty when it is not known.
std::string followsLabel(std::string_view ticket, std::string_view language);

/// "[a message of another member, sent 2026-03-01 14:21 UTC]", in the place of her words.
std::string othersLabel(Instant sentAt, std::string_view language);

/// "(completes a value begun in an earlier entry, to be removed there: payment card) ", in front of
/// a text. `classes`: ids, in their order.
std::string completesLabel(const std::set<std::string>& classes, std::string_view language);

/// What is told of one message, besides what Placed says.
struct EntryLabels {
    std::string author;   ///< alias, of what was said in a group
    std::string follows;  ///< what the destination calls the ticket that this one continues
    std::set<std::string> completes{};  ///< classes of values that an earlier entry begins
};

/// `comment` with the labels that it must have in front of it; an empty one has none.
std::string labelled(
    std::string comment, const Placed& placed, const EntryLabels& labels, std::string_view language
);

}  // namespace bowline::stages
