#include "connector/http/hall.h"

#include <algorithm>
#include <utility>

namespace bowline::http {

namespace {

using std::chrono::milliseconds;

// So many connections beyond a cap are told 503 at a time; others are closed without a word.
constexpr std::size_t kToldBeyondCap = 64;

/// An eighth of the shortest deadline, so that it is kept to a quarter.
milliseconds tickFor(const ServerOptions& o) {
    const auto shortest =
        std::min({o.headDeadline, o.bodyDeadline, o.idleDeadline, o.answerDeadline});
    return std::clamp(shortest / 8, milliseconds{5}, milliseconds{250});
}

}  // namespace

Hall::Hall(ServerOptions all, Handler takes)
    : options(std::move(all)),
      handler(std::move(takes)),
      senders(options.maxPerAddress),
      bodies(std::make_shared<BodyBudget>(options.maxBodyMemory)),
      tls(options.tls),
      tick(tickFor(options)) {}

std::optional<Seat> Hall::seatFor(const std::optional<NetAddress>& peer) {
    if (connections.size() - told >= options.maxConnections)
        return toldSeat();
    if (!peer)
        return Seat{};
    if (isProxy(*peer))
        return Seat{.isProxy = true};
    const auto sender = senderOf(*peer);
    return senders.enter(sender) ? Seat{.sender = sender} : toldSeat();
}

std::optional<Seat> Hall::toldSeat() {
    if (told >= kToldBeyondCap)
        return std::nullopt;
    ++told;
    return Seat{.beyondCap = true};
}

void Hall::leave(const Seat& seat) {
    if (seat.sender)
        senders.leave(*seat.sender);
    if (seat.beyondCap)
        --told;
}

bool Hall::isProxy(const NetAddress& peer) const {
    return std::ranges::any_of(options.proxies, [&](const AddressBlock& block) {
        return holds(block, peer);
    });
}

}  // namespace bowline::http
