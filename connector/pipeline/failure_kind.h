// Why a plan did not become rows, as the pipeline has to know it.
#pragma once

#include <cstdint>
#include <exception>

namespace bowline::pipeline {

enum class FailureKind : std::uint8_t {
    Stale,      ///< its ground has changed: compute it again
    StoreBusy,  ///< the store cannot commit now: later
    Unexpected  ///< anything else: a few times more, then a human
};

FailureKind kindOf(const std::exception_ptr& failure);

}  // namespace bowline::pipeline
