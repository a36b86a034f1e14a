// Under TLS the session says what it waits for and asio waits. A call that could be finished at
// once is still finished by the loop, so that a sender that is always ready cannot deepen the
// stack.
#include "connector/http/line.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace bowline::http {

namespace asio = boost::asio;
using boost::system::error_code;

void Line::sendAtOnce() {
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
}

void Line::secure(std::shared_ptr<const TlsContext> context, OnDone done) {
    error_code ignored;
    socket_.native_non_blocking(true, ignored);
    tls_.emplace(std::move(context), socket_.native_handle());
    handshake(std::move(done));
}

void Line::handshake(OnDone done) {
    const auto step = tls_->handshake();
    if (step == TlsStep::Done || step == TlsStep::Ended)
        return later([this, done = std::move(done), step] {
            done(step == TlsStep::Done && socket_.is_open());
        });
    await(step, [this, done = std::move(done)](bool open) mutable {
        open ? handshake(std::move(done)) : done(false);
    });
}

void Line::read(std::span<char> block, OnMoved done) {
    if (tls_)
        return readSecured(block, std::move(done));
    socket_.async_read_some(
        asio::buffer(block.data(), block.size()),
        [this, done = std::move(done)](const error_code& ec, std::size_t got) {
            done(!ec && socket_.is_open(), got);
        }
    );
}

void Line::readSecured(std::span<char> block, OnMoved done) {
    const auto move = tls_->read(block);
    if (move.step == TlsStep::Done || move.step == TlsStep::Ended)
        return later([this, done = std::move(done), move] {
            done(move.bytes > 0 && socket_.is_open(), move.bytes);
        });
    await(move.step, [this, block, done = std::move(done)](bool open) mutable {
        open ? readSecured(block, std::move(done)) : done(false, 0);
    });
}

void Line::write(std::string_view bytes, OnDone done) {
    if (tls_)
        return writeSecured(bytes, std::move(done));
    asio::async_write(
        socket_,
        asio::buffer(bytes.data(), bytes.size()),
        [this, done = std::move(done)](const error_code& ec, std::size_t) {
            done(!ec && socket_.is_open());
        }
    );
}

void Line::writeSecured(std::string_view bytes, OnDone done) {
    auto move = TlsMove{TlsStep::Done};
    while (!bytes.empty() && move.step == TlsStep::Done) {
        move = tls_->write(bytes);
        bytes.remove_prefix(move.bytes);
    }
    if (bytes.empty() || move.step == TlsStep::Ended)
        return later([this, done = std::move(done), sent = bytes.empty()] {
            done(sent && socket_.is_open());
        });
    await(move.step, [this, bytes, done = std::move(done)](bool open) mutable {
        open ? writeSecured(bytes, std::move(done)) : done(false);
    });
}

void Line::await(TlsStep step, OnDone ready) {
    const auto what = step == TlsStep::WantsRead ? Socket::wait_read : Socket::wait_write;
    socket_.async_wait(what, [this, ready = std::move(ready)](const error_code& ec) {
        ready(!ec && socket_.is_open());
    });
}

void Line::later(std::function<void()> call) {
    asio::post(socket_.get_executor(), std::move(call));
}

void Line::endSending() {
    if (tls_)
        tls_->endSending();
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void Line::close() {
    error_code ignored;
    socket_.close(ignored);
    tls_.reset();  // its descriptor is somebody else's from now on
}

}  // namespace bowline::http
