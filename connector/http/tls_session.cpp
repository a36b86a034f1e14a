// OpenSSL's socket BIO would raise SIGPIPE when it writes to a connection that is gone; ours asks
// the kernel not to.
#include "connector/http/tls_session.h"

#include "connector/base/error.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <cstdint>
#include <sys/socket.h>

namespace bowline::http {

namespace {

int socketOf(BIO* bio) {
    return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

bool isPassing(int code) {
    return code == EAGAIN || code == EWOULDBLOCK || code == EINTR;
}

int sendSome(BIO* bio, const char* bytes, int size) {
    BIO_clear_retry_flags(bio);
    const auto sent = ::send(socketOf(bio), bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    if (sent < 0 && isPassing(errno))
        BIO_set_retry_write(bio);
    return static_cast<int>(sent);
}

int receiveSome(BIO* bio, char* block, int size) {
    BIO_clear_retry_flags(bio);
    const auto got = ::recv(socketOf(bio), block, static_cast<std::size_t>(size), 0);
    if (got < 0 && isPassing(errno))
        BIO_set_retry_read(bio);
    return static_cast<int>(got);
}

/// Nothing is held back, so there is nothing to flush; the rest is not asked of us.
long control(BIO*, int command, long, void*) {
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

const BIO_METHOD* socketMethod() {
    static const BIO_METHOD* const method = [] {
        auto* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "bowline socket");
        BIO_meth_set_write(made, sendSome);
        BIO_meth_set_read(made, receiveSome);
        BIO_meth_set_ctrl(made, control);
        return made;
    }();
    return method;
}

BIO* newSocketBio(int fd) {
    BIO* const bio = BIO_new(socketMethod());
    if (bio == nullptr)
        return nullptr;
    BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(fd)));
    BIO_set_init(bio, 1);
    return bio;
}

}  // namespace

void TlsSession::Free::operator()(ssl_st* ssl) const {
    SSL_free(ssl);
}

TlsSession::TlsSession(std::shared_ptr<const TlsContext> context, int fd)
    : context_(std::move(context)), ssl_(SSL_new(context_->context_.get())) {
    BIO* const bio = ssl_ ? newSocketBio(fd) : nullptr;
    if (bio == nullptr)
        throw Error("http: cannot begin TLS on a connection", "give the service more memory");
    SSL_set_bio(ssl_.get(), bio, bio);
    SSL_set_accept_state(ssl_.get());
}

TlsSession::~TlsSession() = default;

TlsStep TlsSession::stepOf(int result) const {
    switch (SSL_get_error(ssl_.get(), result)) {
        case SSL_ERROR_WANT_READ:
            return TlsStep::WantsRead;
        case SSL_ERROR_WANT_WRITE:
            return TlsStep::WantsWrite;
        default:
            return TlsStep::Ended;
    }
}

TlsStep TlsSession::handshake() {
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_.get());
    const auto step = result == 1 ? TlsStep::Done : stepOf(result);
    broken_ = broken_ || step == TlsStep::Ended;
    return step;
}

TlsMove TlsSession::read(std::span<char> block) {
    ERR_clear_error();
    std::size_t got = 0;
    const int result = SSL_read_ex(ssl_.get(), block.data(), block.size(), &got);
    if (result == 1)
        return {TlsStep::Done, got};
    const auto step = stepOf(result);
    broken_ = broken_ || SSL_get_error(ssl_.get(), result) == SSL_ERROR_SSL;
    return {step};
}

TlsMove TlsSession::write(std::string_view bytes) {
    ERR_clear_error();
    std::size_t sent = 0;
    const int result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent);
    if (result == 1)
        return {TlsStep::Done, sent};
    const auto step = stepOf(result);
    broken_ = broken_ || step == TlsStep::Ended;
    return {step};
}

void TlsSession::endSending() {
    if (broken_ || SSL_is_init_finished(ssl_.get()) == 0)
        return;
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
}

}  // namespace bowline::http
