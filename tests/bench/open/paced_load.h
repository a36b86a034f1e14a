// An open loop: requests are due at a fixed rate, whatever became of those before. What a request
// waits counts from when it was due, so that a server which stalls pays for all that came meanwhile
// ("coordinated omission" would forgive it).
#pragma once

#include "tests/bench/figures.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bowline::tests {

struct PacedResult {
    std::size_t acknowledged = 0;  ///< answers that say 200
    std::size_t refused = 0;       ///< other answers
    std::size_t lost = 0;          ///< connections that ended before their answer
    Micros took{};                 ///< from the first due time to the last answer
    std::vector<Micros> waits;     ///< of each answer, from when its request was due
    std::vector<Micros> late;  ///< of each request, from due to sent: no connection was free, or
                               ///< the generator itself was late

    [[nodiscard]] double perSecond() const {
        return static_cast<double>(acknowledged) / (took.count() / 1e6);
    }
};

/// Sends `requests` to `port` on loopback, `rate` a second, over `connections` that are opened
/// before. One thread, the caller's.
PacedResult sendPaced(
    std::uint16_t port,
    std::size_t connections,
    double rate,
    const std::vector<std::string>& requests
);

}  // namespace bowline::tests
