#include "connector/app/probe.h"

#include "connector/app/probe_exchange.h"
#include "connector/app/probe_values.h"
#include "connector/base/error.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

std::string_view toText(ProbeState state) {
    constexpr std::string_view kNames[] = {"ok", "note", "fault"};
    return kNames[static_cast<int>(state)];
}

bool ProbeReport::passed() const {
    return std::ranges::none_of(lines, [](const ProbeLine& line) {
        return line.state == ProbeState::Fault;
    });
}

Probe::Probe(
    adapters::rest::RestAdapter& adapter,
    adapter_api::Exchange& outlet,
    const ProbeItem& item,
    Clock& clock,
    std::function<void(const std::string&)> say
)
    : adapter_(adapter), outlet_(outlet), item_(item), clock_(clock), say_(std::move(say)) {
    input_.item = &item_.item;
}

ProbeReport Probe::run() {
    checkHealth();
    if (!report_.passed())
        return std::move(report_);
    listExcess();
    ensureContact();
    if (makeTicket()) {
        readBack();
        findTicket();
        comment();
    }
    cleanUp();
    return std::move(report_);
}

void Probe::checkHealth() {
    if (!can(Primitive::HealthCheck))
        return add("health.check", ProbeState::Note, "", "the adapter has none");
    const auto ran = run(Primitive::HealthCheck);
    if (!idOf(Primitive::HealthCheck, ran, "the system knows us"))
        return;
    add("health.check", ProbeState::Ok, "the system knows us", listed(ran->picked));
}

void Probe::listExcess() {
    try {
        ProbeExchange exchange(item_.forbidden, outlet_, mayHaveWritten_);
        report_.excess = adapter_.excessRights(exchange);
    } catch (const Error& failure) {
        add("excess", ProbeState::Note, "", failure.what());
    }
}

void Probe::ensureContact() {
    if (can(Primitive::ContactFind)) {
        const auto found = run(Primitive::ContactFind);
        if (!found)
            return;
        if (!isAbsent(found->outcome)) {
            input_.contactId = idOf(Primitive::ContactFind, found, "the contact of earlier probes");
            return;
        }
        add("contact.find", ProbeState::Ok, "", "not there yet");
    }
    const auto make =
        can(Primitive::ContactUpsert) ? Primitive::ContactUpsert : Primitive::ContactCreate;
    if (!can(make))
        return;
    const auto made = run(make);
    input_.contactId = idOf(make, made, "made");
    if (input_.contactId)
        add(nameOf(make), ProbeState::Ok, "made", *input_.contactId);
}

bool Probe::makeTicket() {
    mayHaveWritten_ = false;
    const auto made = run(Primitive::TicketCreate);
    input_.ticketId = idOf(Primitive::TicketCreate, made, "made");
    if (input_.ticketId)
        add("ticket.create", ProbeState::Ok, "made", *input_.ticketId);
    else if (mayHaveWritten_)
        findLeftover();
    return made && std::holds_alternative<Delivered>(made->outcome);
}

// Of a create that failed under way: to be taken away, or told.
void Probe::findLeftover() {
    const auto found =
        can(Primitive::TicketFind) ? lookUp(Primitive::TicketFind, Wanted::There) : std::nullopt;
    const auto* ticket = found ? std::get_if<Delivered>(&found->outcome) : nullptr;
    if (ticket != nullptr)
        input_.ticketId = ticket->remoteId;
    else
        report_.remains.push_back(fmt::format(
            "perhaps a ticket \"{}\": look into the queue and delete it by hand",
            item_.item.content().ticketSubject
        ));
}

void Probe::findTicket() {
    if (!can(Primitive::TicketFind))
        return add(
            "ticket.find", ProbeState::Note, "", "the adapter has none: a lost answer parks"
        );
    const auto found =
        idOf(Primitive::TicketFind, lookUp(Primitive::TicketFind, Wanted::There), *input_.ticketId);
    if (found == input_.ticketId)
        return add("ticket.find", ProbeState::Ok, *input_.ticketId, *found);
    if (found)
        fault(
            "ticket.find",
            *input_.ticketId,
            "another ticket",
            "The search does not look for our key: see that the field it stands in is searchable"
        );
}

void Probe::readBack() {
    if (!can(Primitive::TicketGet))
        return add("ticket.get", ProbeState::Note, "", "the adapter has none: nothing is compared");
    const auto got = run(Primitive::TicketGet);
    if (!got || !std::holds_alternative<Delivered>(got->outcome)) {
        (void)idOf(Primitive::TicketGet, got, *input_.ticketId);
        return;
    }
    const auto& content = item_.item.content();
    const auto text = [&](const char* name) { return textAt(got->picked, name); };
    isOurTicket_ = text("subject") == content.ticketSubject;
    if (got->picked.contains("subject"))
        compare("ticket.subject", content.ticketSubject, text("subject"));
    if (got->picked.contains("queue") && !content.ticketQueue.empty())
        compare("ticket.queue", content.ticketQueue, text("queue"));
    compareFields(got->picked);
    compareTags(got->picked);
}

void Probe::compareFields(const expression::Map& picked) {
    const auto& expected = item_.item.content().ticketFields;
    const auto found = picked.find("fields");
    if (found == picked.end()) {
        if (!expected.empty())
            add("ticket.fields", ProbeState::Note, "", "the adapter does not read them back");
        return;
    }
    const auto fields = fieldsIn(found->second);
    for (const auto& [name, value] : expected) {
        const auto at = fields.find(name);
        compare(
            "ticket.fields." + name,
            bowline::toText(value),
            at == fields.end() ? std::string() : at->second
        );
    }
}

void Probe::compareTags(const expression::Map& picked) {
    const auto found = picked.find("tags");
    if (found == picked.end())
        return;
    const auto tags = textsIn(found->second);
    for (const auto& tag : item_.item.content().ticketTags) {
        const bool isThere = std::ranges::find(tags, tag) != tags.end();
        compare("ticket.tags", tag, isThere ? tag : std::string());
    }
}

void Probe::comment() {
    if (can(Primitive::CommentFind)) {
        const auto already = run(Primitive::CommentFind);
        const auto* found = already ? std::get_if<Delivered>(&already->outcome) : nullptr;
        if (found != nullptr) {
            input_.commentId = found->remoteId;
            return add("comment.find", ProbeState::Ok, "", "the message came with the ticket");
        }
    }
    makeComment(
        can(Primitive::CommentPublic) ? Primitive::CommentPublic : Primitive::CommentInternal
    );
}

void Probe::makeComment(Primitive how) {
    if (!can(how))
        return;
    const auto made = idOf(how, run(how), "made");
    if (!made)
        return;
    add(nameOf(how), ProbeState::Ok, "made", "made");
    input_.commentId = *made;
    if (!can(Primitive::CommentFind))
        return;
    const auto found = lookUp(Primitive::CommentFind, Wanted::There);
    if (idOf(Primitive::CommentFind, found, "the message by our key"))
        add("comment.find", ProbeState::Ok, "the message by our key", "found");
}

}  // namespace bowline::app
