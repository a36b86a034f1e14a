// See the header.
#include "tests/peers/peer.h"

#include "tests/peers/redmine_peer.h"
#include "tests/peers/rt_peer.h"
#include "tests/support/temp_folder.h"

#include <cstdlib>
#include <fmt/format.h>
#include <sstream>
#include <stdexcept>

namespace bowline::tests {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{60};  // Redmine's first answer after a start is slow
constexpr std::size_t kMostBytes = 64 << 20;

std::map<std::string, std::string> readValues(const fs::path& file) {
    std::map<std::string, std::string> values;
    std::istringstream lines(readFile(file));
    for (std::string line; std::getline(lines, line);) {
        const auto equals = line.find('=');
        if (equals != std::string::npos)
            values.emplace(line.substr(0, equals), line.substr(equals + 1));
    }
    return values;
}

std::unique_ptr<Peer> named(std::string_view name) {
    if (name == "rt")
        return std::make_unique<RtPeer>();
    if (name == "redmine")
        return std::make_unique<RedminePeer>();
    throw std::runtime_error("BOWLINE_PEER must name a help desk: rt or redmine");
}

}  // namespace

void addMessage(DeskTicket& ticket, std::string text) {
    TicketMessage message;
    message.text = std::move(text);
    ticket.messages.push_back(std::move(message));
}

Peer::Peer(std::string script)
    : script_(std::move(script)),
      client_(std::make_unique<http::PocoClient>(http::ClientOptions{
          kPatience, kPatience, kMostBytes, "", {"127.0.0.1"}})) {
    // The server runs as a user of its own.
    fs::permissions(folder(), fs::perms(0711));
    start();
}

Peer::~Peer() {
    try {
        stop();
    } catch (const std::exception&) {
        return;  // it ends by itself after an hour
    }
}

// With all of root's rights, unlike other children of tests: it installs, and starts a server as
// another user that outlives it.
void Peer::runScript(std::string_view what) const {
    const auto log = folder() / "script.log";
    const auto command = fmt::format(
        "bash '{}/tests/support/{}.sh' {} '{}' >'{}' 2>&1",
        BOWLINE_SOURCE_DIR,
        script_,
        what,
        folder().string(),
        log.string()
    );
    if (std::system(command.c_str()) != 0)
        throw std::runtime_error(fmt::format("{} {}: {}", script_, what, readFile(log)));
}

void Peer::start() {
    runScript("up");
    values_ = readValues(folder() / "env");
}

void Peer::stop() {
    runScript("down");
}

std::string Peer::value(const std::string& key) const {
    const auto found = values_.find(key);
    if (found == values_.end())
        throw std::runtime_error(fmt::format("{}.sh tells no {}", script_, key));
    return found->second;
}

std::uint16_t Peer::port() const {
    const auto address = url();
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
}

void Peer::forgetEarlierTickets() {
    for (const auto& id : ids())
        lastForgotten_ = std::max(lastForgotten_, std::int64_t{std::stoll(id)});
}

std::vector<DeskTicket> Peer::tickets() const {
    std::vector<DeskTicket> all;
    for (const auto& id : ids()) {
        if (std::stoll(id) > lastForgotten_)
            all.push_back(read(id));
    }
    return all;
}

std::optional<DeskTicket> Peer::ticket(const std::string& id) const {
    try {
        return read(id);
    } catch (const NotThere&) {
        return std::nullopt;
    }
}

Peer::Reply Peer::ask(
    std::string_view method, const std::string& url, const Headers& headers, const std::string& body
) const {
    const auto answer = client_->send({std::string(method), url, headers, body});
    const auto* got = std::get_if<http::ClientAnswer>(&answer);
    if (got != nullptr && got->status == 404)
        throw NotThere(url);
    if (got == nullptr || got->status > 299)
        throw std::runtime_error(fmt::format(
            "{} {}: {}",
            method,
            url,
            got != nullptr ? std::to_string(got->status) + got->body : "no answer"
        ));
    return {got->status, got->body};
}

Peer& peer() {
    static const char* name = std::getenv("BOWLINE_PEER");
    static const std::unique_ptr<Peer> one = named(name != nullptr ? name : "");
    return *one;
}

}  // namespace bowline::tests
