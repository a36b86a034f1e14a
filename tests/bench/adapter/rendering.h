// What an adapter file costs by itself: from the cleared item to finished requests, and from their
// answers to an outcome; no socket, no store, no guard.
#pragma once

#include "tests/bench/figures.h"

#include <cstddef>
#include <string>
#include <vector>

namespace bowline::tests {

struct RenderingCost {
    std::string what;          ///< "ticket.create"
    Micros cpu{};              ///< of one, without what the stub itself takes
    std::size_t requests = 0;  ///< that it takes
};

/// adapters/rt with an item that went through the stages. Errors: std::runtime_error when a
/// primitive does not deliver.
std::vector<RenderingCost> renderingCosts();

}  // namespace bowline::tests
