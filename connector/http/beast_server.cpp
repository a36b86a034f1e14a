// The server on Boost.Asio: sockets, deadlines and the way of an answer; what a request is,
// RequestReader decides with Beast. Asio costs seconds of compile time and stays in this file,
// which therefore holds the connection beside the server and is longer than most. One thread owns
// all sockets and all state below; other threads reach it through the AnswerBox alone. Time is
// counted in ticks of one timer, so a request costs no timer and no reading of a clock; a deadline
// is kept to two ticks (at most half a second).
#include "connector/base/error.h"
#include "connector/base/log.h"
#include "connector/http/answer_box.h"
#include "connector/http/inbox.h"
#include "connector/http/listening_socket.h"
#include "connector/http/local_peer.h"
#include "connector/http/request_reader.h"
#include "connector/http/server.h"
#include "connector/http/wire_answer.h"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <atomic>
#include <thread>
#include <unistd.h>
#include <unordered_map>

namespace bowline::http {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Stream = asio::generic::stream_protocol;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<Stream, Executor>;
using Acceptor = asio::basic_socket_acceptor<Stream, Executor>;
using Timer = asio::basic_waitable_timer<steady_clock, asio::wait_traits<steady_clock>, Executor>;

// One webhook with its head fits; ten thousand idle connections hold 40 MB.
constexpr std::size_t kHeadRead = std::size_t{4} * 1024;
constexpr std::size_t kBodyRead = std::size_t{64} * 1024;
// A sender that is still writing when it is refused gets this long to read why.
constexpr milliseconds kLinger{2'000};
// So many connections beyond the cap are told 503; the next ones are closed without a word.
constexpr std::size_t kToldBeyondCap = 64;
// Providers repeat by themselves later than this; it keeps a pool of senders from coming back at
// once.
constexpr int kRetryAfterSeconds = 5;

Response plainAnswer(Refusal refusal, std::optional<int> retryAfter) {
    Response response;
    response.status = refusal.status;
    response.body = std::string(refusal.why) + "\n";
    response.retryAfterSeconds = retryAfter;
    return response;
}

class Connection;

/// What connections share; lives on the server's thread.
struct Hall {
    ServerOptions options;
    Handler handler;
    std::shared_ptr<asio::io_context> io = std::make_shared<asio::io_context>(1);
    std::shared_ptr<AnswerBox> box;
    std::unordered_map<std::uint64_t, std::shared_ptr<Connection>> connections;
    std::atomic<std::uint64_t> refused{0};
    std::uint64_t now = 0;  ///< ticks since start
    milliseconds tick{250};
    bool stopping = false;

    /// The tick at which `wait` has passed for certain.
    [[nodiscard]] std::uint64_t after(milliseconds wait) const {
        return now + 2 + static_cast<std::uint64_t>(wait / tick);
    }
};

/// One peer and its requests, one after the other. Kept alive by its running operations and the
/// Hall.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Hall& hall, Socket socket, std::uint64_t id)
        : hall_(hall),
          socket_(std::move(socket)),
          id_(id),
          deadline_(hall.after(hall.options.headDeadline)),
          reader_(hall.options.maxHeadBytes, hall.options.maxBodyBytes) {}

    void start() { read(kHeadRead); }
    /// Answers the exchange that is under way; a late answer to an older one is dropped.
    void answer(std::uint64_t exchange, const Response& response);
    /// Says why not, and closes.
    void refuse(Refusal refusal, std::optional<int> retryAfter);
    /// The deadline of what it does has passed.
    void expire();
    void close();

    [[nodiscard]] bool isOverdue() const { return hall_.now >= deadline_; }
    [[nodiscard]] bool isAnswering() const {
        return phase_ == Phase::Answering || phase_ == Phase::Writing;
    }

private:
    enum class Phase { Head, Body, Answering, Writing, Draining };

    void read(std::size_t size);
    void onRead(const error_code& ec, std::size_t size);
    void advance();
    void readBody();
    void dispatch();
    void callHandler(Responder responder);
    void write(std::string bytes);
    void onWritten(const error_code& ec);
    void nextRequest();
    void drain();
    [[nodiscard]] bool isIdle() const { return phase_ == Phase::Head && inbox_.empty(); }

    Hall& hall_;
    Socket socket_;
    std::uint64_t id_;
    std::uint64_t exchange_ = 0;
    std::uint64_t deadline_;
    Phase phase_ = Phase::Head;
    bool reading_ = false;
    bool headOnly_ = false;  ///< the request is a HEAD
    bool last_ = false;      ///< closes after the answer
    Inbox inbox_;
    RequestReader reader_;
    std::string out_;
};

void Connection::read(std::size_t size) {
    reading_ = true;
    socket_.async_read_some(
        asio::buffer(inbox_.room(size), size),
        [self = shared_from_this()](const error_code& ec, std::size_t got) {
            self->onRead(ec, got);
        }
    );
}

void Connection::onRead(const error_code& ec, std::size_t size) {
    reading_ = false;
    if (ec) {
        const bool cutShort = phase_ == Phase::Body || (phase_ == Phase::Head && !inbox_.empty());
        if (cutShort)
            ++hall_.refused;
        if (phase_ != Phase::Writing)
            close();
        return;
    }
    if (phase_ == Phase::Draining)
        return drain();
    if (isAnswering())
        return;  // refused while this read was under way: its bytes do not matter
    if (isIdle() && exchange_ > 0)
        deadline_ = hall_.after(hall_.options.headDeadline);
    inbox_.arrived(size);
    advance();
}

void Connection::advance() {
    const auto reading = reader_.read(inbox_.view());
    inbox_.consume(reading.consumed);
    switch (reading.state) {
        case ReadState::HeadWanted:
            return read(kHeadRead);
        case ReadState::BodyWanted:
            return readBody();
        case ReadState::Complete:
            return dispatch();
        case ReadState::Refused:
            return refuse(reader_.refusal(), std::nullopt);
    }
}

void Connection::readBody() {
    const bool begins = std::exchange(phase_, Phase::Body) == Phase::Head;
    if (begins)
        deadline_ = hall_.after(hall_.options.bodyDeadline);
    if (!begins || !inbox_.empty() || !reader_.waitsForContinue())
        return read(kBodyRead);
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(
        socket_,
        asio::buffer(kContinue),
        [self = shared_from_this()](const error_code& ec, std::size_t) {
            if (ec)
                return self->close();
            if (self->phase_ == Phase::Body)
                self->read(kBodyRead);
        }
    );
}

void Connection::dispatch() {
    phase_ = Phase::Answering;
    deadline_ = hall_.after(hall_.options.answerDeadline);
    last_ = !reader_.keepsAlive();
    callHandler(Responder([box = hall_.box, id = id_, exchange = ++exchange_](Response response) {
        box->put({id, exchange, std::move(response)});
    }));
}

void Connection::callHandler(Responder responder) {
    auto request = reader_.takeRequest();
    headOnly_ = request.method == "HEAD";
    try {
        hall_.handler(std::move(request), std::move(responder));
    } catch (const Error& failure) {
        logEvent("loop.failed", {{"room", "http"}, {"why", failure.what()}});
    } catch (const std::exception&) {
        // Its text may quote what it choked on. The unwound Responder has answered 500.
        logEvent("loop.failed", {{"room", "http"}, {"why", "the handler threw"}});
    }
}

void Connection::answer(std::uint64_t exchange, const Response& response) {
    if (phase_ != Phase::Answering || exchange != exchange_)
        return;
    last_ = last_ || hall_.stopping;
    write(wireForm(response, {.headOnly = headOnly_, .close = last_}));
}

void Connection::refuse(Refusal refusal, std::optional<int> retryAfter) {
    ++hall_.refused;
    last_ = true;
    write(wireForm(plainAnswer(refusal, retryAfter), {.headOnly = false, .close = true}));
}

void Connection::write(std::string bytes) {
    phase_ = Phase::Writing;
    deadline_ = hall_.after(hall_.options.bodyDeadline);
    out_ = std::move(bytes);
    asio::async_write(
        socket_,
        asio::buffer(out_),
        [self = shared_from_this()](const error_code& ec, std::size_t) { self->onWritten(ec); }
    );
}

void Connection::onWritten(const error_code& ec) {
    if (ec)
        return close();
    if (!last_)
        return nextRequest();
    // A close with unread bytes would reset the connection and take the answer from the sender's
    // hands.
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    phase_ = Phase::Draining;
    deadline_ = hall_.after(kLinger);
    if (hall_.stopping)
        return close();
    if (!reading_)
        drain();
}

void Connection::drain() {
    inbox_ = Inbox{};
    read(kHeadRead);
}

void Connection::nextRequest() {
    if (hall_.stopping)
        return close();
    phase_ = Phase::Head;
    reader_.restart();
    inbox_.shrink(kHeadRead);
    const auto& options = hall_.options;
    deadline_ = hall_.after(inbox_.empty() ? options.idleDeadline : options.headDeadline);
    advance();
}

void Connection::expire() {
    if (isIdle() || phase_ == Phase::Writing || phase_ == Phase::Draining)
        return close();
    if (phase_ != Phase::Answering)
        return refuse({408, "the request took too long"}, std::nullopt);
    last_ = true;
    answer(exchange_, plainAnswer({503, "no answer in time"}, kRetryAfterSeconds));
}

void Connection::close() {
    error_code ignored;
    socket_.close(ignored);
    const bool wasOpen = hall_.connections.erase(id_) > 0;
    if (wasOpen && hall_.stopping && hall_.connections.empty())
        hall_.io->stop();
}

}  // namespace

