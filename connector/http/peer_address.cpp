#include "connector/http/peer_address.h"

#include <algorithm>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

namespace bowline::http {

namespace {

constexpr AddressBlock kMapped{{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0}, true}, 96};

}  // namespace

NetAddress unmapped(const NetAddress& address) {
    if (!holds(kMapped, address))
        return address;
    NetAddress v4;
    std::copy_n(address.bytes.begin() + 12, 4, v4.bytes.begin());
    return v4;
}

std::optional<NetAddress> peerAddressOf(int fd) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    if (::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) != 0)
        return std::nullopt;
    NetAddress address;
    if (peer.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &peer, sizeof v4);
        std::memcpy(address.bytes.data(), &v4.sin_addr, sizeof v4.sin_addr);
        return address;
    }
    if (peer.ss_family != AF_INET6)
        return std::nullopt;
    sockaddr_in6 v6{};
    std::memcpy(&v6, &peer, sizeof v6);
    std::memcpy(address.bytes.data(), &v6.sin6_addr, sizeof v6.sin6_addr);
    address.v6 = true;
    return unmapped(address);
}

NetAddress senderOf(const NetAddress& address) {
    auto sender = unmapped(address);
    if (sender.v6)
        std::fill(sender.bytes.begin() + 8, sender.bytes.end(), std::uint8_t{0});
    return sender;
}

bool SenderCount::enter(const NetAddress& sender) {
    auto& open = open_[sender];
    if (open >= limit_)
        return false;
    ++open;
    return true;
}

void SenderCount::leave(const NetAddress& sender) {
    const auto found = open_.find(sender);
    if (found != open_.end() && --found->second == 0)
        open_.erase(found);
}

}  // namespace bowline::http
