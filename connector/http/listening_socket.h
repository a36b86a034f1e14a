// Opens the socket that a server listens on: TCP or a Unix socket with mode 0600. Plain system
// calls, so that the errors can name the address and the cure; what happens on the socket is the
// server's business.
#pragma once

#include "connector/http/server.h"

#include <cstdint>

namespace bowline::http {

struct ListeningSocket {
    int fd;              ///< open, close-on-exec, listening; the taker closes it
    int family;          ///< AF_INET, AF_INET6 or AF_UNIX
    std::uint16_t port;  ///< the port that the system gave; 0 for a Unix socket
};

/// Listens on `options.unixPath`, or on `options.address` and `options.port` when it is empty.
/// Errors: Error when the address is not numeric, not of this machine, taken or not allowed; for a
/// Unix socket as clearStaleSocket. Threads: any; a socket file left by a dead process is replaced.
ListeningSocket listenOn(const ServerOptions& options);

}  // namespace bowline::http
