#include "connector/app/commands/daemon_call.h"

#include "connector/app/exit_codes.h"
#include "connector/base/error.h"
#include "connector/http/unix_client.h"

#include <iostream>

namespace bowline::app {

int tellDaemon(
    const settings::Config& config, const std::string& target, const std::string& command
) {
    constexpr std::size_t kLongestAnswer = std::size_t{1} << 20;
    const auto answer = http::askLocally(
        config.listen.adminSocket, {"POST", target, ""}, std::chrono::seconds(10), kLongestAnswer
    );
    const auto* got = std::get_if<http::ClientAnswer>(&answer);
    if (got == nullptr)
        throw Error(command + ": no daemon answers", "start it (bowline serve), and say it again");
    std::cout << got->body;
    return got->status == 200 ? kOk : kFinding;
}

}  // namespace bowline::app
