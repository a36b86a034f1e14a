#include "connector/app/queue_retry.h"

#include "connector/app/admin_answer.h"
#include "connector/base/log.h"
#include "connector/base/text.h"

#include <fmt/format.h>

namespace bowline::app {

namespace {

http::Response told(std::size_t queued, std::size_t refused) {
    if (queued == 0 && refused == 0)
        return said(404, "nothing such is parked; see `bowline queue`\n");
    logEvent(
        "queue.retried",
        {{"items", static_cast<std::int64_t>(queued)}, {"left", static_cast<std::int64_t>(refused)}}
    );
    auto text = fmt::format("{} item(s) go out again\n", queued);
    if (refused > 0)
        text += fmt::format(
            "{} stay: their key or mapping is gone, or the leak guard refuses them by the rules of "
            "today\n",
            refused
        );
    return said(queued == 0 ? 409 : 200, std::move(text));
}

}  // namespace

void QueueRetry::answer(const http::Request& request, const http::Responder& respond) const {
    if (request.method != "POST")
        return respond(said(405, "use POST, perhaps with item or destination\n"));
    pipeline::RequeueChoice choice;
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
    std::size_t refused = 0;
    auto items = pipeline::readyAgain(choice, *parts_.openReader(), parts_, refused);
    const auto queued = std::make_shared<std::size_t>(0);
    parts_.writer.submit(
        [this, items = std::move(items), queued](store::Database& db) {
            *queued = pipeline::requeue(items, db, parts_);
        },
        [this, queued, refused, respond](const std::exception_ptr& failure) {
            if (failure)
                return respond(said(503, "the store cannot commit now; say it again later\n"));
            parts_.itemsArrived();
            respond(told(*queued, refused));
        }
    );
}

}  // namespace bowline::app
