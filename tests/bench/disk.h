// What this machine's disk and SQLite give by themselves, with nothing of ours around them.
#pragma once

#include "tests/bench/figures.h"

#include <filesystem>

namespace bowline::tests {

/// Appends of 1 KiB, each with its fdatasync.
Spread syncsOf(const std::filesystem::path& folder, std::size_t count);

struct CommitFigures {
    double rowsPerSecond = 0;
    Micros cpuPerRow{};
};
/// Rows of 1 KiB with a unique 16-byte key, `rows` a transaction, WAL with synchronous=FULL.
CommitFigures commitsOf(
    const std::filesystem::path& folder, std::size_t transactions, std::size_t rows
);

}  // namespace bowline::tests
