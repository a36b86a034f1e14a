// Find-or-create, twice, then the comment; see the header.
#include "connector/delivery/workflow.h"

#include "connector/base/log.h"
#include "connector/delivery/primitive_outcome.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace bowline::delivery {

namespace {

using adapter_api::Absent;
using adapter_api::Duplicate;
using adapter_api::Primitive;
using adapter_api::PrimitiveOutcome;

constexpr const char* kDuplicateNotFound = "duplicate_not_found";
constexpr const char* kTicketGone = "ticket_gone";
constexpr const char* kContactGone = "contact_gone";
constexpr std::string_view kOwnWaits[] = {kDuplicateNotFound, kTicketGone, kContactGone};

/// The primitives of one kind of object, and what refusals call it.
struct ObjectKind {
    LinkKind link;
    Primitive find;
    Primitive create;
    const char* absent;
    const char* gone;
};
constexpr ObjectKind kContact = {
    LinkKind::Contact,
    Primitive::ContactFind,
    Primitive::ContactCreate,
    "contact_absent",
    kContactGone};
constexpr ObjectKind kTicket = {
    LinkKind::Ticket, Primitive::TicketFind, Primitive::TicketCreate, "ticket_absent", kTicketGone};

std::optional<std::chrono::seconds> waitFor(std::chrono::milliseconds lag) {
    if (lag.count() == 0)
        return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(lag);
}

std::string noticeOf(const std::string& gone) {
    return fmt::format(
        "The earlier ticket {} is no longer there; this conversation goes on here.", gone
    );
}

class Run {
public:
    Run(adapter_api::Adapter& adapter,
        const WorkflowInput& input,
        adapter_api::Exchange& exchange,
        Progress& progress)
        : adapter_(adapter),
          can_(adapter.capabilities()),
          input_(input),
          exchange_(exchange),
          progress_(progress) {
        known_.item = input.item;
        known_.contactId = input.contactId;
        known_.ticketId = input.ticketId;
    }

    StepOutcome all() { return input_.amends ? amended() : told(); }

private:
    StepOutcome told() {
        if (hasContacts() && !known_.contactId) {
            if (auto failed = ensure(kContact, known_.contactId))
                return std::move(*failed);
        }
        if (!known_.ticketId) {
            if (auto failed = ensure(kTicket, known_.ticketId))
                return std::move(*failed);
        }
        auto said = comment(input_.lookUpFirst || !input_.ticketId);
        return finished(isAbsent(said) ? commentElsewhere() : asWritten(std::move(said)));
    }

    StepOutcome amended() {
        if (!known_.ticketId || !can(Primitive::CommentFind) || !can(Primitive::CommentAmend))
            return Delivered{""};
        if (!adapter_.isOneComment(*input_.item))
            return Rejected{kAmendInParts};
        auto found = run(Primitive::CommentFind);
        if (isAbsent(found))
            return Delivered{""};
        known_.commentId = idIn(found);
        if (!known_.commentId)
            return asWritten(std::move(found));
        auto changed = run(Primitive::CommentAmend);
        return isAbsent(changed) ? Delivered{""} : asWritten(std::move(changed));
    }

    [[nodiscard]] bool can(Primitive primitive) const { return can_.contains(primitive); }
    [[nodiscard]] bool hasContacts() const {
        return can(Primitive::ContactUpsert) || can(kContact.find) || can(kContact.create);
    }
    PrimitiveOutcome run(Primitive primitive) {
        progress_.begins(primitive);
        return adapter_.run(primitive, known_, exchange_);
    }
    [[nodiscard]] PrimitiveOutcome laterBecause(const char* code) const {
        return RetryLater{code, waitFor(adapter_.indexLag())};
    }

    [[nodiscard]] Replacement howCame(LinkKind kind) const {
        return created_.contains(kind) ? Replacement::Created : Replacement::Found;
    }

    // Sets `id` and makes the link durable; gives what went wrong instead, if anything did.
    std::optional<StepOutcome> ensure(const ObjectKind& kind, std::optional<std::string>& id) {
        auto outcome = provided(kind);
        id = idIn(outcome);
        if (!id)
            return asWritten(std::move(outcome));
        progress_.link(kind.link, *id);
        return std::nullopt;
    }

    // The same for what takes the place of a gone object. What is looked up may still be the gone
    // one; what a create made is new, whatever its number: Redmine on SQLite gives the highest out
    // again.
    std::optional<PrimitiveOutcome> replaced(
        const ObjectKind& kind,
        const std::string& gone,
        PrimitiveOutcome instead,
        std::optional<std::string>& id
    ) {
        id = idIn(instead);
        if (!id)
            return instead;
        if (*id == gone && !numbered_.contains(kind.link))
            return laterBecause(kind.gone);
        progress_.relink(kind.link, gone, *id, howCame(kind.link));
        return std::nullopt;
    }

    PrimitiveOutcome provided(const ObjectKind& kind) {
        if (kind.link == LinkKind::Contact && can(Primitive::ContactUpsert))
            return settled(run(Primitive::ContactUpsert), kind.find);
        if (can(kind.find)) {
            auto found = run(kind.find);
            if (!isAbsent(found))
                return found;
        } else if (input_.lookUpFirst) {
            return Rejected{kCannotLookUp};
        }
        return created(kind);
    }

