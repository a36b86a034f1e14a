// Episodes: from opening to solving, one ticket a destination. A conversation has at most one open
// one.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace bowline::store {

struct EpisodeRow {
    TenantId tenant;
    EpisodeId id;
    ConversationId conversation;
    Instant openedAt;
    Instant lastMessageAt;
    std::optional<Instant> closedAt;
    bool imported = false;  ///< what was said before bowline; at most one a conversation
    std::string route{};    ///< id of the route rule that opened it; empty before version 14
};

class Episodes {
public:
    explicit Episodes(Database& db) : db_(db) {}

    /// The one that a new message may continue: the open one, else the one opened last, history
    /// only when there is no other. The open one first, whatever the times say: a clock can step
    /// back.
    [[nodiscard]] std::optional<EpisodeRow> newest(
        const TenantId& tenant, const ConversationId& conversation
    );
    /// What was said before bowline.
    [[nodiscard]] std::optional<EpisodeRow> history(
        const TenantId& tenant, const ConversationId& conversation
    );
    [[nodiscard]] std::optional<EpisodeRow> find(const TenantId& tenant, const EpisodeId& id);
    /// The open episode of the person that heard from her last, apart from those of `besides`.
    [[nodiscard]] std::optional<EpisodeRow> openElsewhere(
        const TenantId& tenant, const PersonId& person, const std::optional<ConversationId>& besides
    );
    /// Those of the person that were opened last, newest first, at most `most`; history of before
    /// bowline is none of them.
    [[nodiscard]] std::vector<EpisodeRow> ofPerson(
        const TenantId& tenant, const PersonId& person, std::int64_t most
    );
    /// False when the conversation has an open one already, or history: Stale.
    [[nodiscard]] bool insert(const EpisodeRow& episode);
    /// Notes a message at `at`; an earlier one than noted changes nothing. False when it is not
    /// open.
    [[nodiscard]] bool touch(const TenantId& tenant, const EpisodeId& id, Instant at);
    /// False when it was not open.
    [[nodiscard]] bool close(const TenantId& tenant, const EpisodeId& id, Instant at);
    /// Opens a closed episode again. False when it is open, or another of the conversation is:
    /// Stale.
    [[nodiscard]] bool reopen(const TenantId& tenant, const EpisodeId& id);

private:
    Database& db_;
};

}  // namespace bowline::store
