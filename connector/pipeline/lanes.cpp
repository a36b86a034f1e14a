#include "connector/pipeline/lanes.h"

namespace bowline::pipeline {

EventRef refOf(const store::EventRow& row) {
    return {row.id, row.sender ? row.sender->bytes : std::string(row.id.bytes())};
}

Lanes::Lanes(std::size_t maxInWork, std::size_t maxWaiting)
    : maxInWork_(maxInWork), maxWaiting_(maxWaiting) {}

void Lanes::push(EventRef ref) {
    {
        std::scoped_lock lock(mutex_);
        auto& lane = lanes_[ref.lane];
        if (!lane.busy && lane.events.empty())
            readyLanes_.push_back(ref.lane);
        lane.events.push_back(std::move(ref));
        ++waiting_;
    }
    ready_.notify_one();
}

std::optional<EventRef> Lanes::take() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return closed_ || (!readyLanes_.empty() && inWork_ < maxInWork_); });
    return closed_ ? std::nullopt : takeLocked();
}

std::optional<EventRef> Lanes::tryTake() {
    std::scoped_lock lock(mutex_);
    return readyLanes_.empty() || inWork_ >= maxInWork_ ? std::nullopt : takeLocked();
}

std::optional<EventRef> Lanes::takeLocked() {
    auto& lane = lanes_.at(readyLanes_.front());
    readyLanes_.pop_front();
    auto ref = std::move(lane.events.front());
    lane.events.pop_front();
    lane.busy = true;
    --waiting_;
    ++inWork_;
    room_.notify_one();
    return ref;
}

void Lanes::finished(const EventRef& ref) {
    {
        std::scoped_lock lock(mutex_);
        release(lanes_.at(ref.lane), ref.lane);
    }
    ready_.notify_one();
}

void Lanes::again(EventRef ref) {
    {
        std::scoped_lock lock(mutex_);
        const std::string name = ref.lane;
        auto& lane = lanes_.at(name);
        lane.events.push_front(std::move(ref));
        ++waiting_;
        release(lane, name);
    }
    ready_.notify_one();
}

void Lanes::release(Lane& lane, const std::string& name) {
    lane.busy = false;
    --inWork_;
    if (lane.events.empty()) {
        lanes_.erase(name);
    } else {
        readyLanes_.push_back(name);
    }
}

bool Lanes::waitForRoom() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || waiting_ < maxWaiting_; });
    return !closed_;
}

std::size_t Lanes::waiting() const {
    std::scoped_lock lock(mutex_);
    return waiting_;
}

std::size_t Lanes::inWork() const {
    std::scoped_lock lock(mutex_);
    return inWork_;
}

void Lanes::close() {
    {
        std::scoped_lock lock(mutex_);
        closed_ = true;
    }
    ready_.notify_all();
    room_.notify_all();
}

}  // namespace bowline::pipeline
