// What stands in the ticket for one event, before anything is masked: the person's texts in their
// order with a few words of ours around them. Detection then runs over the whole of it, so that a
// value that is split over caption and file name, or stands in a quote, is found like any other.
#pragma once

#include "connector/model/event.h"
#include "connector/model/finding.h"

#include <string_view>
#include <vector>

namespace bowline::stages {

struct Composed {
    MessageText text{""};
    std::vector<Span> fixed;       ///< words of ours: never taken for an imitation of them
    std::vector<Finding> assumed;  ///< what a part is by its role, whoever wrote it and however
};

/// The entry of `event` in `language`; empty for kinds that have none (status, preference, notice,
/// address book). `target` is the event that this one answers or changes, null when it is not here:
/// its words are quoted, at most 200 code points of them on one line; in a group those of another
/// member are not, since what is known of her does not guard them here: only when they were sent.
/// A plain text without target, echo or forward is nothing but the text. Pure; never throws on any
/// content.
Composed compose(const Event& event, const Event* target, std::string_view language);

/// Whether the event takes a message back, and the note that says so without its words.
bool isDeletion(const Event& event);
std::string deletionNote(std::string_view language);

/// Why an event is recorded and stands in no ticket; empty when it has an entry. Codes: "status",
/// "notice" (for operations), "address_book", "welcome" (a chat was opened, nothing
/// said), "call_step" (only the end of a call is told), "no_sender". A preference goes through the
/// consent gate instead.
std::string_view whyNoEntry(const Event& event);

/// The word for the kind of entry, for ItemContent::messageKind: a message's own kind, else
/// the event's.
std::string_view entryKind(const Event& event);

}  // namespace bowline::stages
