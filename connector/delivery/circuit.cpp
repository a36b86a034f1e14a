// The breaker's transitions; see the header.
#include "connector/delivery/circuit.h"

#include <algorithm>
#include <utility>

namespace bowline::delivery {

std::string_view toText(CircuitState state) {
    constexpr std::string_view kNames[] = {"closed", "open", "half_open"};
    return kNames[static_cast<int>(state)];
}

bool Circuit::wouldAdmit(Instant now) const {
    return state_ == CircuitState::Closed || now >= trialAt_;
}

bool Circuit::admits(Instant now) {
    if (!wouldAdmit(now))
        return false;
    if (state_ == CircuitState::Closed)
        return true;
    state_ = CircuitState::HalfOpen;
    trialAt_ = now + pause_;  // if the trial is never answered, another may go
    return true;
}

CircuitChange Circuit::answered() {
    if (stopped_ && state_ == CircuitState::Open)
        return CircuitChange::None;
    const auto change = stopped_                         ? CircuitChange::Resumed
                        : state_ == CircuitState::Closed ? CircuitChange::None
                                                         : CircuitChange::Closed;
    state_ = CircuitState::Closed;
    stopped_ = false;
    failures_ = 0;
    pause_ = std::chrono::milliseconds{0};
    return change;
}

CircuitChange Circuit::failed(Instant now) {
    switch (state_) {
        case CircuitState::Closed:
            return ++failures_ < settings_.failuresToOpen ? CircuitChange::None : open(now);
        case CircuitState::HalfOpen:
            open(now);
            return CircuitChange::None;  // it was open all the time
        case CircuitState::Open:
            return CircuitChange::None;  // one that was in flight when it opened
    }
    return CircuitChange::None;
}

CircuitChange Circuit::denied(Instant now) {
    if (state_ != CircuitState::Open)
        open(now);
    return std::exchange(stopped_, true) ? CircuitChange::None : CircuitChange::Stopped;
}

void Circuit::trialUnused(Instant now) {
    if (state_ != CircuitState::HalfOpen)
        return;
    state_ = CircuitState::Open;
    trialAt_ = now;
}

CircuitChange Circuit::open(Instant now) {
    const auto doubled = pause_.count() == 0 ? settings_.openFor : pause_ * 2;
    pause_ = std::min(doubled, settings_.longest);
    state_ = CircuitState::Open;
    trialAt_ = now + pause_;
    return CircuitChange::Opened;
}

std::optional<Instant> Circuit::nextTrial() const {
    if (state_ == CircuitState::Closed)
        return std::nullopt;
    return trialAt_;
}

}  // namespace bowline::delivery
