// Map and mask: what one destination gets of a message. An allow-list: a field that the mapping
// does not name stays behind. The class action is applied to the found spans before the first
// filter of a template runs, so cutting, splitting and joining work on masked text only.
#pragma once

#include "connector/stages/mask.h"
#include "connector/stages/passage.h"

namespace bowline::stages {

/// An earlier ticket, as the destination calls it.
struct PastTicket {
    std::string id;
    Instant openedAt;
};

/// What stands in the ticket of an earlier message.
struct ShownEntry {
    EventId event;
    EpisodeId episode;
    MaskedItem item;  ///< by the rules of its day
    [[nodiscard]] const std::string& text() const { return item.content.commentText; }
};

/// What the store knows of this person at this destination.
struct DestinationView {
    std::string alias;  ///< drawn by the vault, unique within the destination
    ItemKeys keys;
    std::string author{};   ///< in a group: the alias of who said it; `alias` is the group's
    std::string follows{};  ///< what the destination calls the ticket that a new one continues
    TokenKeys tokens{};
    std::vector<PastTicket> past{};   ///< of the person there, newest first
    std::vector<ShownEntry> shown{};  ///< the last entries of the conversation, newest first
    bool amends = false;              ///< what stands in an entry can be changed
};

/// What is known of the person besides this message; none of it travels unless the mapping keeps
/// its class.
struct PersonValues {
    std::vector<Phone> phones;  ///< all live numbers, with their variants
    std::vector<Bsuid> bsuids;
    std::vector<DisplayName> names;
    std::vector<ProviderId> providerIds;  ///< of this event
};

/// An earlier entry shows the beginning of a value that this message completes: known too late.
struct LateDiscovery {
    std::string cls;
    EventId event;  ///< of the earlier entry
    friend bool operator==(const LateDiscovery&, const LateDiscovery&) = default;
};

/// An earlier entry as it shall stand from now on: without the beginnings of values that are known
/// now.
struct Amendment {
    EventId event;  ///< of the earlier entry
    EpisodeId episode;
    MaskedItem item;
};

/// `item.removed` counts what was removed from the text, and from the name when the name travels.
struct Rendered {
    MaskedItem item;
    Forbidden forbidden;  ///< removed values, the person's attributes that this mapping does not
                          ///< keep, provider ids
    std::vector<LateDiscovery> late{};
    std::vector<Amendment> amendments{};  ///< of entries that `late` tells of, where it `amends`
    Permitted permitted{};
    std::vector<std::string> unfit{};  ///< "ticket.fields.Area": it takes no such value
};

/// Fills the roots of expression::mappingDialect() and runs the mapping's templates over them.
/// - the text mode is the one of the mapping's rules for it that shows most and holds, else the
/// mapping's own.
/// - message.text is masked already; by text mode it is that, a stub (withheld: kind and length
/// band), or
///   nothing (fields_only, where the comment is empty as well). A class with action withhold makes
///   the stub in every mode. A message of another kind than text is "[photo: not carried yet]".
/// - a deletion repeats the words of the message, masked, unless the mapping says `deleted: note`.
/// - contact.name is the name when the rule for contact_name is keep, null when it is strip, else
/// the alias.
/// - contact.history names the past tickets with their days, "4711 (2026-10-01), 4702
/// (2026-09-12)",
///   on the first entry of a ticket only.
/// - in a group the contact is the group: contact.name is its alias, contact.country is empty, and
/// "(in a group: Amber-Falcon-27) " with the alias of who said it stands in front of the comment.
/// - what was said before bowline has "(earlier message, sent 2026-03-01 14:21 UTC) " in front of
/// its comment.
/// - a late message has "(arrived late, sent 14:21 UTC) " in front of its comment, and the first of
/// a ticket that continues another one "(continues an earlier ticket: 4711) ".
/// - a message that completes a value which an earlier entry begins in full view says so in front
/// of its comment, with the class, where that entry cannot be amended.
/// - a field whose template gives null is left out, and one that does not take what it gives, which
/// is told in `unfit`, unless its form says what stands there otherwise; an empty text is a value.
/// - subject, queue, contact name and tags are one line; tags that come out empty are left out.
/// - a priority that is none of kPriorities is "normal"; without a template there is none.
/// Pure; never throws on any text. Throws Error when the mapping for `destination` is missing from
/// `rules`.
Rendered render(
    const Routed& routed,
    const DestinationId& destination,
    const DestinationView& view,
    const PersonValues& person,
    const RuleSet& rules
);

/// A note without content: fixed words of ours, nothing of the person's. `kind` is "stop_note" (the
/// person asked to stop) or "withheld"; anything else says what "withheld" says.
std::string stubText(std::string_view kind, const std::string& language);

}  // namespace bowline::stages
