// The pipeline on a real store with a hand-moved clock and a real channel; nothing runs by itself.
#pragma once

#include "connector/base/random_id.h"
#include "connector/channels/meta_cloud.h"
#include "connector/expression/template.h"
#include "connector/pipeline/pipeline.h"
#include "connector/store/counts.h"
#include "connector/store/journal.h"
#include "connector/store/migrations.h"
#include "connector/store/outbox.h"
#include "connector/store/sealing_keys.h"
#include "connector/store/sqlite_database.h"
#include "connector/vault/seal.h"
#include "tests/support/temp_folder.h"

#include <memory>
#include <string>

namespace bowline::tests {

inline const TenantId kTenant{"main"};
inline const ChannelId kSupport{"support"};
inline const DestinationId kDesk{"desk"};
inline const PurposeId kAnswer{"answer"};
inline const PurposeId kMarketing{"marketing"};

inline TemplatePtr compiled(const char* source) {
    auto made = expression::Template::compile(source, expression::mappingDialect());
    return std::make_shared<const expression::Template>(
        std::move(std::get<expression::Template>(made))
    );
}

/// One destination that gets the masked text; answering needs no consent, marketing does.
inline RuleSetPtr deskRules() {
    auto rules = std::make_shared<RuleSet>();
    Mapping desk;
    desk.name = "desk";
    desk.destination = kDesk;
    desk.purpose = kAnswer;
    desk.text = TextMode::FullMasked;
    desk.otherwise.action = Action::Mask;
    desk.contactName = compiled("{contact.alias}");
    desk.ticketSubject = compiled("[WA] {contact.alias}");
    desk.ticketQueue = compiled("{route.queue}");
    desk.commentText = compiled("{message.text}");
    desk.ticketTags = {compiled("{message.text}")};
    rules->id = std::string(64, 'a');
    rules->mappings.emplace(kDesk, desk);
    rules->routes = {{"default", {}, {kDesk}, "Support"}};
    rules->purposes = {
        {kAnswer, {kAnswer, Basis::Contract, true}},
        {kMarketing, {kMarketing, Basis::OptIn, true}}};
    return rules;
}

class PipelineWorld {
public:
    PipelineWorld() { pipeline = std::make_unique<pipeline::Pipeline>(parts(), 1); }

    /// Journals a body as intake does, with the stops that intake would have found.
    std::int64_t journal(const std::string& body, const std::vector<store::Stop>& stops = {}) {
        const auto id = newId<RowId>();
        const vault::CellAddress address{kTenant.str(), "journal", "body", id.bytes(), 1};
        const store::NewJournalRow row{
            id,
            kTenant,
            kSupport,
            clock.now(),
            sha256(body),
            static_cast<std::int64_t>(body.size()),
            dayKey->id(),
            vault::seal(*dayKey, address, RawBody(body))};
        return writer.ask([&](store::Database& db) {
            const auto seq = store::Journal(db).append(row);
            for (auto stop : stops) {
                stop.journalSeq = seq;
                store::Stops(db).add(stop);
            }
            return seq;
        });
    }

    /// Journals one text message and lets the pipeline work.
    void say(const std::string& from, const std::string& text, std::int64_t second) {
        journal(textBody(from, text, second, "wamid." + std::to_string(++messages)));
        pipeline->step();
    }

