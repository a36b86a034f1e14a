// The socket is non-blocking from the connect on; a call that would block waits in poll() for what
// is left.
#include "connector/http/timed_socket.h"

#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>

#include <algorithm>

namespace bowline::http {

namespace {

using Poco::Net::SecureStreamSocket;
using Poco::Net::Socket;

Poco::Timespan spanOf(std::chrono::milliseconds wait) {
    return Poco::Timespan(std::chrono::duration_cast<std::chrono::microseconds>(wait).count());
}

}  // namespace

Deadline::Deadline(std::chrono::milliseconds from_now) {
    end_ += spanOf(from_now).totalMicroseconds();
}

Poco::Timespan Deadline::left() const {
    const Poco::Clock now;
    return Poco::Timespan(std::max<Poco::Clock::ClockDiff>(end_ - now, 0));
}

TimedSocket::TimedSocket(
    const Poco::Net::SocketAddress& address,
    std::chrono::milliseconds connectTimeout,
    const Deadline& deadline
) {
    socket_.connect(address, std::min(spanOf(connectTimeout), deadline.left()));
    if (address.family() != Poco::Net::SocketAddress::UNIX_LOCAL)
        socket_.setNoDelay(true);
    socket_.setBlocking(false);
}

void TimedSocket::await(int code, int plainMode, const Deadline& deadline) {
    int mode = plainMode;
    if (tls_) {
        mode = code == SecureStreamSocket::ERR_SSL_WANT_WRITE ? Socket::SELECT_WRITE
                                                              : Socket::SELECT_READ;
    }
    const auto left = deadline.left();
    if (left.totalMicroseconds() == 0 || !socket_.poll(left, mode))
        throw Poco::TimeoutException();
}

void TimedSocket::secure(
    const std::string& host, const Poco::Net::Context::Ptr& context, const Deadline& deadline
) {
    auto secured = SecureStreamSocket::attach(socket_, host, context);
    secured.setLazyHandshake(true);
    socket_ = secured;
    tls_ = true;
    for (int code = secured.completeHandshake(); code != 1; code = secured.completeHandshake()) {
        if (code == 0)
            throw Poco::Net::SSLConnectionUnexpectedlyClosedException();
        await(code, Socket::SELECT_READ, deadline);
    }
    secured.verifyPeerCertificate(host);
}

void TimedSocket::send(std::string_view bytes, const Deadline& deadline) {
    // A TLS record may be on its way although the call failed; in plain the count tells.
    sent_ = sent_ || tls_;
    while (!bytes.empty()) {
        const int took = socket_.sendBytes(
            bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 20))
        );
        if (took > 0) {
            sent_ = true;
            bytes.remove_prefix(static_cast<std::size_t>(took));
        } else {
            await(took, Socket::SELECT_WRITE, deadline);
        }
    }
}

std::size_t TimedSocket::receive(std::span<char> block, const Deadline& deadline) {
    for (;;) {
        // Checked before reading too: a peer that always has one more byte ready must not outlast
        // it.
        if (deadline.left().totalMicroseconds() == 0)
            throw Poco::TimeoutException();
        const int got = socket_.receiveBytes(block.data(), static_cast<int>(block.size()));
        if (got >= 0)
            return static_cast<std::size_t>(got);
        await(got, Socket::SELECT_READ, deadline);
    }
}

bool TimedSocket::isQuiet() {
    return !socket_.poll(Poco::Timespan(0), Socket::SELECT_READ | Socket::SELECT_ERROR);
}

}  // namespace bowline::http
