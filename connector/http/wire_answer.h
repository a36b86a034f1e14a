// The bytes of an answer as they go on the wire.
#pragma once

#include "connector/http/server.h"

#include <string>

namespace bowline::http {

struct WireStyle {
    bool headOnly;  ///< the answer to a HEAD: says the length, leaves the body out
    bool close;     ///< this is the connection's last answer
};

/// Status line, headers and body. Every answer carries its length and forbids storing; none names
/// the server. A content type with control characters is left out, so that no handler can write a
/// second header.
std::string wireForm(const Response& response, WireStyle style);

}  // namespace bowline::http
