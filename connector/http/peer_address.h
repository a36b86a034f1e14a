// Who is at the other end of a TCP connection, and how many connections each has.
#pragma once

#include "connector/http/net_address.h"

#include <cstddef>
#include <map>
#include <optional>

namespace bowline::http {

/// The address that the connected socket `fd` leads to; an IPv4 address also where the listener
/// took it as a mapped one. Absence: nothing for a Unix socket or a connection that is gone.
[[nodiscard]] std::optional<NetAddress> peerAddressOf(int fd);

/// The IPv4 address that an IPv6 address stands for ("::ffff:192.0.2.1"); any other as it is.
[[nodiscard]] NetAddress unmapped(const NetAddress& address);

/// What counts as one sender: an IPv4 address, the /64 of an IPv6 address. Source: RFC 6177, the
/// smallest network that a customer gets is a /64, with 2^64 addresses to choose from.
[[nodiscard]] NetAddress senderOf(const NetAddress& address);

/// Counts what each sender has open. Not thread-safe.
class SenderCount {
public:
    explicit SenderCount(std::size_t limit) : limit_(limit) {}

    /// Counts one more; false, and nothing is counted, when the sender has as many as it may.
    [[nodiscard]] bool enter(const NetAddress& sender);
    /// Takes back one enter() that was true.
    void leave(const NetAddress& sender);

private:
    std::size_t limit_;
    std::map<NetAddress, std::size_t> open_;
};

}  // namespace bowline::http
