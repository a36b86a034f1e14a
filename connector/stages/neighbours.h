// The messages of a conversation around one: a value may go on in the next, and the one before may
// say what a number is.
#pragma once

#include "connector/base/ids.h"
#include "connector/detect/split_values.h"
#include "connector/model/event.h"

#include <vector>

namespace bowline::stages {

struct Neighbour {
    EventId event;
    MessageText text{""};
    bool isHers = true;   ///< of the person who wrote the message; else the business wrote it
    bool waits = false;   ///< it is not decided, only held for what may follow
    bool mayWait = true;  ///< it is of a kind that is ever held for what may follow
    friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

/// In their order, the nearest ones.
struct Neighbours {
    std::vector<Neighbour> before;
    std::vector<Neighbour> after;  ///< whatever of hers is to be told next
};

/// Views into `neighbours`.
detect::TextsAround textsOf(const Neighbours& neighbours);

/// Whether what is found in the message may depend on others: it brings words of a person.
bool readsNeighbours(const Event& event);

/// Whether messages of its kind are held: new texts of a person, nothing with a file.
bool mayWait(const Event& event);

/// What a neighbour of another message is read as; empty when it has no words.
MessageText neighbourText(const Event& event);

/// Whether the message may be the beginning of a value that the next one completes, and is
/// therefore not told yet: a plain text of the person, new, as detect::mayGoOn says.
bool awaitsMore(
    const Event& event,
    const Neighbours& neighbours,
    const detect::Detector& detector,
    const std::vector<detect::KnownValue>& known
);

}  // namespace bowline::stages
