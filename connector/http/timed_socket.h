// A connected stream socket, plain, TLS or Unix, whose every wait ends at one absolute deadline.
// The clients' only way to the network.
#pragma once

#include <Poco/Clock.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace bowline::http {

/// The end of one exchange, on the monotonic clock: a step of the wall clock neither cuts nor
/// prolongs it. (Real sockets wait in real time; no test replaces this clock, tests replace
/// HttpClient.)
class Deadline {
public:
    explicit Deadline(std::chrono::milliseconds from_now);
    /// What is left, never below zero.
    [[nodiscard]] Poco::Timespan left() const;

private:
    Poco::Clock end_;
};

/// Errors of all members: Poco::TimeoutException at the deadline; Poco::Net::SSLException (TLS) and
/// other Poco::Exceptions as the network gives them. Their texts are not for showing. Not
/// thread-safe.
class TimedSocket {
public:
    /// Connects in plain, within `connectTimeout` and the deadline.
    TimedSocket(
        const Poco::Net::SocketAddress& address,
        std::chrono::milliseconds connectTimeout,
        const Deadline& deadline
    );

    /// Turns to TLS: handshake, then the certificate must be trusted by `context` and issued for
    /// `host`.
    void secure(
        const std::string& host, const Poco::Net::Context::Ptr& context, const Deadline& deadline
    );
    /// Sends all of it.
    void send(std::string_view bytes, const Deadline& deadline);
    /// 1..block.size() bytes, 0 when the peer has closed.
    std::size_t receive(std::span<char> block, const Deadline& deadline);

    /// The peer may have seen something that was given to send().
    [[nodiscard]] bool hasSent() const { return sent_; }
    /// Begins a new exchange on a kept connection.
    void forgetSent() { sent_ = false; }
    /// Nothing waits to be read. A kept connection that is not quiet has been closed by the peer or
    /// is out of step.
    [[nodiscard]] bool isQuiet();

private:
    void await(int code, int plainMode, const Deadline& deadline);

    Poco::Net::StreamSocket socket_;
    bool tls_ = false;
    bool sent_ = false;
};

}  // namespace bowline::http
