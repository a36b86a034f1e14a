// The newest version of each message that was edited: what another edit changes and a reply quotes.
#pragma once

#include "connector/model/event.h"
#include "connector/store/database.h"

#include <optional>

namespace bowline::store {

class MessageVersions {
public:
    explicit MessageVersions(Database& db) : db_(db) {}

    /// The key of the last edit of the message; nothing when it was never edited.
    [[nodiscard]] std::optional<EventKey> newest(const EventKey& message);
    /// Notes an edit. One that is older than what is noted changes nothing.
    void put(const EventKey& message, const EventKey& edit, const OrderKey& order);

private:
    Database& db_;
};

}  // namespace bowline::store