class Server::Impl {
public:
    Impl(ServerOptions options, Handler handler);
    ~Impl() { stop(milliseconds{0}); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void start();
    void stop(milliseconds grace);
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::uint64_t refused() const { return hall_.refused; }

private:
    using Connections = std::vector<std::shared_ptr<Connection>>;

    void accept();
    void pauseAccepting(const error_code& ec);
    void admit(Socket socket);
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
    : acceptor_(hall_.io->get_executor()),
      ticker_(hall_.io->get_executor()),
      grace_(hall_.io->get_executor()) {
    hall_.options = std::move(options);
    hall_.handler = std::move(handler);
    const auto& o = hall_.options;
    const auto shortest =
        std::min({o.headDeadline, o.bodyDeadline, o.idleDeadline, o.answerDeadline});
    hall_.tick = std::clamp(shortest / 8, milliseconds{5}, milliseconds{250});
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
    if (!hall_.options.unixPath.empty())
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
    const auto cap = hall_.options.maxConnections;
    const bool local = !hall_.options.unixPath.empty();
    const bool stranger = local && !mayAsk(peerOf(socket.native_handle()), ::geteuid());
    if (stranger || hall_.connections.size() >= cap + kToldBeyondCap) {
        ++hall_.refused;
        return;
    }
    error_code ignored;
    if (!local)
        socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    const bool full = hall_.connections.size() >= cap;
    const auto id = ++lastId_;
    const auto connection = std::make_shared<Connection>(hall_, std::move(socket), id);
    hall_.connections.emplace(id, connection);
    if (!full)
        return connection->start();
    connection->refuse({503, "too many connections"}, kRetryAfterSeconds);
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

std::uint16_t Server::port() const {
    return impl_->port();
}

std::uint64_t Server::refused() const {
    return impl_->refused();
}

}  // namespace bowline::http
