// TLS over one connected, non-blocking socket: each call does what it can do now and says what it
// waits for. Who waits, and until when, is the server's business.
#pragma once

#include "connector/http/tls_context.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

struct ssl_st;

namespace bowline::http {

enum class TlsStep {
    Done,        ///< the handshake is complete, or `bytes` were moved
    WantsRead,   ///< again when the socket can be read
    WantsWrite,  ///< again when the socket can be written
    Ended,       ///< the peer has closed, or is no peer of ours
};

struct TlsMove {
    TlsStep step = TlsStep::Ended;
    std::size_t bytes = 0;
};

/// A client that fails the handshake is told by an alert, where TLS has one. Not thread-safe.
class TlsSession {
public:
    /// `fd`: open as long as the session is used; not closed by it.
    TlsSession(std::shared_ptr<const TlsContext> context, int fd);
    ~TlsSession();
    TlsSession(const TlsSession&) = delete;
    TlsSession& operator=(const TlsSession&) = delete;

    [[nodiscard]] TlsStep handshake();
    [[nodiscard]] TlsMove read(std::span<char> block);
    /// May take less than all. `bytes` is not empty; after Wants… the same bytes come again.
    [[nodiscard]] TlsMove write(std::string_view bytes);
    /// Tells the peer that nothing more comes, if that can be told at once.
    void endSending();

private:
    struct Free {
        void operator()(ssl_st* ssl) const;
    };
    [[nodiscard]] TlsStep stepOf(int result) const;

    std::shared_ptr<const TlsContext> context_;
    std::unique_ptr<ssl_st, Free> ssl_;
    bool broken_ = false;
};

}  // namespace bowline::http
