// What a poll or a webhook tells of an agent's reply, brought into one form.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/base/sensitive.h"
#include "connector/expression/value.h"

#include <optional>
#include <string>

namespace bowline::adapters::rest {

struct Reply {
    std::string ticketId;
    std::string commentId;  ///< empty: the system does not tell
    DisplayName author{""};
    bool isInternal = false;
    MessageText text{""};
    std::string format;  ///< "html", "plain", ...; empty: as `content.format`
    std::optional<Instant> createdAt;
    std::optional<adapter_api::Primitive> refetch;  ///< the event is not all: read the ticket anew
};

/// The reply that `emit` makes of `item`. Absence: it names no ticket. An `internal` that is there
/// but is no bool counts as true: what may be a note for colleagues stays in the house.
std::optional<Reply> replyOf(
    const Emit& emit, const expression::Value& item, const expression::Map& roots
);

}  // namespace bowline::adapters::rest
