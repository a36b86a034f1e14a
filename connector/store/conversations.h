// Conversations (person x channel) and how far each has been placed in order.
#pragma once

#include "connector/base/ids.h"
#include "connector/model/event.h"
#include "connector/store/database.h"

#include <cstdint>
#include <optional>

namespace bowline::store {

struct ConversationRow {
    TenantId tenant;
    ConversationId id;
    PersonId person;
    ChannelId channel;
    OrderKey lastPlaced;  ///< the highest order key that went to the outbox; zeros before the first
    std::int64_t version = 1;  ///< counts placements
};

class Conversations {
public:
    explicit Conversations(Database& db) : db_(db) {}

    [[nodiscard]] std::optional<ConversationRow> find(
        const TenantId& tenant, const PersonId& person, const ChannelId& channel
    );
    /// With whom a conversation is.
    [[nodiscard]] std::optional<PersonId> partyOf(
        const TenantId& tenant, const ConversationId& conversation
    );
    /// False when this person has a conversation on this channel already: Stale.
    [[nodiscard]] bool insert(const ConversationRow& conversation);
    /// Sets the highest placed key and counts the version up. False when it changed since
    /// `expected`: Stale.
    [[nodiscard]] bool place(
        const TenantId& tenant, const ConversationId& id, OrderKey highest, std::int64_t expected
    );

private:
    Database& db_;
};

}  // namespace bowline::store
