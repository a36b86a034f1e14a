// Reads the headers of rate limits; see the header.
#include "connector/delivery/answer_wait.h"

#include "connector/base/text.h"
#include "connector/delivery/retry_policy.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace bowline::delivery {

namespace {

using std::chrono::milliseconds;

constexpr std::array<std::string_view, 5> kWaits{
    "retry-after",
    "x-ratelimit-retry-after",
    "x-ratelimit-reset",
    "x-rate-limit-reset",
    "ratelimit-reset"};
// A wait of that many seconds would be thirty years, a time of that many milliseconds in 2001.
constexpr std::uint64_t kLeastUnixSeconds = 1'000'000'000;
constexpr std::uint64_t kLeastUnixMilliseconds = 1'000'000'000'000;

Instant clamped(Instant at, Instant now) {
    return std::clamp(at, now, now + kLongestAskedWait);
}

Instant meant(std::uint64_t number, Instant now) {
    if (number >= kLeastUnixMilliseconds)
        return fromMillis(static_cast<std::int64_t>(std::min(number, std::uint64_t{1} << 60)));
    if (number >= kLeastUnixSeconds)
        return fromMillis(static_cast<std::int64_t>(number * 1000));
    return now + std::chrono::seconds{number};
}

/// The number that fills `text`; nothing when anything else stands there.
std::optional<int> numberIn(std::string_view text) {
    int number = 0;
    const auto* const end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data(), end, number);
    if (failure != std::errc{} || stopped != end || number < 0)
        return std::nullopt;
    return number;
}

std::optional<std::chrono::month> monthIn(std::string_view name) {
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto at = kMonths.find(name);
    if (name.size() != 3 || at == std::string_view::npos || at % 3 != 0)
        return std::nullopt;
    return std::chrono::month(static_cast<unsigned>(at / 3 + 1));
}

// The one form that may be sent today (RFC 9110 5.6.7). Own reading: Poco's parser takes any words
// for a date (measured).
std::optional<Instant> httpDate(std::string_view text) {
    constexpr std::string_view kForm = "Sun, 06 Nov 1994 08:49:37 GMT";
    if (text.size() != kForm.size() || !text.ends_with(" GMT"))
        return std::nullopt;
    const auto month = monthIn(text.substr(8, 3));
    const auto day = numberIn(text.substr(5, 2));
    const auto year = numberIn(text.substr(12, 4));
    const auto hour = numberIn(text.substr(17, 2));
    const auto minute = numberIn(text.substr(20, 2));
    const auto second = numberIn(text.substr(23, 2));
    if (!month || !day || !year || !hour || !minute || !second)
        return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year(*year), *month, std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           std::chrono::seconds(*second);
}

std::optional<Instant> waitIn(std::string_view value, Instant now) {
    const auto text = trimmed(value);
    if (const auto number = countIn(text))
        return meant(*number, now);
    return httpDate(text);
}

}  // namespace

std::optional<std::string_view> headerOf(const AnswerHeaders& headers, std::string_view name) {
    for (const auto& [have, value] : headers) {
        if (toLowerAscii(have) == toLowerAscii(name))
            return value;
    }
    return std::nullopt;
}

std::optional<Instant> askedWait(const AnswerHeaders& headers, Instant now) {
    for (const auto name : kWaits) {
        const auto value = headerOf(headers, name);
        const auto wait = value ? waitIn(*value, now) : std::nullopt;
        if (wait)
            return clamped(*wait, now);
    }
    return std::nullopt;
}

std::optional<std::uint64_t> countIn(std::string_view value) {
    const auto text = trimmed(value);
    std::uint64_t number = 0;
    const auto [stopped, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{})
        return std::nullopt;
    return number;
}

}  // namespace bowline::delivery
