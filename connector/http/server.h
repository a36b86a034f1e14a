// The HTTP/1.1 server of both listeners. Strict: what is malformed or ambiguous is refused here and
// never reaches a handler; deadlines are absolute. Beast is known to request_reader.cpp, Asio to
// line, hall, connection and beast_server.
#pragma once

#include "connector/http/net_address.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bowline::http {

struct Request {
    std::string method;
    std::string path;   ///< without the query, as it came
    std::string query;  ///< after '?', undecoded, may be empty
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    /// The header's value, name in any case; nothing when absent.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    /// The decoded value of a query parameter; nothing when absent or badly encoded.
    [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string contentType = "text/plain; charset=utf-8";
    std::string body;
    std::optional<int> retryAfterSeconds;
};

/// The way back to one request. May be kept, moved to another thread and called once, later; a
/// Responder dropped without a call answers 500. Threads: any.
class Responder {
public:
    using Send = std::function<void(Response)>;
    explicit Responder(Send send);
    void operator()(Response response) const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

/// Never waits: it hands the work on and lets the Responder answer. Called on the server's thread.
using Handler = std::function<void(Request, Responder)>;

class TlsContext;

struct ServerOptions {
    std::string address = "127.0.0.1";  ///< ignored when unixPath is set
    std::uint16_t port = 0;             ///< 0: the system picks one
    /// A Unix socket with mode 0600, replaced when nobody answers on it. Only root and our own user
    /// are heard; others are closed without an answer.
    std::string unixPath;
    std::size_t maxHeadBytes = std::size_t{16} * 1024;
    std::size_t maxBodyBytes = std::size_t{4} * 1024 * 1024;
    std::size_t maxConnections = 16'384;
    /// Of one sender (an IPv4 address or an IPv6 /64). `proxies` are exempt: their requests under
    /// way are counted for whom their `Forwarded` names, which nobody else is believed.
    std::size_t maxPerAddress = 512;
    std::vector<AddressBlock> proxies;
    /// What the bodies of all requests may take up together, until they are answered. Beyond it
    /// 503; a large body is told so before it is sent.
    std::size_t maxBodyMemory = std::size_t{64} * 1024 * 1024;
    std::shared_ptr<const TlsContext> tls;  ///< null: plain
    std::chrono::milliseconds headDeadline{10'000};
    std::chrono::milliseconds bodyDeadline{30'000};
    std::chrono::milliseconds idleDeadline{75'000};
    std::chrono::milliseconds answerDeadline{60'000};
};

/// Started by start(), stopped by stop(): takes no more connections, waits up to `grace` for
/// answers under way, then closes. Threads: one of its own.
class Server {
public:
    Server(ServerOptions options, Handler handler);
    ~Server();
    /// Errors: Error when the address cannot be bound, with address and cure.
    void start();
    void stop(std::chrono::milliseconds grace);
    /// Connections from now on get this one; those that are open keep theirs. Threads: any.
    void secure(std::shared_ptr<const TlsContext> tls);
    [[nodiscard]] std::uint16_t port() const;
    /// Requests refused before a handler saw them, since start; failed handshakes among them.
    [[nodiscard]] std::uint64_t refused() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace bowline::http
