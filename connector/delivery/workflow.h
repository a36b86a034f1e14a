// The way of one item through an adapter's primitives: contact, ticket, comment. Owns what is asked
// in which order, what is looked up before it is repeated and what takes the place of a ticket that
// is gone; knows no store, no time and no retry.
//
// Steps: contact (link, else upsert, else find, else create; left out when the adapter has no
// contact primitives), ticket (link, else find, else create), comment. The link of a finished step
// is durable before the next begins. A ticket may be created with the message in it; therefore the
// comment is looked up before it is made whenever the ticket was not linked yet, and whenever an
// earlier attempt may have had its effect.
//
// An item that amends: its comment is looked up and changed. One that is not there, or no more, has
// nothing to be amended, and nothing is made.
//
// What belongs into a ticket that is over and opens it no more (closesTicket): it is solved after
// the comment, where the adapter has ticket.update.
//
// A ticket that is gone: the comment says Absent. What is found by our key under another id (the
// system merged tickets) or created anew takes the place of the link, once an attempt. A system
// that leads a merged ticket's id to the survivor by itself answers the comment, and nobody asks.
//
// Without a find to ask: a comment whose answer was lost is sent again (a message twice can be seen
// and harms little); a contact or ticket is not, since a second one would split the conversation:
// the item is refused with "cannot_look_up" and waits for a human.
#pragma once

#include "connector/adapter_api/adapter.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace bowline::delivery {

enum class LinkKind { Contact, Ticket };
/// Why a link gives way: the system has another object under our key, or we made one.
enum class Replacement { Found, Created };

/// What the workflow tells while it is under way. What it is told to keep is durable before the
/// call returns. Errors: Error when the store refuses.
class Progress {
public:
    virtual ~Progress() = default;
    virtual void begins(adapter_api::Primitive primitive) = 0;
    virtual void link(LinkKind kind, const std::string& remoteId) = 0;
    /// Puts `remoteId` in the place of the link to `gone`.
    virtual void relink(
        LinkKind kind, const std::string& gone, const std::string& remoteId, Replacement how
    ) = 0;
};

struct WorkflowInput {
    const ClearedItem* item = nullptr;
    std::optional<std::string> contactId{};  ///< from the link table
    std::optional<std::string> ticketId{};
    bool lookUpFirst = false;  ///< an earlier attempt was begun and its answer is not known
    /// The ticket was linked so lately that the system may not show it yet.
    bool ticketIsNew = false;
    /// An earlier attempt at this item put a new ticket in the place of one that was gone. It makes
    /// no second one: an adapter that always says Absent would open a ticket an attempt.
    bool ticketWasReplaced = false;
    bool amends = false;  ///< the item's message is there already and shall read as the item says
};

/// Errors: what the adapter, the exchange or `progress` throws.
/// Codes of its own: "cannot_look_up", "contact_absent", "ticket_absent", "adapter_broken", and
/// those of isOwnWait.
[[nodiscard]] StepOutcome runWorkflow(
    adapter_api::Adapter& adapter,
    const WorkflowInput& input,
    adapter_api::Exchange& exchange,
    Progress& progress
);

/// The primitive that writes a message, of those that an adapter has.
[[nodiscard]] adapter_api::Primitive commentAmong(const std::set<adapter_api::Primitive>& can);

/// Refused by ourselves: an answer was lost and the system has no find to ask.
inline constexpr const char* kCannotLookUp = "cannot_look_up";
/// Refused by ourselves: the message stands in several comments, and what is to be changed in which
/// is not known.
inline constexpr const char* kAmendInParts = "amend_in_parts";
/// True for the codes with which the workflow waits by itself although the system answered:
/// "duplicate_not_found" it has the object and its find does not show it, "ticket_gone" and
/// "contact_gone" nothing could take their place yet.
[[nodiscard]] bool isOwnWait(std::string_view code);

}  // namespace bowline::delivery
