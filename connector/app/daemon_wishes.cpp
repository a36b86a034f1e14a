#include "connector/app/daemon_wishes.h"

#include "connector/app/admin_answer.h"

namespace bowline::app {

void Wish::answer(int status, std::string text) const {
    if (respond)
        (*respond)(said(status, std::move(text)));
}

void DaemonWishes::add(Wish wish) {
    {
        std::scoped_lock lock(mutex_);
        waiting_.push_back(std::move(wish));
    }
    added_.notify_one();
}

void DaemonWishes::stop() {
    {
        std::scoped_lock lock(mutex_);
        isStopped_ = true;
    }
    added_.notify_one();
}

std::optional<Wish> DaemonWishes::next() {
    std::unique_lock lock(mutex_);
    added_.wait(lock, [&] { return isStopped_ || !waiting_.empty(); });
    if (!isStopped_) {
        auto wish = std::move(waiting_.front());
        waiting_.pop_front();
        return wish;
    }
    const auto left = std::exchange(waiting_, {});
    lock.unlock();
    for (const auto& wish : left)
        wish.answer(503, "the daemon is stopping\n");
    return std::nullopt;
}

}  // namespace bowline::app
