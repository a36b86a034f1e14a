// What the connections of one server share: its options and handler, who has a seat, what bodies
// take up, and the time in ticks. All but `bodies`, `refused` and `tls` belongs to the server's
// thread.
#pragma once

#include "connector/base/guarded.h"
#include "connector/http/answer_box.h"
#include "connector/http/body_budget.h"
#include "connector/http/peer_address.h"
#include "connector/http/server.h"
#include "connector/http/tls_context.h"

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>

namespace bowline::http {

class Connection;

/// What a connection takes up in the Hall as long as it is open.
struct Seat {
    std::optional<NetAddress> sender{};  ///< counted among its sender's; nothing: not counted
    bool beyondCap = false;              ///< only to be told so
    bool isProxy = false;                ///< speaks for others and says for whom
};

struct Hall {
    Hall(ServerOptions all, Handler takes);

    /// The tick at which `wait` has passed for certain.
    [[nodiscard]] std::uint64_t after(std::chrono::milliseconds wait) const {
        return now + 2 + static_cast<std::uint64_t>(wait / tick);
    }
    /// A seat for one more connection from `peer` (nothing: from this machine, not counted).
    /// Absence: nothing when it is to be closed without a word.
    [[nodiscard]] std::optional<Seat> seatFor(const std::optional<NetAddress>& peer);
    void leave(const Seat& seat);
    [[nodiscard]] bool isProxy(const NetAddress& peer) const;

    ServerOptions options;
    Handler handler;
    std::shared_ptr<boost::asio::io_context> io = std::make_shared<boost::asio::io_context>(1);
    std::shared_ptr<AnswerBox> box;
    std::unordered_map<std::uint64_t, std::shared_ptr<Connection>> connections;
    SenderCount senders;
    std::size_t told = 0;  ///< connections beyond a cap that are being told so
    std::shared_ptr<BodyBudget> bodies;
    Guarded<std::shared_ptr<const TlsContext>> tls;  ///< of new connections; null: plain
    std::atomic<std::uint64_t> refused{0};
    std::uint64_t now = 0;  ///< ticks since start
    std::chrono::milliseconds tick{250};
    bool stopping = false;

private:
    [[nodiscard]] std::optional<Seat> toldSeat();
};

}  // namespace bowline::http
