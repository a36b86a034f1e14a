// What the admin socket lets an operator do; whoever may use it is said by the socket's mode.
#include "connector/app/admin_answer.h"
#include "connector/app/daemon.h"
#include "connector/base/log.h"

#include <fmt/format.h>

namespace bowline::app {

namespace {

http::Response acknowledged(const std::string& code, std::int64_t alarms) {
    if (alarms == 0)
        return said(404, "no such alarm is open; see `bowline alarms`\n");
    logEvent("alarm.acknowledged", {{"code", code}, {"alarms", alarms}});
    return said(200, fmt::format("acknowledged {} alarm(s)\n", alarms));
}

}  // namespace

void Daemon::answerAdmin(const http::Request& request, const http::Responder& respond) {
    if (request.path == "/alarms/acknowledge")
        return acknowledgeAlarm(request, respond);
    if (request.path == "/blocks")
        return blocks_.answer(request, respond);
    if (request.path == "/queue/retry")
        return retry_.answer(request, respond);
    if (request.path == "/reload" && request.method == "POST")
        return wishes_.add({Wish::Kind::Reload, respond});
    if (request.path == "/go-live" && request.method == "POST")
        return wishes_.add({Wish::Kind::GoLive, respond});
    respond(pages_.answer(request));
}

void Daemon::acknowledgeAlarm(const http::Request& request, const http::Responder& respond) {
    const auto code = request.parameter("code");
    if (request.method != "POST" || !code)
        return respond(said(405, "use POST, with code and perhaps channel\n"));
    const auto place = request.parameter("channel");
    const auto ended = std::make_shared<std::int64_t>(0);
    writer_.submit(
        [code = *code, place, ended, now = clock_.now()](store::Database& db) {
            *ended = store::Alarms(db).acknowledge(code, place, now);
        },
        [code = *code, ended, respond](const std::exception_ptr& failure) {
            respond(
                failure ? said(503, "the store cannot commit now; say it again later\n")
                        : acknowledged(code, *ended)
            );
        }
    );
}

}  // namespace bowline::app
