// The listener's side of TLS: certificate, key and whom it asks for a certificate in turn. 1.3, and
// 1.2 with ECDHE and an AEAD cipher; no renegotiation, no compression, no early data, no sessions
// that are taken up again (each connection checks the client anew). Source: reference/trust.md 4.3.
#pragma once

#include "connector/base/sensitive.h"

#include <memory>
#include <string>

struct ssl_ctx_st;

namespace bowline::http {

/// All in PEM, as the files hold it.
struct TlsMaterial {
    std::string certificate;  ///< the server's own first, then those between it and the root
    WipedText key;            ///< without a passphrase
    /// Authorities whose clients are let in; empty: clients show no certificate.
    std::string clientCa;
    /// The common name that a client's certificate must have; empty: any that `clientCa` signed.
    std::string clientName;
};

/// What new connections are secured with. Immutable; threads: any.
class TlsContext {
public:
    /// Errors: ConfigError, with the cure, when a part is no PEM, the key does not belong to the
    /// certificate, or OpenSSL finds one too weak (below 112 bits).
    explicit TlsContext(const TlsMaterial& material);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

private:
    friend class TlsSession;
    struct Free {
        void operator()(ssl_ctx_st* context) const;
    };

    std::string clientName_;  ///< looked at by the handshakes of `context_`
    std::unique_ptr<ssl_ctx_st, Free> context_;
};

}  // namespace bowline::http
