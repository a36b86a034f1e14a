// Back-off arithmetic; see the header.
#include "connector/delivery/retry_policy.h"

#include "connector/base/hmac.h"

#include <algorithm>
#include <cstring>

namespace bowline::delivery {

namespace {

using std::chrono::milliseconds;

constexpr std::uint32_t kLargestExponent =
    30;  // beyond it base * 2^n would leave 64 bits; any cap is below

milliseconds ceilingOf(const RetrySettings& settings, std::uint32_t attempts) {
    const auto exponent = std::min(attempts == 0 ? 0 : attempts - 1, kLargestExponent);
    return std::min(settings.cap, settings.base * (std::int64_t{1} << exponent));
}

milliseconds jittered(milliseconds ceiling, const RandomSource& random) {
    const auto drawn = static_cast<std::int64_t>(random() * static_cast<double>(ceiling.count()));
    return milliseconds{std::max<std::int64_t>(1, drawn)};
}

}  // namespace

double randomUnit() {
    std::uint64_t bits = 0;
    std::memcpy(&bits, randomBytes(sizeof bits).data(), sizeof bits);
    return static_cast<double>(bits >> 11) * 0x1.0p-53;  // 53 bits are what a double holds
}

Instant nextAttempt(
    const RetrySettings& settings,
    Instant now,
    std::uint32_t attempts,
    std::optional<std::chrono::seconds> asked,
    const RandomSource& random
) {
    if (!asked)
        return now + jittered(ceilingOf(settings, attempts), random);
    const auto wait = std::clamp<milliseconds>(*asked, milliseconds{0}, kLongestAskedWait);
    return now + wait + jittered(settings.base, random);
}

}  // namespace bowline::delivery
