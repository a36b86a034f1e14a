#include "tests/unit/http/tls_talker.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <arpa/inet.h>
#include <array>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>

namespace bowline::http::test {

namespace {

/// Whom we ask for; a proxy with several names wants to know.
constexpr const char* kHost = "localhost";

int connectedTo(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval wait{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect");
    return fd;
}

SSL_CTX* offering(const TlsOffer& offer) {
    SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_min_proto_version(context, offer.version == 0 ? TLS1_2_VERSION : offer.version);
    SSL_CTX_set_max_proto_version(context, offer.version);
    if (!offer.ciphers.empty() && SSL_CTX_set_cipher_list(context, offer.ciphers.c_str()) != 1)
        throw std::runtime_error("no such cipher: " + offer.ciphers);
    if (!offer.protocols.empty()) {
        const auto wire =
            std::string(1, static_cast<char>(offer.protocols.size())) + offer.protocols;
        SSL_CTX_set_alpn_protos(
            context,
            reinterpret_cast<const unsigned char*>(wire.data()),
            static_cast<unsigned>(wire.size())
        );
    }
    if (offer.identity) {
        SSL_CTX_use_certificate_file(
            context, offer.identity->certificateFile.c_str(), SSL_FILETYPE_PEM
        );
        SSL_CTX_use_PrivateKey_file(context, offer.identity->keyFile.c_str(), SSL_FILETYPE_PEM);
    }
    return context;
}

/// Bytes of the answer that `text` begins with; 0 while its head is not whole.
std::size_t sizeOfAnswer(const std::string& text) {
    const auto head = text.find("\r\n\r\n");
    const auto length = text.find("Content-Length: ");
    if (head == std::string::npos)
        return 0;
    const auto body = length < head ? std::strtoul(text.c_str() + length + 16, nullptr, 10) : 0;
    return head + 4 + body;
}

}  // namespace

void TlsTalker::Free::operator()(ssl_ctx_st* context) const {
    SSL_CTX_free(context);
}
void TlsTalker::Free::operator()(ssl_st* ssl) const {
    SSL_free(ssl);
}
void TlsTalker::Free::operator()(ssl_session_st* session) const {
    SSL_SESSION_free(session);
}

TlsTalker::TlsTalker(std::uint16_t port, const TlsOffer& offer) : TlsTalker(port, offer, nullptr) {}

TlsTalker::TlsTalker(std::uint16_t port, const TlsOffer& offer, ssl_session_st* session)
    : context_(offering(offer)),
      fd_(connectedTo(port)),
      socket_(fd_),
      ssl_(SSL_new(context_.get())) {
    SSL_set_fd(ssl_.get(), fd_);
    // What the macro SSL_set_tlsext_host_name does, without its cast.
    SSL_ctrl(
        ssl_.get(),
        SSL_CTRL_SET_TLSEXT_HOSTNAME,
        TLSEXT_NAMETYPE_host_name,
        const_cast<char*>(kHost)
    );
    if (session != nullptr)
        SSL_set_session(ssl_.get(), session);
    secured_ = SSL_connect(ssl_.get()) == 1;
}

TlsTalker::~TlsTalker() = default;

void TlsTalker::send(std::string_view bytes) {
    SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
}

std::string TlsTalker::readAnswer() {
    std::string text;
    std::array<char, 4096> block{};
    while (secured_ && (sizeOfAnswer(text) == 0 || text.size() < sizeOfAnswer(text))) {
        // Never more than this answer has, so that the next one stays where it is.
        const auto missing = sizeOfAnswer(text) == 0 ? 1 : sizeOfAnswer(text) - text.size();
        const auto want = static_cast<int>(std::min(missing, block.size()));
        const int got = SSL_read(ssl_.get(), block.data(), want);
        if (got <= 0)
            break;
        text.append(block.data(), static_cast<std::size_t>(got));
    }
    return text;
}

std::string TlsTalker::ask(std::string_view bytes) {
    if (secured_)
        send(bytes);
    return readAnswer();
}

std::string TlsTalker::serverName() const {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        SSL_get1_peer_certificate(ssl_.get()), &X509_free
    );
    std::array<char, 256> name{};
    if (certificate)
        X509_NAME_get_text_by_NID(
            X509_get_subject_name(certificate.get()), NID_commonName, name.data(), name.size()
        );
    return name.data();
}

bool TlsTalker::renegotiates() {
    return SSL_renegotiate(ssl_.get()) == 1 && SSL_do_handshake(ssl_.get()) == 1 &&
           SSL_renegotiate_pending(ssl_.get()) == 0;
}

bool TlsTalker::isResumedBy(std::uint16_t port, const TlsOffer& offer) {
    const std::unique_ptr<ssl_session_st, Free> session(SSL_get1_session(ssl_.get()));
    const TlsTalker second(port, offer, session.get());
    return SSL_session_reused(second.ssl_.get()) == 1;
}

}  // namespace bowline::http::test
