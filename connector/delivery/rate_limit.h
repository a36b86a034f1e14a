// Lets requests to one destination go as its limits allow: waits a little, refuses a longer wait.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/base/clock.h"
#include "connector/base/guarded.h"
#include "connector/delivery/rate_book.h"
#include "connector/delivery/wakeup.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

namespace bowline::delivery {

/// A thread that waits longer carries no other row meanwhile.
inline constexpr std::chrono::seconds kLongestTurnWait{2};

/// All requests of one process to one destination pass here. What was sent is forgotten when the
/// process ends. Threads: any.
class RateLimiter {
public:
    /// One request under way: gives its place to the next one when it is dropped.
    class Turn {
    public:
        Turn(RateLimiter& limiter, std::string key, Instant sentAt)
            : limiter_(&limiter), key_(std::move(key)), sentAt_(sentAt) {}
        Turn(Turn&& other) noexcept;
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        Turn& operator=(Turn&&) = delete;
        ~Turn();
        /// Tells the rates what the answer said.
        void note(int status, const AnswerHeaders& headers) const;

    private:
        RateLimiter* limiter_;
        std::string key_;
        Instant sentAt_;
    };

    /// `clock` outlives it. After `stop` nobody waits any more. Errors: as RateBook.
    RateLimiter(adapter_api::Limits limits, Clock& clock, std::stop_token stop);

    /// Waits on the clock until a request of `key` may go, up to kLongestTurnWait.
    /// Errors: Throttled when it may not go by then; at once when that is known at once.
    [[nodiscard]] Turn turn(const std::string& key);

private:
    struct State {
        RateBook book;
        std::uint32_t underWay = 0;
    };
    /// Why not now.
    struct NotYet {
        Instant again;      ///< when to look again
        bool busy = false;  ///< all places are taken: nobody knows how long
    };
    [[nodiscard]] std::optional<NotYet> tryTake(const std::string& key, Instant now, Instant last);
    void leave();

    Clock& clock_;
    std::stop_token stop_;
    Guarded<State> state_;
    Wakeup freed_;
};

}  // namespace bowline::delivery
