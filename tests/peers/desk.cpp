// See the header.
#include "tests/peers/desk.h"

#include "tests/support/destination.h"

#include <filesystem>

namespace bowline::tests {

namespace {

// Each question costs a process, on the cores that a desk needs for its work.
constexpr std::chrono::milliseconds kAskEvery{500};

}  // namespace

Desk::Desk(std::uint16_t port) {
    daemon.askEvery = kAskEvery;
    writeToken(peer().token());
    sendTo(
        daemon, {peer().destination(port, tokenFile().string()), peer().queue(), peer().mapping()}
    );
    peer().forgetEarlierTickets();
}

void Desk::writeToken(const std::string& token) const {
    writeFile(tokenFile(), token + "\n");
    std::filesystem::permissions(tokenFile(), std::filesystem::perms(0600));
}

nlohmann::json Desk::circuit() const {
    return status().at("circuits").at(0);
}

std::size_t Desk::told(std::string_view event) const {
    const auto log = readFile(daemon.logFile());
    const auto line = "event=" + std::string(event) + " ";
    std::size_t count = 0;
    for (auto at = log.find(line); at != std::string::npos; at = log.find(line, at + 1))
        ++count;
    return count;
}

bool Desk::drained() const {
    for (std::int64_t before = -1; before < synced();) {
        before = synced();
        if (settled())
            return true;
    }
    return false;
}

std::vector<Ticket> asTickets(const std::vector<DeskTicket>& tickets) {
    return {tickets.begin(), tickets.end()};
}

}  // namespace bowline::tests
