// The handler: what is answered, when, and what is on disk by then.
#include "tests/unit/intake/webhook_intake.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::intake;

namespace {

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
