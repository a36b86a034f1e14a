// Spans, pauses and keys; see the header.
#include "connector/delivery/rate_book.h"

#include "connector/base/error.h"

#include <algorithm>

namespace bowline::delivery {

namespace {

constexpr std::chrono::seconds kFirstPause{1};
constexpr unsigned kMostDoublings = 6;  // 64 s, which is about a minute
constexpr std::size_t kFewKeys = 256;
constexpr int kTooManyRequests = 429;

void require(bool ok) {
    if (!ok)
        throw ConfigError(
            "delivery: the limits of an adapter never let a request go",
            "write rates and concurrency above zero"
        );
}

bool isPossible(const adapter_api::RateLimit& rate) {
    return rate.requests > 0 && rate.per > std::chrono::milliseconds{0};
}

}  // namespace

Instant SlidingRate::next(Instant now) {
    forget(now);
    if (sent_.size() < limit_.requests)
        return now;
    return sent_[sent_.size() - limit_.requests] + limit_.per;
}

bool SlidingRate::isIdle(Instant now) const {
    return sent_.empty() || sent_.back() + limit_.per <= now;
}

void SlidingRate::forget(Instant now) {
    while (!sent_.empty() && sent_.front() + limit_.per <= now)
        sent_.pop_front();
    // The clock was set back: what seems to lie ahead would block until it comes.
    while (!sent_.empty() && sent_.back() > now)
        sent_.pop_back();
}

void Pause::ask(Instant sentAt, Instant now, std::optional<Instant> until) {
    if (sentAt >= until_)
        inARow_ = std::min(inARow_ + 1, kMostDoublings + 1);
    const auto grown = now + kFirstPause * (1U << (std::max(inARow_, 1U) - 1));
    until_ = std::max(until_, until.value_or(grown));
    askedAt_ = now;
}

void Pause::forget(Instant sentAt) {
    if (sentAt >= until_)
        inARow_ = 0;
}

Instant Pause::over(Instant now) const {
    return now < askedAt_ ? now : until_;
}

RateBook::RateBook(adapter_api::Limits limits) : limits_(std::move(limits)), cleanAt_(kFewKeys) {
    require(limits_.concurrency > 0);
    for (const auto& rate : limits_.rates) {
        require(isPossible(rate));
        rates_.emplace_back(rate);
    }
    for (const auto& [prefix, rate] : limits_.keyed)
        require(isPossible(rate));
}

std::optional<Instant> RateBook::take(const std::string& key, Instant now) {
    auto* const own = keyed(key, now);
    auto next = std::max(now, pause_.over(now));
    for (auto& rate : rates_)
        next = std::max(next, rate.next(now));
    if (own != nullptr) {
        next = std::max(next, own->pause.over(now));
        for (auto& rate : own->rates)
            next = std::max(next, rate.next(now));
    }
    if (next > now)
        return next;
    for (auto& rate : rates_)
        rate.count(now);
    if (own != nullptr) {
        for (auto& rate : own->rates)
            rate.count(now);
    }
    return std::nullopt;
}

void RateBook::note(
    const std::string& key, Instant sentAt, int status, const AnswerHeaders& headers, Instant now
) {
    const auto asked = askedWait(headers, now);
    auto* const own = keyed(key, now);
    if (status == kTooManyRequests && own != nullptr)
        own->pause.ask(sentAt, now, asked);
    else if (own != nullptr)
        own->pause.forget(sentAt);
    if (status == kTooManyRequests)
        pause_.ask(sentAt, now, own == nullptr ? asked : std::nullopt);
    else if (isLow(headers))
        pause_.ask(sentAt, now, asked);
    else
        pause_.forget(sentAt);
}

bool RateBook::isLow(const AnswerHeaders& headers) const {
    if (limits_.remainingHeader.empty())
        return false;
    const auto value = headerOf(headers, limits_.remainingHeader);
    const auto left = value ? countIn(*value) : std::nullopt;
    return left && *left <= limits_.remainingFloor;
}

RateBook::Keyed* RateBook::keyed(const std::string& key, Instant now) {
    if (const auto found = keyed_.find(key); found != keyed_.end())
        return &found->second;
    Keyed fresh;
    for (const auto& [prefix, rate] : limits_.keyed) {
        if (!key.empty() && key.starts_with(prefix))
            fresh.rates.emplace_back(rate);
    }
    if (fresh.rates.empty())
        return nullptr;
    if (keyed_.size() >= cleanAt_)
        forgetIdleKeys(now);
    return &keyed_.emplace(key, std::move(fresh)).first->second;
}

void RateBook::forgetIdleKeys(Instant now) {
    std::erase_if(keyed_, [&](const auto& entry) {
        const auto& [rates, pause] = entry.second;
        const auto idle = [&](const SlidingRate& rate) { return rate.isIdle(now); };
        return pause.over(now) <= now && std::ranges::all_of(rates, idle);
    });
    // Twice what is needed now, so that looking for them costs nothing on average.
    cleanAt_ = std::max(kFewKeys, 2 * keyed_.size());
}

}  // namespace bowline::delivery
