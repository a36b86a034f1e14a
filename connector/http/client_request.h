// Checks a request for the outside and writes its bytes. Nothing that could end a line early gets
// past.
#pragma once

#include "connector/http/client.h"

#include <cstdint>
#include <string>

namespace bowline::http {

/// Where a request goes, taken from its URL.
struct Target {
    bool tls;
    std::string host;  ///< lower case, an IPv6 address without brackets
    std::uint16_t port;
    std::string path;  ///< with the query, begins with '/'

    /// Names the pool of connections that may serve it.
    [[nodiscard]] std::string poolKey() const;
};

/// The target of a request that is fit to be sent.
/// Errors: Error as HttpClient::send says. User names, fragments and other schemes are refused.
Target checkedTarget(const ClientRequest& request);

/// The bytes for the wire. `request` has been checked.
std::string wireForm(const ClientRequest& request, const Target& target);

}  // namespace bowline::http
