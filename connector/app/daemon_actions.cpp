// What the admin socket lets an operator do; whoever may use it is said by the socket's mode.
#include "connector/app/daemon.h"
#include "connector/base/log.h"

#include <fmt/format.h>

namespace bowline::app {

namespace {

http::Response said(int status, std::string text) {
    http::Response response;
    response.status = status;
    response.body = std::move(text);
    return response;
}

}  // namespace

http::Response Daemon::answerAdmin(const http::Request& request) {
    return request.path == "/alarms/acknowledge" ? acknowledgeAlarm(request)
                                                 : pages_.answer(request);
}

http::Response Daemon::acknowledgeAlarm(const http::Request& request) {
    const auto code = request.parameter("code");
    if (request.method != "POST" || !code)
        return said(405, "use POST, with code and perhaps channel\n");
    const auto name = request.parameter("channel");
    const auto channel = name ? std::optional(ChannelId(*name)) : std::nullopt;
    const auto ended = writer_.ask([&](store::Database& db) {
        return store::Alarms(db).acknowledge(*code, channel, clock_.now());
    });
    if (ended == 0)
        return said(404, "no such alarm is open; see `bowline alarms`\n");
    logEvent("alarm.acknowledged", {{"code", *code}, {"channels", ended}});
    return said(200, fmt::format("acknowledged on {} channel(s)\n", ended));
}

}  // namespace bowline::app
