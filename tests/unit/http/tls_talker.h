// A TLS client without caution: offers exactly what a test wants, verifies nobody and says what
// became of it. Every wait ends after ten seconds.
#pragma once

#include "tests/unit/http/raw_socket.h"
#include "tests/unit/http/test_certificates.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

struct ssl_st;
struct ssl_ctx_st;
struct ssl_session_st;

namespace bowline::http::test {

struct TlsOffer {
    int version = 0;             ///< TLS1_2_VERSION: only that; 0: all from 1.2 on
    std::string ciphers = {};    ///< of 1.2 and below; empty: OpenSSL's own
    std::string protocols = {};  ///< ALPN, one name
    std::optional<TestIdentity> identity = {};
};

class TlsTalker {
public:
    /// Connects to 127.0.0.1:port and tries the handshake.
    TlsTalker(std::uint16_t port, const TlsOffer& offer);
    ~TlsTalker();
    TlsTalker(const TlsTalker&) = delete;
    TlsTalker& operator=(const TlsTalker&) = delete;

    /// The handshake went through on this side. In 1.3 the server may still refuse a certificate.
    [[nodiscard]] bool isSecured() const { return secured_; }
    /// Sends the bytes; one answer with its head, or what came before the end.
    [[nodiscard]] std::string ask(std::string_view bytes);
    void send(std::string_view bytes);
    [[nodiscard]] std::string readAnswer();
    /// Common name of the server's certificate.
    [[nodiscard]] std::string serverName() const;
    /// Begins a second handshake within this connection; true when the server takes part.
    [[nodiscard]] bool renegotiates();
    /// Connects again, offering this connection's session; true when the server takes it up.
    [[nodiscard]] bool isResumedBy(std::uint16_t port, const TlsOffer& offer);

private:
    struct Free {
        void operator()(ssl_ctx_st* context) const;
        void operator()(ssl_st* ssl) const;
        void operator()(ssl_session_st* session) const;
    };
    TlsTalker(std::uint16_t port, const TlsOffer& offer, ssl_session_st* session);

    std::unique_ptr<ssl_ctx_st, Free> context_;
    int fd_;
    RawSocket socket_;
    std::unique_ptr<ssl_st, Free> ssl_;
    bool secured_ = false;
};

}  // namespace bowline::http::test
