// The handler with a real store, whose writer is stepped by hand: "before the commit" is a place in
// a test.
#pragma once
#include "connector/base/error.h"
#include "connector/base/random_id.h"
#include "connector/channels/dialog360.h"
#include "connector/channels/meta_cloud.h"
#include "connector/detect/sender_index.h"
#include "connector/intake/webhook.h"
#include "connector/store/journal.h"
#include "connector/store/migrations.h"
#include "connector/store/sqlite_database.h"
#include "connector/store/stops.h"
#include "connector/vault/seal.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

namespace bowline::intake {

inline constexpr Instant kStart{std::chrono::milliseconds{1'750'000'000'000}};
inline const TenantId kTenant("acme");
inline const std::string kSecret = "a test secret";
inline const std::string kBody = R"({"object":"whatsapp_business_account","entry":[]})";

inline std::string stopBody() {
    return R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{)"
           R"("contacts":[{"wa_id":"4915550100001","user_id":"DE.5"}],"messages":[{"from":"4915550100001",)"
           R"("id":"wamid.A","timestamp":"1750000000","type":"text","text":{"body":"Stop!"}}]}}]}]})";
}

/// A store in a folder of its own, which goes with it.
class TestStore {
public:
    TestStore()
        : folder_(std::filesystem::temp_directory_path() / ("intake-" + newId<RowId>().hex())) {
        std::filesystem::create_directory(folder_);
    }
    ~TestStore() { std::filesystem::remove_all(folder_); }

    std::unique_ptr<store::Database> open(store::OpenMode mode) const {
        return store::openSqlite((folder_ / "bowline.db").string(), mode);
    }
    store::WriterStore forWriter() const {
        return {
            [this] {
                auto db = open(store::OpenMode::ReadWrite);
                store::migrateToNewest(*db, kStart);
                return db;
            },
            [](store::Database&) {}};
    }

private:
    std::filesystem::path folder_;
};

/// What came back for one request; nothing while it waits.
using Answer = std::shared_ptr<std::optional<http::Response>>;

struct Intake {
    Intake() = default;
    Intake(store::WriterSettings ofWriter, WebhookLimits ofWebhook)
        : settings(ofWriter), limits(ofWebhook) {}

    TestStore store;
    ManualClock clock{kStart};
    vault::Keys keys{vault::MasterKey(std::string(32, 'k'))};
    store::WriterSettings settings;
    WebhookLimits limits{1'000'000};
    store::Writer writer{store.forWriter(), clock, settings};
    std::unique_ptr<Webhook> webhook = restarted();

    std::unique_ptr<Webhook> restarted() {
        const auto provider =
            std::make_shared<channels::MetaCloudChannel>(channels::MetaCloudSettings{
                AppSecret(kSecret), std::nullopt, VerifyToken("our token")});
        const StopPolicy stops{
            {PurposeId("answer"), PurposeId("marketing")}, PurposeId("marketing")};
        std::vector<IntakeChannel> channels = {
            {"/hooks/main", kTenant, ChannelId("main"), provider, stops},
            {"/hooks/other", kTenant, ChannelId("other"), provider, stops}};
        const auto find = [this](const TenantId& tenant, Instant day) {
            const auto reader = store.open(store::OpenMode::ReadOnly);
            return store::SealingKeys(*reader).findDay(tenant, day);
        };
        return std::make_unique<Webhook>(channels, keys, find, writer, clock, limits);
    }

    Answer send(http::Request request) {
        auto answer = std::make_shared<std::optional<http::Response>>();
        webhook->handle(std::move(request), http::Responder([answer](http::Response response) {
                            *answer = std::move(response);
                        }));
        return answer;
    }
    Answer post(
        const std::string& body,
        const std::string& secret = kSecret,
        const std::string& path = "/hooks/main"
    ) {
        http::Request request;
        request.method = "POST";
        request.path = path;
        request.body = body;
        request.headers = {
            {"X-Hub-Signature-256", "sha256=" + toHex(asText(KeyedHash(secret).of(body)))}};
        return send(std::move(request));
    }
    int statusOf(const std::string& method, const std::string& path, const std::string& query) {
        http::Request request;
        request.method = method;
        request.path = path;
        request.query = query;
        return send(std::move(request))->value().status;
    }
    std::vector<store::JournalRow> journal() const {
        const auto reader = store.open(store::OpenMode::ReadOnly);
        return store::Journal(*reader).pending(0, 100);
    }
    std::vector<store::Stop> stopsOf(IdentityKind kind, std::string_view value) const {
        const auto reader = store.open(store::OpenMode::ReadOnly);
        const auto hash = keys.hashFor(vault::HashUse::BlindIndex, kTenant);
        const std::vector<BlindIndex> indexes = {detect::indexOf(kind, value, hash)};
        return store::Stops(*reader).activeFor(kTenant, indexes);
    }
    std::string opened(const store::JournalRow& row) const {
        const auto reader = store.open(store::OpenMode::ReadOnly);
        const auto wrapped = store::SealingKeys(*reader).find(row.row.keyId);
        const vault::CellAddress address{
            row.row.tenant.str(), "journal", "body", row.row.id.bytes(), 1};
        const auto body = vault::open<RawBody>(keys.unwrap(wrapped.value()), address, row.row.body);
        return std::string(body.expose());
    }
};

}  // namespace bowline::intake
