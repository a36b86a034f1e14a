// How the command line asks the running daemon: one request over its Unix socket.
#pragma once

#include "connector/http/client.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace bowline::http {

struct LocalRequest {
    std::string method;  ///< GET or POST
    std::string path;    ///< with the query, begins with '/'
    std::string body;
};

/// Asks the server on the Unix socket at `socketPath`. NoAnswer with code connect: nobody listens
/// there, or the file's mode forbids it. Errors: Error as HttpClient::send says. Threads: any;
/// blocks up to `timeout`.
[[nodiscard]] Answer askLocally(
    const std::string& socketPath,
    const LocalRequest& request,
    std::chrono::milliseconds timeout,
    std::size_t maxAnswerBytes
);

}  // namespace bowline::http
