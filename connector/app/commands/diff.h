// What the commands share that compare a changed mapping with the traffic that is kept.
#pragma once

#include "connector/base/clock.h"

#include <string>
#include <thread>
#include <vector>

namespace bowline::app {

struct Comparison {
    std::string config;
    std::string mapping;  ///< the changed file
    Instant since{};
    std::vector<std::string> accept;  ///< classes that may become visible; "all"
    unsigned threads = std::max(std::thread::hardware_concurrency(), 1U);
    bool json = false;
};

/// Compares and prints. Shape: the exit code, kFinding when something becomes visible that was not
/// accepted. Errors: ConfigError, Error.
int printComparison(const Comparison& comparison);

}  // namespace bowline::app
