// How much of what was received waits for its commit.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>

namespace bowline::intake {

/// Threads: any. May be dropped before its places.
class WaitingBytes {
public:
    /// What one body takes up; given back when the last copy goes.
    using Place = std::shared_ptr<const void>;

    explicit WaitingBytes(std::size_t limit) : limit_(limit) {}

    /// A place for a body of `size`, which may lead beyond the limit by itself. Absence: null when
    /// the limit is reached and `mayExceed` is false.
    [[nodiscard]] Place enter(std::size_t size, bool mayExceed);
    [[nodiscard]] std::size_t used() const { return *used_; }

private:
    std::size_t limit_;
    std::shared_ptr<std::atomic<std::size_t>> used_ =
        std::make_shared<std::atomic<std::size_t>>(std::size_t{0});
};

}  // namespace bowline::intake
