#include "connector/stages/inspect.h"

namespace bowline::stages {

namespace {

std::string_view nameOf(const Event& event) {
    const Sender* sender = senderOf(event);
    return sender != nullptr && sender->name ? sender->name->expose() : std::string_view{};
}

}  // namespace

std::string_view textOf(const Event& event) {
    const auto* message = std::get_if<MessageUpdate>(&event.body);
    return message != nullptr ? message->text.expose() : std::string_view{};
}

Inspected inspect(
    Consented consented,
    const detect::Detector& detector,
    const std::vector<detect::KnownValue>& known
) {
    const auto& placed = consented.placed();
    const auto inspectOne = [&](std::string_view text) {
        return InspectedText{MessageText(text), detector.scan(text, known, placed.region)};
    };
    auto text = inspectOne(textOf(placed.event));
    auto name = inspectOne(nameOf(placed.event));
    return {std::move(consented), std::move(text), std::move(name)};
}

}  // namespace bowline::stages
