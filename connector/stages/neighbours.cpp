#include "connector/stages/neighbours.h"

#include "connector/stages/person_values.h"

#include <algorithm>

namespace bowline::stages {

namespace {

/// All texts that were typed, each in a line.
std::string typedIn(const MessageContent& content) {
    std::string typed;
    for (const auto& part : content.parts) {
        const bool isTyped = part.role == PartRole::Body || part.role == PartRole::Answer;
        if (isTyped)
            typed += (typed.empty() ? "" : "\n") + std::string(part.text.expose());
    }
    return typed;
}

}  // namespace

detect::TextsAround textsOf(const Neighbours& neighbours) {
    detect::TextsAround texts;
    for (const auto& neighbour : neighbours.before) {
        texts.before.push_back(neighbour.text.expose());
        texts.waiting = neighbour.waits ? texts.waiting + 1 : 0;
    }
    for (const auto& neighbour : neighbours.after)
        texts.after.push_back(neighbour.text.expose());
    return texts;
}

bool readsNeighbours(const Event& event) {
    const auto* content = contentOf(event);
    return content != nullptr && std::ranges::any_of(content->parts, [](const TextPart& part) {
               return detect::mayBeSplit(part.text.expose());
           });
}

bool mayWait(const Event& event) {
    const auto* message = std::get_if<MessageUpdate>(&event.body);
    return message != nullptr && message->direction == Direction::In && !isImported(event) &&
           message->content.kind == MessageKind::Text;
}

MessageText neighbourText(const Event& event) {
    const auto* content = contentOf(event);
    return MessageText(content == nullptr ? std::string() : typedIn(*content));
}

bool awaitsMore(
    const Event& event,
    const Neighbours& neighbours,
    const detect::Detector& detector,
    const std::vector<detect::KnownValue>& known
) {
    const bool allMayWait =
        mayWait(event) && std::ranges::all_of(neighbours.after, &Neighbour::mayWait);
    return allMayWait && detect::mayGoOn(
                             detector,
                             neighbourText(event).expose(),
                             textsOf(neighbours),
                             known,
                             regionOfSender(event)
                         );
}

}  // namespace bowline::stages
