// The server on Boost.Asio: accepting, the clock of deadlines and the way of an answer; what
// happens on a connection is Connection's. One thread owns all sockets and all state below; other
// threads reach it through the AnswerBox alone. Time is counted in ticks of one timer, so a request
// costs no timer and no reading of a clock; a deadline is kept to two ticks (at most half a
// second).
#include "connector/base/log.h"
#include "connector/http/connection.h"
#include "connector/http/listening_socket.h"
#include "connector/http/local_peer.h"
#include "connector/http/server.h"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <thread>
#include <unistd.h>

namespace bowline::http {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Stream = asio::generic::stream_protocol;
using Acceptor = asio::basic_socket_acceptor<Stream, Executor>;
using Timer = asio::basic_waitable_timer<steady_clock, asio::wait_traits<steady_clock>, Executor>;

}  // namespace

class Server::Impl {
public:
    Impl(ServerOptions options, Handler handler);
    ~Impl() { stop(milliseconds{0}); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void start();
    void stop(milliseconds grace);
    void secure(std::shared_ptr<const TlsContext> tls) {
        hall_.tls.with([&](auto& current) { current.swap(tls); });
    }
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::uint64_t refused() const { return hall_.refused; }

private:
    using Connections = std::vector<std::shared_ptr<Connection>>;

    void accept();
    void pauseAccepting(const error_code& ec);
    void admit(Socket socket);
    [[nodiscard]] std::optional<Seat> localSeat(int fd);
    [[nodiscard]] bool local() const { return !hall_.options.unixPath.empty(); }
    void deliver();
    void tick();
    void onTick();
    void beginStop(milliseconds grace);
    /// A copy, since closing a connection removes it from the Hall.
    template <class Condition>
    [[nodiscard]] Connections those(Condition holds) const {
        Connections found;
        for (const auto& [id, connection] : hall_.connections) {
            if (holds(*connection))
                found.push_back(connection);
        }
        return found;
    }

    Hall hall_;
    Acceptor acceptor_;
    Timer ticker_;
    Timer grace_;
    std::uint64_t lastId_ = 0;
    std::uint16_t port_ = 0;
    bool accepting_ = true;
    std::jthread thread_;
};

Server::Impl::Impl(ServerOptions options, Handler handler)
    : hall_(std::move(options), std::move(handler)),
      acceptor_(hall_.io->get_executor()),
      ticker_(hall_.io->get_executor()),
      grace_(hall_.io->get_executor()) {
    // The box may outlive this object, but what it posts then is never run: the thread has ended.
    hall_.box = std::make_shared<AnswerBox>([this, io = hall_.io] {
        asio::post(*io, [this] { deliver(); });
    });
}

void Server::Impl::start() {
    const auto listening = listenOn(hall_.options);
    acceptor_.assign(Stream(listening.family, 0), listening.fd);
    port_ = listening.port;
    accept();
    tick();
    thread_ = std::jthread([io = hall_.io] { io->run(); });
}

void Server::Impl::stop(milliseconds grace) {
    if (!thread_.joinable())
        return;
    asio::post(*hall_.io, [this, grace] { beginStop(grace); });
    thread_.join();
    hall_.box->close();
    for (const auto& connection : those([](const Connection&) { return true; })) {
        connection->close();
    }
    if (local())
        ::unlink(hall_.options.unixPath.c_str());
}

void Server::Impl::accept() {
    acceptor_.async_accept([this](const error_code& ec, Socket socket) {
        if (hall_.stopping)
            return;
        if (ec)
            return pauseAccepting(ec);
        admit(std::move(socket));
        accept();
    });
}

/// Out of descriptors, most likely: what waits in the listening queue is taken at a later tick.
void Server::Impl::pauseAccepting(const error_code& ec) {
    accepting_ = false;
    logEvent("http.accept_paused", {{"code", ec.value()}, {"open", hall_.connections.size()}});
}

void Server::Impl::admit(Socket socket) {
    const int fd = socket.native_handle();
    const auto seat = local() ? localSeat(fd) : hall_.seatFor(peerAddressOf(fd));
    if (!seat) {
        ++hall_.refused;
        return;
    }
    const auto id = ++lastId_;
    const auto connection = std::make_shared<Connection>(hall_, std::move(socket), id, *seat);
    hall_.connections.emplace(id, connection);
    connection->start();
}

std::optional<Seat> Server::Impl::localSeat(int fd) {
    if (!mayAsk(peerOf(fd), ::geteuid()))
        return std::nullopt;
    return hall_.seatFor(std::nullopt);
}

void Server::Impl::deliver() {
    for (const auto& posted : hall_.box->takeAll()) {
        const auto found = hall_.connections.find(posted.connection);
        if (found == hall_.connections.end())
            continue;
        const auto connection = found->second;  // an answer may close and so remove it
        connection->answer(posted.exchange, posted.response);
    }
}

void Server::Impl::tick() {
    ticker_.expires_after(hall_.tick);
    ticker_.async_wait([this](const error_code& ec) {
        if (ec)
            return;
        onTick();
        tick();
    });
}

void Server::Impl::onTick() {
    ++hall_.now;
    const auto overdue = those([](const Connection& connection) { return connection.isOverdue(); });
    for (const auto& connection : overdue)
        connection->expire();
    if (!hall_.stopping && !std::exchange(accepting_, true))
        accept();
}

void Server::Impl::beginStop(milliseconds grace) {
    hall_.stopping = true;
    error_code ignored;
    acceptor_.close(ignored);
    const auto free = those([](const Connection& connection) { return !connection.isAnswering(); });
    for (const auto& connection : free)
        connection->close();
    if (hall_.connections.empty() || grace <= milliseconds{0})
        return hall_.io->stop();
    grace_.expires_after(grace);
    grace_.async_wait([this](const error_code& ec) {
        if (!ec)
            hall_.io->stop();
    });
}

Server::Server(ServerOptions options, Handler handler)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler))) {}
Server::~Server() = default;

void Server::start() {
    impl_->start();
}

void Server::stop(std::chrono::milliseconds grace) {
    impl_->stop(grace);
}

void Server::secure(std::shared_ptr<const TlsContext> tls) {
    impl_->secure(std::move(tls));
}

std::uint16_t Server::port() const {
    return impl_->port();
}

std::uint64_t Server::refused() const {
    return impl_->refused();
}

}  // namespace bowline::http
