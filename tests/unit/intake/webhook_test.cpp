// The handler with a real store: what is answered, when, and what is on disk by then. The writer is
// stepped by hand, so that "before the commit" is a place in the test.
#include "connector/intake/webhook.h"

#include "connector/base/error.h"
#include "connector/base/random_id.h"
#include "connector/channels/dialog360.h"
#include "connector/channels/meta_cloud.h"
#include "connector/detect/sender_index.h"
#include "connector/store/journal.h"
#include "connector/store/migrations.h"
#include "connector/store/sqlite_database.h"
#include "connector/store/stops.h"
#include "connector/vault/seal.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>

using namespace bowline;
using namespace bowline::intake;

namespace {

constexpr Instant kStart{std::chrono::milliseconds{1'750'000'000'000}};
const TenantId kTenant("acme");
const std::string kSecret = "a test secret";
const std::string kBody = R"({"object":"whatsapp_business_account","entry":[]})";

std::string stopBody() {
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

struct Asked {
    const char* method;
    const char* path;
    const char* query;
    int status;
};
std::ostream& operator<<(std::ostream& out, const Asked& row) {
    return out << row.method << ' ' << row.path << '?' << row.query;
}

const Asked kAsked[] = {
    {"GET", "/hooks/main", "hub.mode=subscribe&hub.verify_token=our+token&hub.challenge=17", 200},
    {"GET", "/hooks/main", "hub.mode=subscribe&hub.verify_token=other&hub.challenge=17", 403},
    {"GET", "/hooks/main", "", 403},
    {"GET", "/hooks/none", "hub.mode=subscribe&hub.verify_token=our+token&hub.challenge=17", 404},
    {"POST", "/hooks/none", "", 404},
    {"POST", "/hooks/main/", "", 404},
    {"POST", "/hooks/main", "", 401},
    {"PUT", "/hooks/main", "", 405},
    {"HEAD", "/hooks/main", "", 405},
    {"DELETE", "/hooks/none", "", 404},
};

}  // namespace

BOOST_DATA_TEST_CASE(each_request_is_answered_by_its_rule, boost::unit_test::data::make(kAsked)) {
    Intake intake;
    BOOST_TEST(intake.statusOf(sample.method, sample.path, sample.query) == sample.status);
    BOOST_TEST(intake.writer.waiting() == 0u);
}

BOOST_AUTO_TEST_CASE(the_acknowledgement_goes_out_after_the_commit_and_not_before) {
    Intake intake;
    const auto answer = intake.post(kBody);
    BOOST_TEST(!answer->has_value());
    BOOST_TEST(intake.journal().empty());
    intake.writer.step();
    BOOST_REQUIRE(answer->has_value());
    BOOST_TEST((*answer)->status == 200);
    BOOST_TEST(intake.journal().size() == 1u);
    BOOST_TEST(intake.webhook->counts().accepted == 1u);
}

BOOST_AUTO_TEST_CASE(the_body_rests_sealed_and_opens_to_the_bytes_that_came) {
    Intake intake;
    const std::string odd = stopBody() + "\n ";
    intake.post(odd, kSecret, "/hooks/other");
    intake.writer.step();
    const auto row = intake.journal().at(0);
    BOOST_TEST(row.row.channel.str() == "other");
    BOOST_TEST(row.row.sizeBytes == static_cast<std::int64_t>(odd.size()));
    BOOST_CHECK(row.row.bodyHash == sha256(odd));
    BOOST_CHECK(row.row.receivedAt == kStart);
    BOOST_TEST(row.row.body.bytes.find("4915550100001") == std::string::npos);
    BOOST_TEST(intake.opened(row) == odd);
}

BOOST_AUTO_TEST_CASE(what_is_not_signed_by_us_is_refused_and_leaves_nothing) {
    Intake intake;
    const auto answer = intake.post(stopBody(), "another secret");
    BOOST_REQUIRE(answer->has_value());
    BOOST_TEST((*answer)->status == 401);
    BOOST_TEST(intake.writer.waiting() == 0u);
    BOOST_TEST(intake.stopsOf(IdentityKind::Phone, "4915550100001").empty());
    BOOST_TEST(intake.webhook->counts().badSignature == 1u);
    BOOST_TEST(intake.webhook->counts().accepted == 0u);
}

BOOST_AUTO_TEST_CASE(a_signed_body_that_is_no_json_is_journalled_and_acknowledged) {
    Intake intake;
    const auto answer = intake.post("not json at all");
    intake.writer.step();
    BOOST_TEST(answer->value().status == 200);
    BOOST_TEST(intake.opened(intake.journal().at(0)) == "not json at all");
    BOOST_TEST(intake.webhook->counts().undecodable == 1u);
}

BOOST_AUTO_TEST_CASE(an_opt_out_word_is_in_force_when_the_acknowledgement_goes_out) {
    Intake intake;
    intake.post(stopBody());
    intake.writer.step();
    for (const auto& stops :
         {intake.stopsOf(IdentityKind::Phone, "4915550100001"),
          intake.stopsOf(IdentityKind::Bsuid, "DE.5")}) {
        BOOST_REQUIRE_EQUAL(stops.size(), 2u);
        BOOST_TEST(stops[0].journalSeq == intake.journal().at(0).seq);
        BOOST_TEST(stops[0].signal == "opt_out_word");
    }
    BOOST_TEST(intake.stopsOf(IdentityKind::Phone, "4915550100002").empty());
}

BOOST_AUTO_TEST_CASE(bodies_of_one_day_and_of_all_channels_share_a_key_across_a_restart) {
    Intake intake;
    intake.post(kBody);
    intake.post(kBody, kSecret, "/hooks/other");  // before the first is committed
    intake.writer.step();
    intake.post(kBody);
    intake.writer.step();
    intake.webhook = intake.restarted();
    intake.post(kBody);
    intake.writer.step();
    const auto rows = intake.journal();
    BOOST_REQUIRE_EQUAL(rows.size(), 4u);
    for (const auto& row : rows) {
        BOOST_CHECK(row.row.keyId == rows[0].row.keyId);
        BOOST_TEST(intake.opened(row) == kBody);
    }
}

BOOST_AUTO_TEST_CASE(a_new_day_has_a_new_key) {
    Intake intake;
    intake.post(kBody);
    intake.writer.step();
    intake.clock.advance(std::chrono::hours{24});
    intake.post(kBody);
    intake.writer.step();
    const auto rows = intake.journal();
    BOOST_CHECK(rows.at(0).row.keyId != rows.at(1).row.keyId);
    BOOST_TEST(intake.opened(rows.at(1)) == kBody);
}

BOOST_AUTO_TEST_CASE(
    when_another_process_stored_its_key_first_the_body_is_refused_and_the_next_taken
) {
    Intake intake;
    const auto late = intake.post(kBody);  // sealed, not committed yet
    const auto other = intake.restarted();
    const auto theirs = intake.keys.newSealingKey();
    const Instant day = std::chrono::floor<std::chrono::days>(kStart);
    {
        auto db = intake.store.open(store::OpenMode::ReadWrite);
        BOOST_REQUIRE(
            store::SealingKeys(*db).insertIfAbsent({intake.keys.wrap(theirs), kTenant, day, kStart})
        );
    }
    intake.writer.step();
    BOOST_TEST(late->value().status == 503);
    BOOST_TEST(late->value().retryAfterSeconds.value_or(0) == 5);
    BOOST_TEST(intake.journal().empty());
    const auto next = intake.post(kBody);
    intake.writer.step();
    BOOST_TEST(next->value().status == 200);
    BOOST_CHECK(intake.journal().at(0).row.keyId == theirs.id());
}

BOOST_AUTO_TEST_CASE(a_store_that_takes_nothing_is_answered_with_503_at_once) {
    Intake intake;
    intake.writer.stop();
    const auto answer = intake.post(kBody);
    BOOST_REQUIRE(answer->has_value());
    BOOST_TEST((*answer)->status == 503);
    BOOST_TEST((*answer)->retryAfterSeconds.value_or(0) == 5);
    BOOST_TEST(intake.webhook->counts().storeBusy == 1u);
}

BOOST_AUTO_TEST_CASE(a_day_key_that_cannot_be_read_is_answered_with_503_and_never_thrown) {
    Intake intake;
    const auto provider = std::make_shared<channels::MetaCloudChannel>(channels::MetaCloudSettings{
        AppSecret(kSecret), std::nullopt, VerifyToken("our token")});
    const auto find = [](const TenantId&, Instant) -> std::optional<vault::WrappedKey> {
        throw StoreBusy("store: cannot read");
    };
    intake.webhook = std::make_unique<Webhook>(
        std::vector<IntakeChannel>{{"/hooks/main", kTenant, ChannelId("main"), provider, {}}},
        intake.keys,
        find,
        intake.writer,
        intake.clock,
        intake.limits
    );
    BOOST_TEST(intake.post(kBody)->value().status == 503);
}

BOOST_AUTO_TEST_CASE(when_too_many_bodies_wait_a_stop_is_still_taken_and_is_in_force) {
    Intake intake({.queueLimit = 2, .reserve = 1}, {1'000'000});
    const auto first = intake.post(kBody);
    const auto second = intake.post(kBody);
    const auto refused = intake.post(kBody);
    BOOST_REQUIRE(refused->has_value());
    BOOST_TEST((*refused)->status == 503);
    BOOST_TEST((*refused)->retryAfterSeconds.value_or(0) == 5);
    const auto stop = intake.post(stopBody());
    BOOST_TEST(!stop->has_value());
    const auto beyondReserve = intake.post(stopBody());
    BOOST_TEST(beyondReserve->value().status == 503);
    while (intake.writer.step() != 0) {
    }
    BOOST_TEST(first->value().status == 200);
    BOOST_TEST(second->value().status == 200);
    BOOST_TEST(stop->value().status == 200);
    BOOST_TEST(!intake.stopsOf(IdentityKind::Phone, "4915550100001").empty());
    BOOST_TEST(intake.journal().size() == 3u);
    BOOST_TEST(intake.post(kBody)->has_value() == false);  // there is room again
}

BOOST_AUTO_TEST_CASE(when_too_many_bytes_wait_a_stop_is_still_taken) {
    Intake intake({}, {kBody.size() + 1});
    const auto first = intake.post(kBody);
    const auto beyond = intake.post(kBody);  // the limit is not reached yet: it may lead beyond
    const auto refused = intake.post(kBody);
    const auto stop = intake.post(stopBody());
    BOOST_TEST(!beyond->has_value());
    BOOST_REQUIRE(refused->has_value());
    BOOST_TEST((*refused)->status == 503);
    BOOST_TEST((*refused)->retryAfterSeconds.value_or(0) == 5);
    BOOST_TEST(!stop->has_value());
    BOOST_TEST(intake.webhook->counts().storeBusy == 1u);
    while (intake.writer.step() != 0) {
    }
    BOOST_TEST(stop->value().status == 200);
    BOOST_TEST(first->value().status == 200);
    // What was committed waits no more.
    const auto after = intake.post(kBody);
    intake.writer.step();
    BOOST_TEST(after->value().status == 200);
}

BOOST_AUTO_TEST_CASE(the_handler_may_go_before_the_writer_has_done_its_work) {
    Intake intake;
    const auto answer = intake.post(kBody);
    intake.webhook.reset();
    intake.writer.step();
    BOOST_TEST(answer->value().status == 200);
}

BOOST_AUTO_TEST_CASE(two_channels_on_one_path_are_a_broken_configuration) {
    Intake intake;
    const IntakeChannel channel{"/hooks/main", kTenant, ChannelId("main"), nullptr, {}};
    BOOST_CHECK_THROW(
        Webhook({channel, channel}, intake.keys, {}, intake.writer, intake.clock, intake.limits),
        ConfigError
    );
}

namespace {

const std::string kSegment = "0123456789abcdef";

/// Two channels, one of them known by a segment behind its path.
struct SegmentIntake : Intake {
    SegmentIntake() {
        channels::Dialog360Settings settings;
        settings.pathSegment = {SharedWord(kSegment), std::nullopt};
        const auto bySegment = std::make_shared<channels::Dialog360Channel>(settings);
        const auto other = std::make_shared<channels::MetaCloudChannel>(channels::MetaCloudSettings{
            AppSecret(kSecret), std::nullopt, VerifyToken("our token")});
        const std::vector<IntakeChannel> all = {
            {"/hooks/d360", kTenant, ChannelId("d360"), bySegment, {}, true},
            {"/hooks", kTenant, ChannelId("above"), other, {}}};
        webhook = std::make_unique<Webhook>(
            all, keys, [](const TenantId&, Instant) { return std::nullopt; }, writer, clock, limits
        );
    }
    int statusAt(const std::string& path) {
        const auto answer = post(kBody, "of no use", path);
        while (!*answer && writer.step()) {
        }
        return *answer ? (*answer)->status : 0;
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_segment_behind_the_path_is_checked_by_its_channel_and_looked_up_by_nobody) {
    SegmentIntake intake;
    BOOST_TEST(intake.statusAt("/hooks/d360/" + kSegment) == 200);
    BOOST_TEST(intake.statusAt("/hooks/d360/" + kSegment.substr(1)) == 401);
    BOOST_TEST(intake.statusAt("/hooks/d360/") == 401);
    BOOST_TEST(intake.statusAt("/hooks/d360") == 401);
    BOOST_TEST(intake.statusAt("/hooks/d360/" + kSegment + "/") == 404);
    BOOST_TEST(intake.statusAt("/hooks/d360/x/" + kSegment) == 404);
    BOOST_TEST(intake.statusAt("/hooks/other") == 404);  // the channel above wants no segment
    BOOST_TEST(intake.statusAt("/" + kSegment) == 404);
    BOOST_TEST(intake.statusAt(kSegment) == 404);
    const auto counts = intake.webhook->counts();
    BOOST_TEST(counts.accepted == 1u);
    BOOST_TEST(counts.badSignature == 3u);
    BOOST_TEST(counts.misdirected == 5u);
}
