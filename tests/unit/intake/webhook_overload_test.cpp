// What is answered when the store takes nothing, and that a STOP is taken all the same.
#include "tests/unit/intake/webhook_intake.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::intake;

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
