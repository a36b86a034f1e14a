// The arithmetic of a destination's rates: when the next request may go. Pure; waiting is
// rate_limit's.
//
// A rate of n in a span means: at most n in every such span, wherever it begins. A bucket that
// holds n and fills while it is emptied would let 2n - 1 through in one span, and systems that
// count exactly answer 429.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/base/clock.h"
#include "connector/delivery/answer_wait.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bowline::delivery {

/// What was sent in the last span of one rate.
class SlidingRate {
public:
    explicit SlidingRate(adapter_api::RateLimit limit) : limit_(limit) {}
    /// The earliest time at which one more may go: `now`, or later.
    [[nodiscard]] Instant next(Instant now);
    void count(Instant now) { sent_.push_back(now); }
    [[nodiscard]] bool isIdle(Instant now) const;

private:
    void forget(Instant now);
    adapter_api::RateLimit limit_;
    std::deque<Instant> sent_;
};

/// A pause that the destination asked for; without a time it is 1 s, then 2, 4, ... up to a minute.
class Pause {
public:
    /// `sentAt`: when the request that was answered so went. One that went before the last pause
    /// ended says nothing new and does not prolong the growth.
    void ask(Instant sentAt, Instant now, std::optional<Instant> until);
    /// The destination is well: the next pause begins at a second again.
    void forget(Instant sentAt);
    /// When it is over. `now` when the clock was set back behind its beginning.
    [[nodiscard]] Instant over(Instant now) const;

private:
    Instant askedAt_{};
    Instant until_{};
    unsigned inARow_ = 0;
};

/// Not thread-safe.
class RateBook {
public:
    /// Errors: ConfigError when a limit could never let a request go.
    explicit RateBook(adapter_api::Limits limits);

    /// Absence: nothing when a request of `key` goes now, which is counted; else when to ask again,
    /// and nothing is counted.
    [[nodiscard]] std::optional<Instant> take(const std::string& key, Instant now);
    /// Reads what an answer says of the rates: 429, the header of what remains.
    ///
    /// 429 on a request of a keyed rate pauses its key for as long as asked and the destination as
    /// if no time was given: the limit that was met may be the key's ("30 updates of one ticket in
    /// ten minutes"), and other tickets must not wait for it.
    void note(
        const std::string& key,
        Instant sentAt,
        int status,
        const AnswerHeaders& headers,
        Instant now
    );
    [[nodiscard]] std::uint32_t concurrency() const { return limits_.concurrency; }

private:
    struct Keyed {
        std::vector<SlidingRate> rates;
        Pause pause;
    };
    [[nodiscard]] Keyed* keyed(const std::string& key, Instant now);
    [[nodiscard]] bool isLow(const AnswerHeaders& headers) const;
    void forgetIdleKeys(Instant now);

    adapter_api::Limits limits_;
    std::vector<SlidingRate> rates_;
    Pause pause_;
    std::map<std::string, Keyed> keyed_;
    std::size_t cleanAt_;  ///< keys at which the idle ones are looked for
};

}  // namespace bowline::delivery
