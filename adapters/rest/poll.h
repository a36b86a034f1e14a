// Asks a system for the agents' replies since a cursor. Keeps nothing: the cursor goes in and comes
// out, and who calls makes it durable together with the replies.
#pragma once

#include "adapters/rest/caller.h"
#include "adapters/rest/replies.h"

#include <optional>
#include <vector>

namespace bowline::adapters::rest {

struct PollResult {
    std::vector<Reply> replies;
    expression::Value cursor;  ///< for the next poll; as it was when there is nothing newer
    /// The poll failed: nothing was read, the cursor is as it was.
    std::optional<adapter_api::PrimitiveOutcome> failure;
    bool isWhole = true;  ///< false: there are more pages; poll again soon
};

/// `cursor` is null at the first poll. A cursor that is a time goes back by the poll's overlap, so
/// replies may come twice: know them by their comment id. The next cursor is the latest of what the
/// items say; numbers and times never go back.
PollResult runPoll(
    const Poll& poll, const expression::Value& cursor, Caller& caller, const Roots& roots
);

}  // namespace bowline::adapters::rest
