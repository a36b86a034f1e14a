#include "connector/http/connection.h"

#include "connector/base/error.h"
#include "connector/base/log.h"
#include "connector/http/forwarded.h"
#include "connector/http/wire_answer.h"

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>

namespace bowline::http {

namespace {

using std::chrono::milliseconds;

// One webhook with its head fits; ten thousand idle connections hold 40 MB.
constexpr std::size_t kFirstRead = std::size_t{4} * 1024;
// Reached by senders that fill what they are given; a slow one never costs so much.
constexpr std::size_t kLargestRead = std::size_t{64} * 1024;
// A sender that is still writing when it is refused gets this long to read why.
constexpr milliseconds kLinger{2'000};
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

}  // namespace

Connection::Connection(Hall& hall, Socket socket, std::uint64_t id, Seat seat)
    : hall_(hall),
      seat_(seat),
      line_(std::move(socket)),
      id_(id),
      deadline_(hall.after(hall.options.headDeadline)),
      block_(kFirstRead),
      reader_(hall.options.maxHeadBytes, hall.options.maxBodyBytes) {
    if (hall.options.unixPath.empty())
        line_.sendAtOnce();
}

void Connection::start() {
    auto tls = hall_.tls.with([](const auto& context) { return context; });
    tls ? secure(std::move(tls)) : begin();
}

/// The handshake has no time of its own: what it takes is taken from the first head's.
void Connection::secure(std::shared_ptr<const TlsContext> tls) {
    phase_ = Phase::Handshake;
    try {
        line_.secure(std::move(tls), [self = shared_from_this()](bool open) {
            self->onSecured(open);
        });
    } catch (const Error&) {
        onSecured(false);
    }
}

void Connection::onSecured(bool open) {
    if (!open) {
        ++hall_.refused;
        return close();
    }
    phase_ = Phase::Head;
    begin();
}

void Connection::begin() {
    if (seat_.beyondCap)
        return refuse({503, "too many connections"}, kRetryAfterSeconds);
    read();
}

void Connection::read() {
    reading_ = true;
    line_.read(
        {inbox_.room(block_), block_},
        [self = shared_from_this()](bool open, std::size_t got) { self->onRead(open, got); }
    );
}

void Connection::onRead(bool open, std::size_t size) {
    reading_ = false;
    if (!open) {
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
    if (size == block_)
        block_ = std::min(2 * block_, kLargestRead);
    inbox_.arrived(size);
    advance();
}

void Connection::advance() {
    const auto reading = reader_.read(inbox_.view());
    inbox_.consume(reading.consumed);
    if (reading.state == ReadState::HeadWanted)
        return read();
    if (reading.state == ReadState::Refused)
        return refuse(reader_.refusal(), std::nullopt);
    if (!admit())
        return;
    reading.state == ReadState::Complete ? dispatch() : readBody();
}

bool Connection::admit() {
    if (seat_.isProxy && !forwarded_ && phase_ == Phase::Head) {
        const auto isProxy = [this](const NetAddress& peer) { return hall_.isProxy(peer); };
        const auto client = forwardedFor(reader_.head(), isProxy);
        if (client && !hall_.senders.enter(senderOf(*client))) {
            refuse({503, "too many requests"}, kRetryAfterSeconds);
            return false;
        }
        if (client)
            forwarded_ = senderOf(*client);
    }
    if (holdBody())
        return true;
    refuse({503, "too many requests"}, kRetryAfterSeconds);
    return false;
}

/// What a sender announces must fit at first, what arrives is held; false when there is no room.
bool Connection::holdBody() {
    const auto whole = std::max(reader_.announced(), reader_.bodySize());
    if (!body_ && !hall_.bodies->hasRoomFor(whole))
        return false;
    if (!body_)
        body_ = std::make_shared<BodyShare>(hall_.bodies);
    return body_->growTo(reader_.bodySize(), whole);
}

void Connection::readBody() {
    const bool begins = std::exchange(phase_, Phase::Body) == Phase::Head;
    if (begins)
        deadline_ = hall_.after(hall_.options.bodyDeadline);
    begins&& inbox_.empty() && reader_.waitsForContinue() ? tellToGoOn() : read();
}

void Connection::tellToGoOn() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    line_.write(kContinue, [self = shared_from_this()](bool open) {
        if (!open)
            return self->close();
        if (self->phase_ == Phase::Body)
            self->read();
    });
}

void Connection::dispatch() {
    phase_ = Phase::Answering;
    deadline_ = hall_.after(hall_.options.answerDeadline);
    last_ = !reader_.keepsAlive();
    // The body is counted until nobody can answer it any more: whoever keeps the Responder keeps
    // it, or what was made of it.
    callHandler(Responder([box = hall_.box,
                           id = id_,
                           exchange = ++exchange_,
                           body = std::move(body_)](Response response) mutable {
        body.reset();
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

/// Says why not, and closes.
void Connection::refuse(Refusal refusal, std::optional<int> retryAfter) {
    ++hall_.refused;
    last_ = true;
    write(wireForm(plainAnswer(refusal, retryAfter), {.headOnly = false, .close = true}));
}

void Connection::write(std::string bytes) {
    forgetRequest();
    phase_ = Phase::Writing;
    deadline_ = hall_.after(hall_.options.bodyDeadline);
    out_ = std::move(bytes);
    line_.write(out_, [self = shared_from_this()](bool open) { self->onWritten(open); });
}

void Connection::onWritten(bool open) {
    if (!open)
        return close();
    if (!last_)
        return nextRequest();
    // A close with unread bytes would reset the connection and take the answer from the sender's
    // hands.
    line_.endSending();
    phase_ = Phase::Draining;
    deadline_ = hall_.after(kLinger);
    if (hall_.stopping)
        return close();
    if (!reading_)
        drain();
}

void Connection::drain() {
    inbox_ = Inbox{};
    block_ = kFirstRead;
    read();
}

/// What is refused may have megabytes in hand; they go before the answer has been taken.
void Connection::forgetRequest() {
    reader_.restart();
    body_.reset();
    if (forwarded_)
        hall_.senders.leave(*std::exchange(forwarded_, std::nullopt));
}

void Connection::nextRequest() {
    if (hall_.stopping)
        return close();
    phase_ = Phase::Head;
    block_ = kFirstRead;
    inbox_.shrink(kFirstRead);
    const auto& options = hall_.options;
    deadline_ = hall_.after(inbox_.empty() ? options.idleDeadline : options.headDeadline);
    advance();
}

void Connection::expire() {
    if (isIdle() || phase_ == Phase::Handshake || phase_ == Phase::Writing ||
        phase_ == Phase::Draining)
        return close();
    if (phase_ != Phase::Answering)
        return refuse({408, "the request took too long"}, std::nullopt);
    last_ = true;
    answer(exchange_, plainAnswer({503, "no answer in time"}, kRetryAfterSeconds));
}

void Connection::close() {
    line_.close();
    const bool wasOpen = hall_.connections.erase(id_) > 0;
    if (!wasOpen)
        return;
    forgetRequest();
    hall_.leave(seat_);
    if (hall_.stopping && hall_.connections.empty())
        hall_.io->stop();
}

}  // namespace bowline::http
