// Deliveries a second: of the real daemon into whatever answers as Request Tracker, and of Request
// Tracker asked by itself for the same tickets and messages.
#pragma once

#include "tests/bench/figures.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace bowline::tests {

class RtPeer;

struct DeliverySize {
    int conversations = 40;
    int messages = 5;  ///< of each, the first of which makes the ticket

    [[nodiscard]] std::size_t deliveries() const {
        return static_cast<std::size_t>(conversations) * static_cast<std::size_t>(messages);
    }
};

struct DeliveryFigures {
    std::size_t deliveries = 0;
    double seconds = 0;  ///< from the first webhook until the last delivery was concluded
    Micros cpu{};        ///< of the daemon, all of it
    bool complete = false;

    [[nodiscard]] double perSecond() const { return static_cast<double>(deliveries) / seconds; }
    [[nodiscard]] double cpuOfOne() const { return cpu.count() / static_cast<double>(deliveries); }
};

/// What answers as Request Tracker on loopback.
struct RtAddress {
    std::uint16_t port = 0;
    std::string token;
    std::string queue;
};

/// By a daemon of its own.
DeliveryFigures throughDaemon(const DeliverySize& size, const RtAddress& desk);

/// The writes alone, without looking first and reading back: `connections` threads, each with
/// conversations of its own.
double writesASecond(const DeliverySize& size, RtPeer& desk, int connections);

}  // namespace bowline::tests
