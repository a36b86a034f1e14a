#include "connector/app/queue_retry.h"

#include "connector/app/admin_answer.h"
#include "connector/base/log.h"
#include "connector/base/text.h"

#include <fmt/format.h>

namespace bowline::app {

namespace {

struct Told {
    std::size_t queued = 0;
    std::size_t ofEarlierRules = 0;
    std::size_t refused = 0;
};

http::Response inWords(const Told& told) {
    const auto stay = told.ofEarlierRules + told.refused;
    if (told.queued + stay == 0)
        return said(404, "nothing such is parked; see `bowline queue`\n");
    auto text = fmt::format("{} item(s) go out again\n", told.queued);
    if (told.ofEarlierRules > 0)
        text += fmt::format(
            "{} stay: earlier rules made them; `--earlier-rules` sends them as they are\n",
            told.ofEarlierRules
        );
    if (told.refused > 0)
        text += fmt::format(
            "{} stay: their key or mapping is gone, or the leak guard refuses them\n", told.refused
        );
    return said(told.queued == 0 ? 409 : 200, std::move(text));
}

}  // namespace

void QueueRetry::answer(const http::Request& request, const http::Responder& respond) const {
    if (request.method != "POST")
        return respond(said(405, "use POST, perhaps with item or destination\n"));
    pipeline::RequeueChoice choice;
    choice.earlierRules = request.parameter("earlier_rules").has_value();
    if (const auto destination = request.parameter("destination"))
        choice.destination = DestinationId(*destination);
    if (const auto item = request.parameter("item")) {
        choice.item = ItemId::fromBytes(fromHex(*item).value_or(""));
        if (!choice.item)
            return respond(said(404, "no item is called so; `bowline queue` lists them\n"));
    }
    try {
        carryOut(choice, respond);
    } catch (const Error&) {
        respond(said(503, "the store cannot be read now; say it again later\n"));
    }
}

void QueueRetry::carryOut(const pipeline::RequeueChoice& choice, const http::Responder& respond)
    const {
    auto ready = pipeline::readyAgain(choice, *parts_.openReader(), parts_);
    const auto told = std::make_shared<Told>(Told{0, ready.ofEarlierRules, ready.refused});
    parts_.writer.submit(
        [this, items = std::move(ready.items), told](store::Database& db) {
            told->queued = pipeline::requeue(items, db, parts_);
        },
        [this, told, respond](const std::exception_ptr& failure) {
            if (failure)
                return respond(said(503, "the store cannot commit now; say it again later\n"));
            logEvent(
                "queue.retried",
                {{"items", static_cast<std::int64_t>(told->queued)},
                 {"left", static_cast<std::int64_t>(told->ofEarlierRules + told->refused)}}
            );
            parts_.itemsArrived();
            respond(inWords(*told));
        }
    );
}

}  // namespace bowline::app
