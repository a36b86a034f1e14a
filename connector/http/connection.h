// One peer of the server and its requests, one after the other: read under absolute deadlines,
// handed to the handler, answered in order. What a request is, RequestReader decides; how bytes
// travel, Line.
#pragma once

#include "connector/http/hall.h"
#include "connector/http/inbox.h"
#include "connector/http/line.h"
#include "connector/http/request_reader.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace bowline::http {

/// Kept alive by its running operations and the Hall. Threads: the server's.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Hall& hall, Socket socket, std::uint64_t id, Seat seat);

    void start();
    /// Answers the exchange that is under way; a late answer to an older one is dropped.
    void answer(std::uint64_t exchange, const Response& response);
    /// The deadline of what it does has passed.
    void expire();
    void close();

    [[nodiscard]] bool isOverdue() const { return hall_.now >= deadline_; }
    [[nodiscard]] bool isAnswering() const {
        return phase_ == Phase::Answering || phase_ == Phase::Writing;
    }

private:
    enum class Phase { Handshake, Head, Body, Answering, Writing, Draining };

    void secure(std::shared_ptr<const TlsContext> tls);
    void onSecured(bool open);
    void begin();
    void read();
    void onRead(bool open, std::size_t size);
    void advance();
    /// Once a request, when its head is whole; false when it is refused.
    [[nodiscard]] bool admit();
    [[nodiscard]] bool holdBody();
    void readBody();
    void tellToGoOn();
    void dispatch();
    void callHandler(Responder responder);
    void refuse(Refusal refusal, std::optional<int> retryAfter);
    void write(std::string bytes);
    void onWritten(bool open);
    void nextRequest();
    void drain();
    void forgetRequest();
    [[nodiscard]] bool isIdle() const { return phase_ == Phase::Head && inbox_.empty(); }

    Hall& hall_;
    Seat seat_;
    Line line_;
    std::uint64_t id_;
    std::uint64_t exchange_ = 0;
    std::uint64_t deadline_;
    Phase phase_ = Phase::Head;
    bool reading_ = false;
    bool headOnly_ = false;  ///< the request is a HEAD
    bool last_ = false;      ///< closes after the answer
    std::size_t block_;      ///< what the next read has room for
    Inbox inbox_;
    RequestReader reader_;
    std::shared_ptr<BodyShare> body_;      ///< of the request under way
    std::optional<NetAddress> forwarded_;  ///< the sender that a proxy's request is counted for
    std::string out_;
};

}  // namespace bowline::http