    static std::string textBody(
        const std::string& from,
        const std::string& text,
        std::int64_t second,
        const std::string& id,
        const std::string& number = "1"
    ) {
        return R"({"object":"whatsapp_business_account","entry":[{"id":"9","changes":[{"field":"messages",)"
               R"("value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":")" +
               number +
               R"("},"contacts":)"
               R"([{"profile":{"name":"Ana Example"},"wa_id":")" +
               from + R"("}],"messages":[{"from":")" + from + R"(","id":")" + id +
               R"(","timestamp":")" + std::to_string(second) +
               R"(","type":"text","text":{"body":")" + text + R"("}}]}}]}]})";
    }

    /// What waits for the desk, opened, in the order of the outbox.
    std::vector<ClearedItem> items() {
        std::vector<ClearedItem> opened;
        const auto rows = writer.ask([&](store::Database& db) {
            return store::Outbox(db).claimDue(clock.now(), std::chrono::seconds(1), 100);
        });
        for (const auto& row : rows) {
            const auto key = openKeys.get(row.item.keyId, [&](const KeyId& id) {
                return store::SealingKeys(*reader).find(id);
            });
            opened.push_back(vault::open<ClearedItem>(
                *key,
                {kTenant.str(), "outbox", "item", row.item.id.bytes(), row.item.guardVersion},
                *row.item.item
            ));
        }
        return opened;
    }

    /// The text of every item of the outbox, whatever its state, in order.
    std::vector<std::string> allTexts() {
        struct Row {
            ItemId id;
            KeyId key;
            std::uint32_t version;
            vault::Sealed<ClearedItem> item;
        };
        const auto rows = writer.ask([](store::Database& db) {
            return db.queryAll(
                "SELECT item_id, key_id, guard_version, item FROM outbox WHERE item IS NOT NULL "
                "ORDER BY provider_second, journal_seq, position",
                {},
                [](const store::Row& row) {
                    return Row{
                        *ItemId::fromBytes(row.blob(0)),
                        *KeyId::fromBytes(row.blob(1)),
                        static_cast<std::uint32_t>(row.integer(2)),
                        {row.bytes(3)}};
                }
            );
        });
        std::vector<std::string> texts;
        for (const auto& row : rows) {
            const auto key = openKeys.get(row.key, [&](const KeyId& id) {
                return store::SealingKeys(*reader).find(id);
            });
            const vault::CellAddress address{
                kTenant.str(), "outbox", "item", row.id.bytes(), row.version};
            texts.push_back(vault::open<ClearedItem>(*key, address, row.item).content().commentText
            );
        }
        return texts;
    }

    store::Counts counts() { return store::countAll(*reader); }

    TempFolder folder;
    std::string path = folder / "bowline.db";
    ManualClock clock{fromMillis(1'800'000'000'000)};
    vault::Keys keys{vault::MasterKey(std::string(32, 'k'))};
    vault::KeyCache openKeys{keys, 64};
    store::AuditLog audit{"main", keys.hashFor(vault::HashUse::LedgerHead, kTenant)};
    store::Writer writer{
        {[this] {
             auto db = store::openSqlite(path, store::OpenMode::ReadWrite);
             store::migrateToNewest(*db, clock.now());
             return db;
         },
         [](store::Database&) {}},
        clock,
        store::WriterSettings{}};
    channels::MetaCloudChannel channel{
        {AppSecret("secret"), std::nullopt, VerifyToken("token"), "1"}};
    Guarded<pipeline::ActiveRules> active{pipeline::ActiveRules{
        deskRules(), std::make_shared<const detect::Detector>(std::vector<OwnClass>{})}};
    std::unique_ptr<store::Database> reader = openReader();
    vault::SealingKeyPtr dayKey = storedDayKey();
    std::unique_ptr<pipeline::Pipeline> pipeline;
    int messages = 0;
    int arrivals = 0;
    std::set<DestinationId> amending;  ///< taken up by a pipeline that is made anew

private:
    std::unique_ptr<store::Database> openReader() {
        return store::openSqlite(path, store::OpenMode::ReadOnly);
    }

    vault::SealingKeyPtr storedDayKey() {
        auto key = openKeys.put(keys.newSealingKey());
        const store::StoredKey row{keys.wrap(*key), kTenant, clock.now(), clock.now()};
        writer.call([&](store::Database& db) {
            if (!store::SealingKeys(db).insertIfAbsent(row))
                throw Error("test: day key is there already");
        });
        return key;
    }

protected:
    pipeline::Parts parts() {
        return {
            kTenant,
            clock,
            keys,
            openKeys,
            writer,
            audit,
            [this] { return openReader(); },
            {{kSupport, &channel}},
            active,
            [this] { ++arrivals; },
            amending};
    }
};

}  // namespace bowline::tests
