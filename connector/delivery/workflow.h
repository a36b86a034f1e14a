// The way of one item through an adapter's primitives: contact, ticket, comment. Owns what is asked
// in which order and what is looked up before it is repeated; knows no store, no time and no retry.
//
// Steps: contact (link, else find, else create; left out when the adapter has no contact
// primitives), ticket (link, else find, else create), comment. The link of a finished step is
// durable before the next begins. A ticket may be created with the message in it; therefore the
// comment is looked up before it is made whenever the ticket was not linked yet, and whenever an
// earlier attempt may have had its effect.
//
// Without a find to ask: a comment whose answer was lost is sent again (a message twice can be seen
// and harms little); a contact or ticket is not, since a second one would split the conversation:
// the item is refused with "cannot_look_up" and waits for a human.
#pragma once

#include "connector/adapter_api/adapter.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::delivery {

enum class LinkKind { Contact, Ticket };

/// Makes a link durable before it returns. Errors: Error when the store refuses.
using LinkKeeper = std::function<void(LinkKind kind, const std::string& remoteId)>;

struct WorkflowInput {
    const ClearedItem* item = nullptr;
    std::optional<std::string> contactId;  ///< from the link table
    std::optional<std::string> ticketId;
    bool lookUpFirst = false;  ///< an earlier attempt was begun and its answer is not known
};

/// Errors: what the adapter, the exchange or `keepLink` throws.
/// Codes of its own: "cannot_look_up", "contact_absent", "ticket_absent", "adapter_broken".
[[nodiscard]] StepOutcome runWorkflow(
    adapter_api::Adapter& adapter,
    const WorkflowInput& input,
    adapter_api::Exchange& exchange,
    const LinkKeeper& keepLink
);

}  // namespace bowline::delivery
