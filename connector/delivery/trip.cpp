// See the header.
#include "connector/delivery/trip.h"

#include "connector/base/log.h"
#include "connector/base/text.h"
#include "connector/delivery/throttled.h"
#include "connector/store/outbox.h"

namespace bowline::delivery {

namespace {

// Refusals of the last check.
struct StopCame {};
struct LeaseOver {};

/// The step under which an item remembers that it made a new ticket for one that was gone.
constexpr std::string_view kTicketReplaced = "delivery:ticket_replaced";

/// How the steps of an object's own primitives begin.
std::string_view stepsOf(LinkKind kind) {
    return kind == LinkKind::Contact ? "contact." : "ticket.";
}

const char* kindOf(LinkKind kind) {
    return kind == LinkKind::Contact ? "contact" : "ticket";
}

const char* howCame(Replacement how) {
    return how == Replacement::Created ? "created" : "found";
}

Ending asEnding(StepOutcome outcome) {
    return std::visit(
        [](auto& answer) -> Ending {
            if constexpr (!std::is_same_v<std::decay_t<decltype(answer)>, Delivered>) {
                answer.why = asReason(std::move(answer.why));
            }
            return std::move(answer);
        },
        outcome
    );
}

std::optional<std::string> idOf(const std::optional<store::Link>& link) {
    return link ? std::optional(link->remoteId) : std::nullopt;
}

}  // namespace

Trip::Trip(const store::LeasedItem& row, const OpenedItem& open, TripParts parts)
    : row_(row),
      open_(open),
      parts_(parts),
      steps_(row, parts.key, parts.reader, parts.writer, parts.clock),
      exchange_(
          open.forbidden, *parts.destination.outlet, [this] { checkLast(); }, steps_
      ) {}

Ending Trip::run() {
    try {
        const auto known = input();
        return asEnding(runWorkflow(*parts_.destination.adapter, known, exchange_, *this));
    } catch (const GuardHit& hit) {
        return Blocked{hit.cls(), hit.form()};
    } catch (const StopCame&) {
        return Stopped{};
    } catch (const LeaseOver&) {
        return broken("lease_over");
    } catch (const Throttled& full) {
        return Postponed{"rate_limit", full.until(), exchange_.hasOpenWrite()};
    } catch (const StoreBusy&) {
        return broken("store_busy");
    } catch (const Error& e) {
        return failed(e.what());
    } catch (const Poco::Exception& e) {
        return failed(e.name());  // its text may quote content
    } catch (const std::exception&) {
        return failed("an exception of a library");
    }
}

std::optional<Digest> Trip::commitment() const {
    if (!exchange_.begun())
        return std::nullopt;
    return parts_.subjectKey.ofFields({"request", asText(exchange_.sentDigest())});
}

bool Trip::leftNothing(const Ending& ending) const {
    if (std::holds_alternative<Uncertain>(ending) || exchange_.mayHaveWritten())
        return false;
    try {
        return !steps_.any();
    } catch (const Error&) {
        return false;
    }
}

void Trip::begins(adapter_api::Primitive primitive) {
    exchange_.primitiveBegins();
    sought_ = sought_ || primitive == adapter_api::Primitive::CommentFind;
    writes_ = primitive == commentAmong(parts_.destination.adapter->capabilities());
}

WorkflowInput Trip::input() const {
    const auto& keys = open_.item.keys();
    const auto ticket = linkOf(store::LinkKind::Ticket, keys.ticket);
    const auto lag = parts_.destination.adapter->indexLag();
    return {
        .item = &open_.item,
        .contactId = idOf(linkOf(store::LinkKind::Contact, keys.contact)),
        .ticketId = idOf(ticket),
        .lookUpFirst = row_.lookUpFirst,
        .ticketIsNew = ticket && parts_.clock.now() < ticket->createdAt + lag,
        .ticketWasReplaced = ticket && steps_.find(kTicketReplaced),
        .amends = row_.item.kind == store::ItemKind::Amend,
    };
}

std::optional<store::Link> Trip::linkOf(store::LinkKind kind, std::string_view key) const {
    const auto& item = row_.item;
    return store::Links(parts_.reader).find(item.tenant, item.destination, kind, key);
}

store::Link Trip::linkTo(LinkKind kind, const std::string& remoteId) const {
    const auto& keys = open_.item.keys();
    const bool contact = kind == LinkKind::Contact;
    return {
        .tenant = row_.item.tenant,
        .destination = row_.item.destination,
        .kind = contact ? store::LinkKind::Contact : store::LinkKind::Ticket,
        .ownKey = contact ? keys.contact : keys.ticket,
        .remoteId = remoteId,
        .createdAt = parts_.clock.now(),
        .ledgerSeq = std::nullopt,
    };
}

// A stop that is committed before this is asked refuses the request; one that comes later meets a
// request that has begun (DESIGN 5, stop fence).
void Trip::checkLast() const {
    if (parts_.clock.now() >= row_.leaseUntil)
        throw LeaseOver{};
    if (store::Outbox(parts_.reader).isStopped(row_.item.id))
        throw StopCame{};
}

// Kept before the next step begins. Somebody else's earlier link to the same object stays. What the
// steps of its primitives gave is in the link now; were the object made anew, they would mislead.
void Trip::link(LinkKind kind, const std::string& remoteId) {
    const auto link = linkTo(kind, remoteId);
    parts_.writer.call([this, kind, &link](store::Database& db) {
        static_cast<void>(store::Links(db).insert(link));
        store::DeliverySteps(db).forget(row_.item.id, stepsOf(kind));
    });
}

void Trip::relink(
    LinkKind kind, const std::string& gone, const std::string& remoteId, Replacement how
) {
    auto link = linkTo(kind, remoteId);
    const auto fact = replacedFact(kind, how);
    const bool newTicket = kind == LinkKind::Ticket && how == Replacement::Created;
    const auto mark = steps_.sealed(kTicketReplaced, "");
    parts_.writer.call([&](store::Database& db) {
        link.ledgerSeq = static_cast<std::int64_t>(parts_.audit.append(db, fact));
        if (!store::Links(db).replace(link, gone))
            throw Error("delivery: a link was replaced by somebody else meanwhile");
        store::DeliverySteps(db).forget(row_.item.id, stepsOf(kind));
        if (newTicket)
            keepStep(db, mark);
    });
    logEvent(
        "link.replaced",
        {{"destination", row_.item.destination.str()},
         {"kind", kindOf(kind)},
         {"how", howCame(how)},
         {"item", row_.item.id.hex()}}
    );
}

store::AuditFact Trip::replacedFact(LinkKind kind, Replacement how) const {
    const auto& item = row_.item;
    store::AuditFact fact;
    fact.entry.at = parts_.clock.now();
    fact.entry.act = ledger::Act::LinkReplaced;
    fact.entry.object = "item:" + item.id.hex();
    fact.entry.outcome = howCame(how);
    fact.entry.codes = {{"destination", item.destination.str()}, {"kind", kindOf(kind)}};
    fact.subjectKey = &parts_.subjectKey;
    fact.person = item.person;
    return fact;
}

Ending Trip::broken(std::string why) const {
    if (exchange_.begun())
        return Uncertain{std::move(why)};
    return Postponed{std::move(why), std::nullopt};
}

Ending Trip::failed(std::string_view what) const {
    logEvent("loop.failed", {{"loop", "courier"}, {"item", row_.item.id.hex()}, {"why", what}});
    return broken("failed");
}

}  // namespace bowline::delivery
