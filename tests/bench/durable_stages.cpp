// See stage_costs.h. A transaction's begin and commit are part of a row's price, as in the daemon.
#include "adapters/folder/markdown.h"
#include "adapters/folder/ticket_file.h"
#include "connector/app/store_files.h"
#include "connector/base/random_id.h"
#include "connector/delivery/folder_writer.h"
#include "connector/pipeline/item_rows.h"
#include "connector/store/audit_log.h"
#include "connector/store/migrations.h"
#include "connector/store/outbox.h"
#include "connector/store/sqlite_database.h"
#include "tests/bench/stage_costs.h"

#include <algorithm>

namespace bowline::tests {

namespace {

constexpr std::size_t kGroup = 64;
constexpr std::size_t kGroups = 20;
constexpr std::size_t kFiles = 200;

class Rows {
public:
    Rows(const Journey& journey, const std::filesystem::path& folder)
        : journey_(journey),
          db_(store::openSqlite((folder / "rows.db").string(), store::OpenMode::ReadWrite)),
          audit_(app::auditLogOf(journey.keys, journey.tenant)) {
        store::migrateToNewest(*db_, journey.now);
    }

    StageCost journal() {
        return group("journal row", [&, row = journey_.journalRow()]() mutable {
            row.id = newId<RowId>();
            store::Journal(*db_).append(row);
        });
    }

    StageCost event() {
        const store::EventOutcome outcome{
            store::EventState::RecordedOnly, "status", 0, {}, {}, journey_.now};
        return group("event row, decided", [&, row = journey_.eventRow()]() mutable {
            row.id = newId<EventId>();
            row.key.bytes = randomBytes(row.key.bytes.size());
            (void)store::Events(*db_).insert(row, journey_.now);
            (void)store::Events(*db_).setState(row.id, store::EventState::Queued, outcome);
        });
    }

    StageCost outbox() {
        return group("outbox row, claimed, delivered", [&, row = journey_.outboxRow()]() mutable {
            row.id = newId<ItemId>();
            store::Outbox out(*db_);
            out.insert(row, store::ItemState::Queued, "");
            for (const auto& leased : out.claimDue(journey_.now, std::chrono::minutes{1}, 1))
                (void)out.delivered(leased.lease(), "ticket", journey_.now);
        });
    }

    StageCost ledger() {
        const auto row = journey_.outboxRow();
        const auto subject = vault::Keys::ledgerSubjectHash(journey_.sealingKey);
        auto cost = group("ledger entry", [&] {
            const auto entry =
                pipeline::entryFor(ledger::Act::DisclosureReleased, row, journey_.now);
            audit_.append(*db_, {entry, &subject, row.person});
        });
        cost.callsAMessage = 2;
        return cost;
    }

private:
    template <class Write>
    StageCost group(std::string name, Write write) {
        const auto cpu = cpuOfCall(kGroups, [&] {
            db_->begin();
            for (std::size_t i = 0; i < kGroup; ++i)
                write();
            db_->commit();
        });
        return {std::move(name), cpu / static_cast<double>(kGroup)};
    }

    const Journey& journey_;
    std::unique_ptr<store::Database> db_;
    store::AuditLog audit_;
};

StageCost ticketFiles(
    const Journey& journey, const std::filesystem::path& folder, std::size_t entries
) {
    using namespace adapters::folder;
    const auto item = journey.cleared();
    auto ticket = newTicket(item);
    ticket.entries.assign(entries, entryOf(item));
    const auto json = toJson(ticket);
    delivery::FolderWriter writer(folder.string());
    const auto cpu = cpuOfCall(kFiles, [&] {
        const auto read = fromJson(json);
        writer.replace("ticket.json", toJson(*read));
        writer.replace("ticket.md", toMarkdown(*read));
    });
    return {"ticket files read, written, synced", cpu};
}

}  // namespace

std::vector<StageCost> durableStages(
    const Journey& journey, const std::filesystem::path& folder, std::size_t entries
) {
    Rows rows(journey, folder);
    return {
        rows.journal(),
        rows.event(),
        rows.outbox(),
        rows.ledger(),
        ticketFiles(journey, folder, entries)};
}

}  // namespace bowline::tests
