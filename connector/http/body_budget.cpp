#include "connector/http/body_budget.h"

namespace bowline::http {

std::size_t BodyBudget::limitFor(std::size_t size) const {
    return size > kSmallBody ? limit_ - limit_ / 4 : limit_;
}

bool BodyBudget::hasRoomFor(std::size_t size) const {
    const auto limit = limitFor(size);
    const auto used = used_.load();
    return used <= limit && size <= limit - used;
}

bool BodyBudget::take(std::size_t more, std::size_t whole) {
    const auto limit = limitFor(whole);
    auto used = used_.load();
    do {
        if (used > limit || more > limit - used)
            return false;
    } while (!used_.compare_exchange_weak(used, used + more));
    return true;
}

bool BodyShare::growTo(std::size_t size, std::size_t whole) {
    if (size <= held_)
        return true;
    if (!budget_->take(size - held_, whole))
        return false;
    held_ = size;
    return true;
}

}  // namespace bowline::http
