#include "connector/model/progress.h"

#include <algorithm>

namespace bowline {

namespace {

std::optional<Instant>* stepOf(MessageProgress& progress, DeliveryState state) {
    switch (state) {
        case DeliveryState::Sent:
            return &progress.sent;
        case DeliveryState::Delivered:
            return &progress.delivered;
        case DeliveryState::Read:
            return &progress.read;
        case DeliveryState::Played:
            return &progress.played;
        case DeliveryState::Failed:
            return &progress.failed;
        case DeliveryState::Unknown:
            return nullptr;
    }
    return nullptr;
}

bool arrived(const MessageProgress& progress) {
    return progress.delivered || progress.read || progress.played;
}

}  // namespace

void MessageProgress::note(DeliveryState state, Instant at, std::optional<int> code) {
    auto* step = stepOf(*this, state);
    if (step == nullptr)
        return;
    if (!*step || at < **step)
        *step = at;
    if (state == DeliveryState::Failed && code)
        errorCode = errorCode ? std::min(*errorCode, *code) : code;
}

DeliveryState MessageProgress::state() const {
    if (played)
        return DeliveryState::Played;
    if (read)
        return DeliveryState::Read;
    if (delivered)
        return DeliveryState::Delivered;
    if (failed)
        return DeliveryState::Failed;
    return sent ? DeliveryState::Sent : DeliveryState::Unknown;
}

bool MessageProgress::isContradicted() const {
    return failed && arrived(*this);
}

}  // namespace bowline
