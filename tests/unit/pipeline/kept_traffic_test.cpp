// Messages of before opened again for comparing rules: as the stages took them, as far as keys are
// still there.
#include "connector/pipeline/kept_traffic.h"

#include "tests/unit/pipeline/pipeline_world.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;

namespace {

struct Kept : PipelineWorld {
    [[nodiscard]] std::vector<store::DecidedEvent> events() {
        return store::Events(*reader).kept(Instant{}, std::nullopt, 100);
    }
    [[nodiscard]] std::optional<pipeline::KeptMessage> open(const store::DecidedEvent& event) {
        vault::KeyCache fresh(keys, 8);
        const auto rules = deskRules();
        return pipeline::KeptTraffic(*reader, kTenant, keys, fresh, *rules).open(event);
    }
};

constexpr const char* kAna = "447700900123";
constexpr std::int64_t kBegin = 1'799'999'000;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kept_traffic, Kept)

BOOST_AUTO_TEST_CASE(a_message_comes_back_with_its_person_and_her_alias) {
    say(kAna, "hello", kBegin);
    BOOST_REQUIRE(events().size() == 1U);
    const auto message = open(events().front());
    BOOST_REQUIRE(message);
    BOOST_TEST(message->person.phones.size() == 1U);
    BOOST_TEST(message->aliases.contains(kDesk));
    BOOST_TEST(message->openedBy == "default");
    BOOST_TEST(message->placed.newEpisode);
}

BOOST_AUTO_TEST_CASE(only_the_first_message_of_a_ticket_opens_it) {
    say(kAna, "hello", kBegin);
    clock.advance(std::chrono::seconds(5));
    say(kAna, "and more", kBegin + 5);
    int opening = 0;
    for (const auto& event : events())
        opening += open(event)->placed.newEpisode ? 1 : 0;
    BOOST_TEST(opening == 1);
}

BOOST_AUTO_TEST_CASE(a_message_whose_key_is_gone_is_none_and_no_failure) {
    say(kAna, "hello", kBegin);
    const auto kept = events();
    writer.call([](store::Database& db) { db.execute("DELETE FROM sealing_keys", {}); });
    BOOST_TEST(!open(kept.front()));
}

BOOST_AUTO_TEST_SUITE_END()
