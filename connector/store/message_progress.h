// How far messages of the business got, by the key of the message: also for one that is not known
// yet, since a status may overtake it. No person stands here: keys are keyed hashes.
#pragma once

#include "connector/base/ids.h"
#include "connector/model/event.h"
#include "connector/model/progress.h"
#include "connector/store/database.h"

#include <optional>

namespace bowline::store {

class MessageProgresses {
public:
    explicit MessageProgresses(Database& db) : db_(db) {}

    /// Nothing when no status of it has come.
    [[nodiscard]] std::optional<MessageProgress> find(const EventKey& message);
    /// Writes the whole of it. Inside the transaction that has read it.
    void put(const TenantId& tenant, const EventKey& message, const MessageProgress& progress);
    /// Messages with a status that no event of the store is: sent by another tool, or not here yet.
    [[nodiscard]] std::int64_t countUnknown();

private:
    Database& db_;
};

}  // namespace bowline::store
