// A courier with everything around it but the destination: a real store in a folder of its own,
// keys, a clock that stands still. Rows are put into the outbox as the pipeline would.
#pragma once

#include "connector/base/random_id.h"
#include "connector/delivery/courier.h"
#include "connector/store/incidents.h"
#include "connector/store/links.h"
#include "connector/store/migrations.h"
#include "connector/store/outbox.h"
#include "connector/store/sealing_keys.h"
#include "connector/store/senders.h"
#include "connector/store/sqlite_database.h"
#include "connector/store/stops.h"
#include "connector/vault/seal.h"
#include "tests/contract/adapter/cleared_items.h"
#include "tests/support/temp_folder.h"

#include <memory>
#include <string>
#include <vector>

namespace bowline::tests {

inline const TenantId kTenant{"acme"};
inline const PurposeId kAnswer{"answer"};
inline const DestinationId kDesk{"desk"};
constexpr std::uint32_t kGuardVersion = 1;

/// A person with a key, a blind index and one conversation.
struct Customer {
    explicit Customer(vault::SealingKey sealingKey) : key(std::move(sealingKey)) {}
    vault::SealingKey key;
    PersonId person = newId<PersonId>();
    ConversationId conversation = newId<ConversationId>();
    EpisodeId episode = newId<EpisodeId>();
    BlindIndex index{std::string(person.bytes())};
};

class PostOffice {
public:
    explicit PostOffice(Clock& theClock)
        : clock(theClock),
          writer(
              {.open = [this] { return opened(); }, .check = [](store::Database&) {}}, clock, {}
          ),
          reader(openReader()) {}

    std::unique_ptr<store::Database> openReader() const {
        return store::openSqlite(path(), store::OpenMode::ReadOnly);
    }

    std::unique_ptr<Customer> newCustomer() {
        auto customer = std::make_unique<Customer>(keys.newSealingKey());
        writer.call([&](store::Database& db) {
            static_cast<void>(store::SealingKeys(db).insertIfAbsent(
                {keys.wrap(customer->key), kTenant, std::nullopt, clock.now()}
            ));
            static_cast<void>(store::Senders(db).insert(
                {kTenant, customer->index, customer->key.id(), customer->person, clock.now()}
            ));
        });
        return customer;
    }

    /// Message `number` of ticket `ticket`; what it must not disclose is `forbidden`.
    store::OutboxItem rowFor(
        const Customer& who,
        int ticket,
        int number,
        const std::string& text,
        const Forbidden& forbidden
    ) const {
        store::OutboxItem row;
        row.id = newId<ItemId>();
        row.tenant = kTenant;
        row.destination = kDesk;
        row.purpose = kAnswer;
        row.counted = true;
        row.event = newId<EventId>();
        row.person = who.person;
        row.conversation = who.conversation;
        row.episode = who.episode;
        row.order = {number, number, 0};
        row.dueAt = row.createdAt = clock.now();
        row.ruleSet = std::string(64, 'a');
        row.guardVersion = kGuardVersion;
        row.keyId = who.key.id();
        const auto cell = [&](std::string_view column) {
            return vault::CellAddress{
                kTenant.str(), "outbox", column, row.id.bytes(), kGuardVersion};
        };
        row.item = vault::seal(who.key, cell("item"), clearedItem(ticket, number, text));
        row.forbidden = vault::seal(who.key, cell("forbidden"), forbidden);
        return row;
    }
    ItemId put(const store::OutboxItem& row) {
        writer.call([&](store::Database& db) {
            store::Outbox(db).insert(row, store::ItemState::Queued, "");
        });
        return row.id;
    }
    ItemId put(const Customer& who, int ticket, int number, const std::string& text) {
        return put(rowFor(who, ticket, number, text, {}));
    }
    void stop(const Customer& who) {
        writer.call([&](store::Database& db) {
            store::Stops(db).add({kTenant, who.index, 1000, kAnswer, "stop", clock.now()});
        });
    }

    store::ItemSummary row(const ItemId& id) const {
        return store::Outbox(*reader).find(id).value();
    }
    std::string stateOf(const ItemId& id) const {
        const auto found = row(id);
        const auto state = std::string(store::toText(found.state));
        return found.reason.empty() ? state : state + " " + found.reason;
    }
    /// The bytes of the ledger's entries, in order.
    std::vector<std::string> ledger() const {
        std::vector<std::string> entries;
        audit.read(*reader, 1, 1000, [&](std::uint64_t, std::string_view bytes) {
            entries.emplace_back(bytes);
        });
        return entries;
    }

    delivery::CourierParts parts() {
        return {
            .clock = clock,
            .openKeys = openKeys,
            .writer = writer,
            .audit = audit,
            .openReader = [this] { return openReader(); },
            .random = [] { return 0.5; },
            .onLeak = [this](const store::OutboxItem& item) { leaks.push_back(item.id); }};
    }

    TempFolder folder;
    Clock& clock;
    vault::Keys keys{vault::MasterKey(std::string(32, 'k'))};
    vault::KeyCache openKeys{keys, 100};
    store::AuditLog audit{"node", keys.hashFor(vault::HashUse::LedgerHead, kTenant)};
    store::Writer writer;
    std::unique_ptr<store::Database> reader;
    std::vector<ItemId> leaks;

private:
    std::string path() const { return folder / "store.db"; }
    std::unique_ptr<store::Database> opened() {
        auto db = store::openSqlite(path(), store::OpenMode::ReadWrite);
        store::migrateToNewest(*db, clock.now());
        return db;
    }
};

}  // namespace bowline::tests
