#include "adapters/rest/single_flight.h"

namespace bowline::adapters::rest {

std::uint64_t SingleFlight::generation() const {
    std::scoped_lock lock(mutex_);
    return generation_;
}

void SingleFlight::land(Flight& flight, const Failure& failure) {
    {
        std::scoped_lock lock(mutex_);
        flight.isOver = true;
        flight.failure = failure;
        flight_.reset();
        generation_ += failure ? 0 : 1;
    }
    landed_.notify_all();
}

Failure SingleFlight::run(std::uint64_t seen, const std::function<Failure()>& work) {
    std::unique_lock lock(mutex_);
    if (generation_ != seen)
        return std::nullopt;
    if (const auto other = flight_) {
        landed_.wait(lock, [&] { return other->isOver; });
        return other->failure;
    }
    const auto own = flight_ = std::make_shared<Flight>();
    lock.unlock();
    try {
        const auto failure = work();
        land(*own, failure);
        return failure;
    } catch (...) {
        land(*own, RetryLater{"login_interrupted", std::nullopt});
        throw;
    }
}

}  // namespace bowline::adapters::rest
