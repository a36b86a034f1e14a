// What reports are told of a conversation: by which rule its ticket was opened, who answers for it,
// when a human first replied, whose turn it is.
#include "connector/store/timeline.h"

#include "tests/unit/pipeline/pipeline_world.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using store::Mark;

namespace {

struct Told : PipelineWorld {
    void reply(const std::string& id, std::int64_t second) {
        journal(
            R"({"entry":[{"changes":[{"field":"smb_message_echoes","value":{"metadata":)"
            R"({"phone_number_id":"1"},"message_echoes":[{"from":"15550100001","to":"447700900123",)"
            R"("id":")" +
            id + R"(","timestamp":")" + std::to_string(second) +
            R"(","type":"text","text":{"body":"we look"}}]}}]}]})"
        );
        pipeline->step();
    }

    [[nodiscard]] std::vector<store::TimelineMark> timeline() {
        const auto episode =
            reader->queryOne("SELECT episode_id FROM episodes", {}, [](const store::Row& row) {
                return *EpisodeId::fromBytes(row.blob(0));
            });
        BOOST_REQUIRE(episode);
        return store::Timeline(*reader).of(kTenant, *episode);
    }

    [[nodiscard]] std::optional<store::TimelineMark> mark(Mark which) {
        for (auto& one : timeline()) {
            if (one.mark == which)
                return one;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::ptrdiff_t count(Mark which) {
        const auto all = timeline();
        return std::ranges::count(all, which, &store::TimelineMark::mark);
    }
};

constexpr const char* kAna = "447700900123";
constexpr std::int64_t kBegin = 1'799'999'000;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(timeline_of_a_ticket, Told)

BOOST_AUTO_TEST_CASE(a_new_ticket_has_its_rule_and_its_queue) {
    say(kAna, "hello", kBegin);
    BOOST_TEST(mark(Mark::Opened)->code == "default");
    BOOST_TEST(mark(Mark::Queue)->code == "Support");
    BOOST_TEST(count(Mark::Owner) == 1);
    say(kAna, "and more", kBegin + 10);
    BOOST_TEST(count(Mark::Opened) == 1);
}

BOOST_AUTO_TEST_CASE(the_persons_message_makes_it_our_turn_and_the_reply_hers) {
    say(kAna, "hello", kBegin);
    BOOST_TEST((mark(Mark::WaitsForUs)->at == fromMillis(kBegin * 1000)));
    BOOST_TEST(!mark(Mark::FirstReply));
    reply("wamid.R1", kBegin + 60);
    BOOST_TEST((mark(Mark::FirstReply)->at == fromMillis((kBegin + 60) * 1000)));
    BOOST_TEST((mark(Mark::WaitsForPerson)->at == fromMillis((kBegin + 60) * 1000)));
    reply("wamid.R2", kBegin + 90);
    say(kAna, "thank you, one more question", kBegin + 120);
    BOOST_TEST(count(Mark::FirstReply) == 1);
    BOOST_TEST(count(Mark::WaitsForPerson) == 1);
    BOOST_TEST(count(Mark::WaitsForUs) == 2);
}

BOOST_AUTO_TEST_SUITE_END()
