// What a help desk's tickets say at the end: every message in its place, none missing, none twice.
#pragma once

#include "tests/support/talker.h"
#include "tests/support/tickets.h"

#include <filesystem>
#include <string>
#include <vector>

namespace bowline::tests {

struct TicketFigures {
    int acknowledged = 0;  ///< messages
    int entries = 0;
    int lost = 0;        ///< acknowledged and in no ticket
    int doubled = 0;     ///< in more than one entry
    int outOfOrder = 0;  ///< after a later message of its talker, and not labelled late
    int late = 0;        ///< entries labelled late
    int strange = 0;     ///< entries that nobody sent, or in the ticket of somebody else
};

/// Compares tickets with what `talkers` know.
TicketFigures compare(const std::vector<Ticket>& tickets, const std::vector<Talker>& talkers);

/// Names in `folder` that are neither a ticket nor its page.
std::vector<std::string> leftoversIn(const std::filesystem::path& folder);

}  // namespace bowline::tests
