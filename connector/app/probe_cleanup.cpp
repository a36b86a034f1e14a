// The end of a probe: what it made is taken away, and looked for where it was.
#include "connector/app/probe.h"
#include "connector/app/probe_values.h"

#include <fmt/format.h>

namespace bowline::app {

using adapters::rest::Redact;

void Probe::cleanUp() {
    if (input_.commentId && can(Primitive::CommentAmend))
        amendComment();
    if (input_.commentId && can(Primitive::CommentErase))
        eraseComment();
    if (input_.ticketId)
        can(Primitive::TicketErase) ? eraseTicket() : solveTicket();
    if (input_.contactId)
        eraseContact();
}

/// By the same words: whether we may change it at all.
void Probe::amendComment() {
    if (idOf(Primitive::CommentAmend, run(Primitive::CommentAmend), "changed"))
        add("comment.amend", ProbeState::Ok, "changed", "changed");
}

void Probe::eraseComment() {
    if (!idOf(Primitive::CommentErase, run(Primitive::CommentErase), "erased"))
        return;
    add("comment.erase", ProbeState::Ok, "erased", "erased");
    seeGone(Primitive::CommentErase, Primitive::CommentFind);
}

void Probe::eraseTicket() {
    const auto id = *input_.ticketId;
    const auto erased = run(Primitive::TicketErase);
    const bool isGone = erased && isAbsent(erased->outcome);
    if (!isGone && !idOf(Primitive::TicketErase, erased, "erased")) {
        report_.remains.push_back(fmt::format("ticket {}: close it by hand", id));
        return;
    }
    add("ticket.erase", ProbeState::Ok, "erased", "erased");
    seeGone(Primitive::TicketErase, Primitive::TicketFind);
    if (adapter_.spec().redact == Redact::Destroys)
        seeGone(Primitive::TicketErase, Primitive::TicketGet);
    else
        report_.remains.push_back(fmt::format("ticket {}, hidden from lists and searches", id));
}

void Probe::solveTicket() {
    const auto id = *input_.ticketId;
    if (can(Primitive::TicketUpdate)) {
        input_.status = adapter_api::TicketStatus::Solved;
        const auto solved = run(Primitive::TicketUpdate);
        input_.status.reset();
        if (idOf(Primitive::TicketUpdate, solved, "solved")) {
            add("ticket.update", ProbeState::Ok, "solved", "solved");
            report_.remains.push_back(fmt::format("ticket {}, solved", id));
            return;
        }
    }
    report_.remains.push_back(fmt::format("ticket {}, open: close it by hand", id));
}

void Probe::eraseContact() {
    const auto id = *input_.contactId;
    if (!can(Primitive::ContactErase)) {
        report_.remains.push_back(fmt::format("contact {}; the next probe uses it again", id));
        return;
    }
    const auto erased = run(Primitive::ContactErase);
    const bool isGone = erased && isAbsent(erased->outcome);
    if (isGone || idOf(Primitive::ContactErase, erased, "erased"))
        return add("contact.erase", ProbeState::Ok, "erased", "erased");
    report_.remains.push_back(fmt::format("contact {}", id));
}

void Probe::seeGone(Primitive erase, Primitive look) {
    if (!can(look))
        return;
    const auto now = lookUp(look, Wanted::Gone);
    if (!now)
        return;
    const auto what = fmt::format("{} by {}", nameOf(erase), nameOf(look));
    if (isAbsent(now->outcome))
        return add(what, ProbeState::Ok, "gone", "gone");
    fault(
        what,
        "gone",
        "still there",
        "The system keeps what it was asked to erase: see bowline's rights, or describe another "
        "way of erasing"
    );
}

}  // namespace bowline::app
