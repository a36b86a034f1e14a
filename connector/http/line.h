// The bytes of one accepted connection, plain or under TLS, as one asynchronous stream: the server
// does not see which. Asio stays in line.cpp and beast_server.cpp.
#pragma once

#include "connector/http/tls_session.h"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace bowline::http {

using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol, Executor>;

/// One read and one write may be under way at a time. Their handlers keep the owner alive; after
/// close() they are called with `open` false, never from within the call that began them.
/// Not thread-safe.
class Line {
public:
    using OnMoved = std::function<void(bool open, std::size_t bytes)>;
    using OnDone = std::function<void(bool open)>;

    explicit Line(Socket socket) : socket_(std::move(socket)) {}

    [[nodiscard]] int fd() { return socket_.native_handle(); }
    /// Small writes go out at once. For TCP.
    void sendAtOnce();
    /// Turns to TLS; nothing is read or written before `done`. Errors: Error without memory.
    void secure(std::shared_ptr<const TlsContext> context, OnDone done);
    /// At least one byte into `block`, which stays valid until then.
    void read(std::span<char> block, OnMoved done);
    /// All of `bytes`, which stay valid until then.
    void write(std::string_view bytes, OnDone done);
    /// Nothing more will be written; the peer may still send.
    void endSending();
    void close();

private:
    void handshake(OnDone done);
    void readSecured(std::span<char> block, OnMoved done);
    void writeSecured(std::string_view bytes, OnDone done);
    void await(TlsStep step, OnDone ready);
    void later(std::function<void()> call);

    Socket socket_;
    std::optional<TlsSession> tls_;
};

}  // namespace bowline::http
