// Asks the book under the lock, sleeps without it.
#include "connector/delivery/rate_limit.h"

#include "connector/delivery/throttled.h"

#include <algorithm>
#include <utility>

namespace bowline::delivery {

namespace {

// Requests take about as long; the row comes back when one is likely to have ended.
constexpr std::chrono::seconds kBusyPause{1};

}  // namespace

RateLimiter::Turn::Turn(Turn&& other) noexcept
    : limiter_(std::exchange(other.limiter_, nullptr)),
      key_(std::move(other.key_)),
      sentAt_(other.sentAt_) {}

RateLimiter::Turn::~Turn() {
    if (limiter_ != nullptr)
        limiter_->leave();
}

void RateLimiter::Turn::note(int status, const AnswerHeaders& headers) const {
    const auto now = limiter_->clock_.now();
    limiter_->state_.with([&](State& state) {
        state.book.note(key_, sentAt_, status, headers, now);
    });
}

RateLimiter::RateLimiter(adapter_api::Limits limits, Clock& clock, std::stop_token stop)
    : clock_(clock), stop_(std::move(stop)), state_(State{RateBook(std::move(limits)), 0}) {}

RateLimiter::Turn RateLimiter::turn(const std::string& key) {
    const auto last = clock_.now() + kLongestTurnWait;
    for (;;) {
        const auto seen = freed_.seen();
        const auto now = clock_.now();
        const auto notYet = tryTake(key, now, last);
        if (!notYet)
            return {*this, key, now};
        const bool over = now >= last || notYet->again > last || stop_.stop_requested();
        if (over)
            throw Throttled(notYet->busy ? now + kBusyPause : notYet->again);
        freed_.sleep(clock_, seen, notYet->again, stop_);
    }
}

std::optional<RateLimiter::NotYet> RateLimiter::tryTake(
    const std::string& key, Instant now, Instant last
) {
    return state_.with([&](State& state) -> std::optional<NotYet> {
        if (state.underWay >= state.book.concurrency())
            return NotYet{last, true};
        if (const auto again = state.book.take(key, now))
            return NotYet{*again, false};
        ++state.underWay;
        return std::nullopt;
    });
}

void RateLimiter::leave() {
    state_.with([](State& state) { --state.underWay; });
    freed_.wake();
}

}  // namespace bowline::delivery
