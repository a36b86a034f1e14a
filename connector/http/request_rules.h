// The rules that a parsed request head has to meet before its body is read or a handler sees it:
// one framing, one host, a known method, a target of ours. Pure; no sockets, no parser.
#pragma once

#include "connector/http/server.h"

#include <optional>
#include <string_view>

namespace bowline::http {

/// Why a request is turned away. `why` is one of our own sentences, never the sender's bytes.
struct Refusal {
    int status;
    std::string_view why;
};

/// The first rule that `head` breaks; nothing when it may go on. `version`: 10 for HTTP/1.0, 11
/// for 1.1. HTTP/1.0 is taken, since reverse proxies speak it by default, but it must name its host
/// too. Source: RFC 9112 6.1-6.3 (framing), RFC 9110 7.2 (Host), 10.1.1 (Expect).
std::optional<Refusal> refusalOf(const Request& head, int version);

/// True when the sender waits for "100 Continue" before it sends the body.
bool waitsForContinue(const Request& head);

}  // namespace bowline::http