    PrimitiveOutcome created(const ObjectKind& kind) {
        if (!can(kind.create))
            return Rejected{kind.absent};
        auto made = run(kind.create);
        if (kind.link == LinkKind::Ticket && isAbsent(made) && input_.contactId)
            made = createdForAnotherContact();
        created_.insert(kind.link);
        if (idIn(made))
            numbered_.insert(kind.link);
        return settled(std::move(made), kind.find);
    }

    // A ticket that cannot be opened because something is gone: that can only be its contact.
    PrimitiveOutcome createdForAnotherContact() {
        const auto gone = *std::exchange(known_.contactId, std::nullopt);
        if (auto failed = replaced(kContact, gone, provided(kContact), known_.contactId))
            return std::move(*failed);
        return run(kTicket.create);
    }

    // A write that was refused because its object is there: which one is it?
    PrimitiveOutcome settled(PrimitiveOutcome made, Primitive find) {
        const auto* duplicate = std::get_if<Duplicate>(&made);
        if (duplicate == nullptr)
            return made;
        if (duplicate->existingId)
            return Delivered{*duplicate->existingId};
        auto found = can(find) ? run(find) : Absent{};
        return isAbsent(found) ? laterBecause(kDuplicateNotFound) : std::move(found);
    }

    // Absent only when the ticket is gone.
    PrimitiveOutcome comment(bool mayBeThere) {
        const bool canFind = can(Primitive::CommentFind);
        if (mayBeThere && canFind) {
            auto found = run(Primitive::CommentFind);
            if (!isAbsent(found))
                return found;
        }
        auto made = run(commentAmong(can_));
        // Our message's key is taken: it is there, whatever it is called.
        if (std::holds_alternative<Duplicate>(made) && !canFind)
            return Delivered{std::get<Duplicate>(made).existingId.value_or("")};
        return settled(std::move(made), Primitive::CommentFind);
    }

    // The ticket is over and stays so; many systems open it with a comment. The comment stands by
    // now, so a system that is asked again is asked for it first; one that refuses, or cannot be
    // asked, keeps an open ticket, which harms less than a message twice or one that never counts
    // as delivered.
    StepOutcome finished(StepOutcome said) {
        const bool closes = input_.item->content().closesTicket && can(Primitive::TicketUpdate);
        if (!closes || !std::holds_alternative<Delivered>(said))
            return said;
        known_.status = adapter_api::TicketStatus::Solved;
        const auto closed = run(Primitive::TicketUpdate);
        const bool mayRepeat = can(Primitive::CommentFind);
        if (const auto* later = std::get_if<RetryLater>(&closed); later && mayRepeat)
            return Uncertain{later->why};
        if (const auto* lost = std::get_if<Uncertain>(&closed); lost && mayRepeat)
            return *lost;
        if (!std::holds_alternative<Delivered>(closed))
            logEvent("ticket.left_open", {{"destination", input_.item->item().destination.str()}});
        return said;
    }

    // The ticket is gone: once, what is in its place takes the comment.
    StepOutcome commentElsewhere() {
        if (created_.contains(LinkKind::Ticket) || input_.ticketIsNew)
            return asWritten(laterBecause(kTicketGone));
        const auto gone = *std::exchange(known_.ticketId, std::nullopt);
        if (auto failed = replaced(kTicket, gone, ticketInsteadOf(gone), known_.ticketId))
            return asWritten(std::move(*failed));
        auto said = comment(true);
        return asWritten(isAbsent(said) ? laterBecause(kTicketGone) : std::move(said));
    }

    // A find that still shows the gone ticket says nothing about a newer one: one is created,
    // unless an earlier attempt may have done so.
    PrimitiveOutcome ticketInsteadOf(const std::string& gone) {
        auto found = can(kTicket.find) ? run(kTicket.find) : Absent{};
        const auto id = idIn(found);
        if (!isAbsent(found) && id != gone)
            return found;
        if (input_.lookUpFirst && !can(kTicket.find))
            return Rejected{kCannotLookUp};
        if (input_.ticketWasReplaced || (input_.lookUpFirst && id))
            return laterBecause(kTicketGone);
        known_.notice = noticeOf(gone);
        auto made = created(kTicket);
        known_.notice.reset();
        return made;
    }

    adapter_api::Adapter& adapter_;
    std::set<Primitive> can_;
    const WorkflowInput& input_;
    adapter_api::Exchange& exchange_;
    Progress& progress_;
    adapter_api::PrimitiveInput known_;
    std::set<LinkKind> created_;   ///< asked to be made in this attempt
    std::set<LinkKind> numbered_;  ///< of those, what got its number by that
};

}  // namespace

StepOutcome runWorkflow(
    adapter_api::Adapter& adapter,
    const WorkflowInput& input,
    adapter_api::Exchange& exchange,
    Progress& progress
) {
    return Run(adapter, input, exchange, progress).all();
}

Primitive commentAmong(const std::set<Primitive>& can) {
    return can.contains(Primitive::CommentPublic) ? Primitive::CommentPublic
                                                  : Primitive::CommentInternal;
}

bool isOwnWait(std::string_view code) {
    return std::ranges::find(kOwnWaits, code) != std::end(kOwnWaits);
}

}  // namespace bowline::delivery
