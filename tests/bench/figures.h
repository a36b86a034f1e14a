// What a process cost so far, what a call costs, and how a set of waits is spread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <sys/types.h>
#include <vector>

namespace bowline::tests {

using Micros = std::chrono::duration<double, std::micro>;

struct ProcessFigures {
    Micros cpu{};  ///< user and system, of all its threads, since it began
    double residentMiB = 0;
    double peakMiB = 0;
};

/// Of a process of this machine. Errors: std::runtime_error when there is none.
ProcessFigures figuresOf(pid_t process);

/// CPU of the calling thread a call, user and system: the middle of three rounds of `calls`.
Micros cpuOfCall(std::size_t calls, const std::function<void()>& call);

struct Spread {
    Micros median{};
    Micros p99{};
};
/// Absence: zeros when there are none.
Spread spreadOf(std::vector<Micros> waits);

}  // namespace bowline::tests
