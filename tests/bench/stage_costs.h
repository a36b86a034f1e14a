// What each stage costs by itself: CPU of one call, and how many calls a message takes on its way
// from the socket into the ticket.
#pragma once

#include "tests/bench/figures.h"
#include "tests/bench/journey.h"

#include <filesystem>
#include <string>
#include <vector>

namespace bowline::tests {

struct StageCost {
    std::string stage;
    Micros call{};
    double callsAMessage = 1;

    [[nodiscard]] Micros ofMessage() const { return call * callsAMessage; }
};

/// Stages without store: signature, decoding, sealing, detection, mapping, guards.
std::vector<StageCost> pureStages(const Journey& journey);

/// Rows as the daemon writes them, 64 to a transaction, in a store of their own below `folder`; and
/// the files of a ticket with `entries` messages, synced.
std::vector<StageCost> durableStages(
    const Journey& journey, const std::filesystem::path& folder, std::size_t entries
);

}  // namespace bowline::tests
