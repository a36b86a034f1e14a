// A real SQLite store of the newest schema in a temporary folder, and rows to put into it.
#pragma once

#include "connector/base/random_id.h"
#include "connector/store/events.h"
#include "connector/store/journal.h"
#include "connector/store/migrations.h"
#include "connector/store/outbox.h"
#include "connector/store/senders.h"
#include "connector/store/sqlite_database.h"
#include "connector/store/stops.h"
#include "tests/support/temp_folder.h"

#include <memory>
#include <optional>
#include <string>

namespace bowline::tests {

inline const Instant kNoon = fromMillis(1'800'000'000'000);
inline const TenantId kTenant{"main"};
inline const DestinationId kDesk{"desk"};
inline const PurposeId kAnswer{"answer"};
inline const PurposeId kMarketing{"marketing"};

struct StoreFixture {
    StoreFixture() { store::migrateToNewest(*db, kNoon); }

    TempFolder folder;
    std::string path = folder / "bowline.db";
    std::unique_ptr<store::Database> db = store::openSqlite(path, store::OpenMode::ReadWrite);
};

inline BlindIndex someIndex() {
    return {randomBytes(16)};
}

inline store::NewJournalRow journalRow() {
    return {
        newId<RowId>(),
        kTenant,
        ChannelId{"support"},
        kNoon,
        sha256("body"),
        4,
        newId<KeyId>(),
        {"sealed body"}};
}

inline store::EventRow eventRow(std::int64_t journalSeq, std::int64_t position) {
    return {
        newId<EventId>(),
        {randomBytes(32)},
        kTenant,
        ChannelId{"support"},
        EventKind::Message,
        journalSeq,
        position,
        kNoon,
        someIndex(),
        newId<KeyId>(),
        {"sealed event"}};
}

inline store::EventOutcome became(store::EventState state, std::int64_t destinations) {
    return {state, "", destinations, std::nullopt, std::nullopt, kNoon};
}

/// A comment that is due at noon, in the lane of `conversation` at the desk.
inline store::OutboxItem comment(const ConversationId& conversation, std::int64_t second) {
    store::OutboxItem item;
    item.id = newId<ItemId>();
    item.tenant = kTenant;
    item.destination = kDesk;
    item.purpose = kAnswer;
    item.counted = true;
    item.event = newId<EventId>();
    item.person = newId<PersonId>();
    item.conversation = conversation;
    item.episode = newId<EpisodeId>();
    item.order = {second, 1, 0};
    item.dueAt = kNoon;
    item.createdAt = kNoon;
    item.ruleSet = std::string(64, 'a');
    item.guardVersion = 1;
    item.keyId = newId<KeyId>();
    item.item = vault::Sealed<ClearedItem>{"sealed item"};
    item.forbidden = vault::Sealed<Forbidden>{"sealed list"};
    return item;
}

}  // namespace bowline::tests
