// Servers that do what a test tells them, and requests to them.
#pragma once

#include "connector/http/poco_client.h"
#include "tests/unit/http/raw_socket.h"

#include <chrono>
#include <functional>
#include <future>
#include <string>
#include <utility>

namespace bowline::http::test {

using namespace std::chrono_literals;

inline const std::string kHello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

inline ClientOptions options() {
    return {
        .connectTimeout = 5s,
        .totalTimeout = 10s,
        .maxAnswerBytes = 1000,
        .caFile = {},
        .allowedHosts = {"127.0.0.1", "::1"},
    };
}

inline ClientRequest post(std::uint16_t port) {
    return {
        .method = "POST",
        .url = "http://127.0.0.1:" + std::to_string(port) + "/t",
        .headers = {{"X-Key", "k"}},
        .body = "payload",
    };
}

/// A server on its own thread; what its script throws fails the test when it is joined.
class Fake {
public:
    explicit Fake(std::function<void(RawListener&)> script)
        : done_(std::async(std::launch::async, [this, script = std::move(script)] {
              script(listener_);
          })) {}

    [[nodiscard]] std::uint16_t port() const { return listener_.port(); }
    /// Waits for the script's end.
    void finish() { done_.get(); }

private:
    RawListener listener_;
    std::future<void> done_;
};

/// Reads one request with a body of "payload".
inline std::string readRequest(RawSocket& socket) {
    return socket.readUntil("payload");
}

}  // namespace bowline::http::test
