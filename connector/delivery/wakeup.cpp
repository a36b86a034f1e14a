// Each sleep is stopped by its own source; see the header.
#include "connector/delivery/wakeup.h"

#include <vector>

namespace bowline::delivery {

std::uint64_t Wakeup::seen() const {
    std::scoped_lock lock(mutex_);
    return calls_;
}

void Wakeup::sleep(Clock& clock, std::uint64_t seen, Instant until, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (calls_ != seen)
        return;
    const auto nap = naps_.emplace(naps_.end());
    lock.unlock();
    {
        // Its end waits for a call that still runs, and that call holds `nap`.
        const std::stop_callback forward(stop, [&] { nap->request_stop(); });
        clock.sleepUntil(until, nap->get_token());
    }
    lock.lock();
    naps_.erase(nap);
}

void Wakeup::wake() {
    std::vector<std::stop_source> naps;
    {
        std::scoped_lock lock(mutex_);
        ++calls_;
        naps.assign(naps_.begin(), naps_.end());
    }
    for (auto& nap : naps)
        nap.request_stop();
}

}  // namespace bowline::delivery
