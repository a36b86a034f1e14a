// What this machine's disk and SQLite give by themselves, with nothing of ours around them.
#pragma once

#include "tests/bench/figures.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace bowline::tests {

/// Appends of 1 KiB, each with its fdatasync.
Spread syncsOf(const std::filesystem::path& folder, std::size_t count);

/// The same beside a load: one a hundredth of a second, from construction until `ended`.
class SyncsMeanwhile {
public:
    explicit SyncsMeanwhile(std::filesystem::path folder);
    /// Ends it. Shape: of all syncs so far.
    Spread ended();

private:
    void run(const std::stop_token& stop);

    std::filesystem::path folder_;
    std::vector<Micros> waits_;
    std::mutex mutex_;
    std::condition_variable_any turn_;
    std::jthread thread_;
};

struct CommitFigures {
    double rowsPerSecond = 0;
    Micros cpuPerRow{};
};
/// Rows of 1 KiB with a unique 16-byte key, `rows` a transaction, WAL with synchronous=FULL.
CommitFigures commitsOf(
    const std::filesystem::path& folder, std::size_t transactions, std::size_t rows
);

}  // namespace bowline::tests
