// One renewal at a time. Whoever finds the credentials refused asks for a renewal of the ones that
// it used; the first one does it, the others wait for its end, and who comes with older ones than
// there are now need not wait at all.
#pragma once

#include "connector/adapter_api/adapter.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace bowline::adapters::rest {

/// Why there are no credentials; nothing: there are.
using Failure = std::optional<adapter_api::PrimitiveOutcome>;

/// Threads: any. No lock is held while the work is done.
class SingleFlight {
public:
    /// Counts the renewals that succeeded.
    [[nodiscard]] std::uint64_t generation() const;

    /// Does `work` unless the generation is no longer `seen`, or another thread is at it: then its
    /// failure is this one's too. What `work` throws goes to the thread that did it; the others
    /// get RetryLater{"login_interrupted"}.
    Failure run(std::uint64_t seen, const std::function<Failure()>& work);

private:
    struct Flight {
        bool isOver = false;
        Failure failure;
    };
    void land(Flight& flight, const Failure& failure);

    mutable std::mutex mutex_;
    std::condition_variable landed_;
    std::shared_ptr<Flight> flight_;
    std::uint64_t generation_ = 0;
};

}  // namespace bowline::adapters::rest
