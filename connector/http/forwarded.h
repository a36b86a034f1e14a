// For whom a proxy asks: the header Forwarded (RFC 7239). Whether the proxy is to be believed is
// the caller's question.
#pragma once

#include "connector/http/net_address.h"
#include "connector/http/server.h"

#include <functional>
#include <optional>

namespace bowline::http {

/// The last address of all Forwarded headers that is no proxy of ours: what stands before it was
/// written by somebody we do not know. An IPv4 address also where it stands as a mapped one.
/// Absence: nothing without the header, when it is malformed, or when that place holds no address
/// ("unknown", "_hidden").
[[nodiscard]] std::optional<NetAddress> forwardedFor(
    const Request& head, const std::function<bool(const NetAddress&)>& isProxy
);

}  // namespace bowline::http
