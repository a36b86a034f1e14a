#include "connector/base/log.h"

#include "connector/base/error.h"

#include <Poco/Logger.h>

#include <algorithm>

namespace bowline {

namespace {

using enum LogLevel;

// Sorted by name: a test says so, the reference prints it, find() relies on it.
constexpr LogEvent kEvents[] = {
    {"alarm.acknowledged",
     Notice,
     "An operator has looked at an alarm; it ends until it comes again."},
    {"alarm.raised",
     Error,
     "A human must look: the provider reports something about the account or a number, or an "
     "incident was opened; `bowline status` says what to do."},
    {"audit.refused",
     Error,
     "The ledger could not be continued; nothing is disclosed until it is repaired."},
    {"circuit.closed", Notice, "A destination answers again; deliveries go on."},
    {"circuit.opened",
     Error,
     "A destination failed repeatedly; deliveries wait and are tried again at the time given."},
    {"config.kept", Error, "A changed configuration is broken; the one that worked stays active."},
    {"config.loaded", Notice, "A configuration became active."},
    {"daemon.ready", Notice, "All parts run; webhooks are taken."},
    {"daemon.started", Notice, "The program starts."},
    {"daemon.stopped", Notice, "All parts have stopped; what was acknowledged is on disk."},
    {"daemon.stopping", Notice, "A stop was asked for; what is in flight is finished."},
    {"delivery.joined",
     Debug,
     "A comment travels in the request of an earlier one, as limits.coalesce allows."},
    {"delivery.parked",
     Error,
     "An item was refused by its destination, or tried for too long, and waits for a human."},
    {"delivery.retried", Debug, "A delivery did not succeed yet and has a next time."},
    {"delivery.uncertain",
     Warning,
     "The answer to a delivery was lost; it is looked up before it is sent again."},
    {"destination.resumed", Notice, "A destination that refused us takes deliveries again."},
    {"destination.stopped",
     Error,
     "A destination refuses us (a wrong token, a missing right or field); its deliveries wait "
     "until "
     "that is mended, and one is tried at the time given."},
    {"event.foreign_number",
     Error,
     "Webhooks named another number than their channel has; their messages wait and go nowhere. "
     "Correct `number` of the channel, or take that number's webhooks away from its path."},
    {"event.parked",
     Error,
     "A journalled body or event could not be understood and waits for a human."},
    {"field.left_out",
     Warning,
     "A field does not take the value that its template gave, and its row in `field_types` says "
     "nothing for `otherwise`; the message goes without it."},
    {"guard.blocked",
     Error,
     "A guard found a forbidden value in an item; the item is parked and an incident opened."},
    {"http.accept_paused", Warning, "No more connections can be opened; new ones wait."},
    {"identity.merge_proposed",
     Warning,
     "Identifiers of one sender belong to two persons; both stay as they are. `bowline status` "
     "names "
     "them by their aliases; a human tells whether they are one."},
    {"intake.refused", Warning, "Webhooks were refused: wrong signature, too large or malformed."},
    {"intake.store_busy",
     Error,
     "The store cannot commit, or not as fast as webhooks come; they are answered 503 and the "
     "provider repeats them."},
    {"launch.opened", Notice, "The rules have a signed review; webhooks are taken."},
    {"launch.trial",
     Warning,
     "Rules that nobody has reviewed take traffic, since the daemon was started with --unsigned."},
    {"launch.waiting",
     Warning,
     "The rules have no signed review: webhooks are answered 503, the provider repeats them. See "
     "`bowline preflight`."},
    {"link.replaced",
     Warning,
     "A ticket or contact was gone in the ticket system; another one, found or made, took its "
     "place."},
    {"log.scrubbed",
     Error,
     "A line was about to show a sensitive value and was masked: this is a bug, please report it."},
    {"loop.failed", Error, "A worker met an unexpected failure; the work it held is tried again."},
    {"message.failed_after_arrival",
     Notice,
     "The provider says that a message failed which it had said to have arrived; it counts as "
     "arrived."},
    {"pipeline.stale",
     Debug,
     "A plan was computed from an outdated snapshot and is computed again."},
    {"queue.retried",
     Notice,
     "An operator had items sent again that a destination had refused; they are looked up first."},
    {"secret.kept",
     Error,
     "A secret was replaced by something that cannot be used; the old one stays in use."},
    {"secret.taken", Notice, "A secret was replaced; requests are made with the new one."},
    {"store.broken",
     Error,
     "A commit or fsync failed; nothing is acknowledged until the store is reopened and verified."},
    {"store.reopened", Notice, "The store was reopened and verified after a failure."},
    {"ticket.left_open",
     Warning,
     "A destination refused to close a ticket that is over; what was to stand in it does."},
    {"tls.kept",
     Error,
     "A replaced certificate or key cannot be used; the old one stays in use until it ends."},
    {"tls.taken", Notice, "The certificate was replaced; new connections get the new one."},
    {"value.late_discovery",
     Warning,
     "A message completed a value whose beginning stands in an earlier entry; the rest is masked, "
     "the "
     "entry says so, and an incident is opened."},
};

const LogEvent& find(std::string_view name) {
    const auto* found = std::ranges::lower_bound(kEvents, name, {}, &LogEvent::name);
    if (found == std::end(kEvents) || found->name != name) {
        throw bowline::Error(
            fmt::format("log: event {} is not in the table", name),
            "add it to connector/base/log.cpp"
        );
    }
    return *found;
}

bool needsQuotes(std::string_view text) {
    return text.empty() || std::ranges::any_of(text, [](unsigned char c) {
               return c <= ' ' || c == '"' || c == '=' || c == 0x7F;
           });
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : c;
    }
    return out + '"';
}

Poco::Message::Priority priorityOf(LogLevel level) {
    switch (level) {
        case Error:
            return Poco::Message::PRIO_ERROR;
        case Warning:
            return Poco::Message::PRIO_WARNING;
        case Notice:
            return Poco::Message::PRIO_NOTICE;
        case Debug:
            return Poco::Message::PRIO_DEBUG;
    }
    return Poco::Message::PRIO_ERROR;
}

}  // namespace

std::span<const LogEvent> logEvents() {
    return kEvents;
}

LogField::LogField(std::string_view key, std::string_view text)
    : text_(fmt::format("{}={}", key, needsQuotes(text) ? quoted(text) : std::string(text))) {}

void logEvent(std::string_view name, std::initializer_list<LogField> fields) {
    const auto& event = find(name);
    auto& logger = Poco::Logger::get("bowline");
    const auto priority = priorityOf(event.level);
    if (!logger.is(priority))
        return;
    std::string line = fmt::format("event={}", name);
    for (const auto& field : fields)
        line += ' ' + field.str();
    logger.log(Poco::Message("bowline", line, priority));
}

}  // namespace bowline
