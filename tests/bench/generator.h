// The load: one thread, N connections, each sends its next request when it has the answer to the
// last (closed loop). Requests are finished beforehand, so that signing costs the server's side
// nothing.
#pragma once

#include "tests/bench/figures.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bowline::tests {

struct LoadResult {
    std::size_t acknowledged = 0;  ///< answers that say 200
    std::size_t refused = 0;       ///< other answers
    std::size_t lost = 0;          ///< connections that ended too early
    Micros took{};
    std::vector<Micros> waits;  ///< of each answer, from the first byte sent to the last received

    [[nodiscard]] double perSecond() const {
        return static_cast<double>(acknowledged) / (took.count() / 1e6);
    }
};

/// Sends all `requests` to `port` on loopback, each once.
LoadResult sendAll(
    std::uint16_t port, std::size_t connections, const std::vector<std::string>& requests
);

}  // namespace bowline::tests
