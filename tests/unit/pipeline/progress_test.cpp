// How far messages of the business got: the same whatever order the provider's words come in, and
// kept for a message that is not known yet.
#include "connector/model/progress.h"

#include "connector/store/message_progress.h"
#include "tests/unit/pipeline/pipeline_world.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace bowline;
using namespace bowline::tests;
using nlohmann::json;
namespace data = boost::unit_test::data;
using State = bowline::DeliveryState;

BOOST_TEST_DONT_PRINT_LOG_VALUE(bowline::DeliveryState)

namespace {

struct Story {
    const char* why;
    std::vector<DeliveryState> told;
    DeliveryState state;
    bool contradicted = false;
};
std::ostream& operator<<(std::ostream& out, const Story& story) {
    return out << story.why;
}

const Story kStories[] = {
    {"nothing told", {}, State::Unknown},
    {"sent", {State::Sent}, State::Sent},
    {"sent and delivered", {State::Sent, State::Delivered}, State::Delivered},
    {"read, and delivered never comes", {State::Sent, State::Read}, State::Read},
    {"a voice note that was listened to",
     {State::Sent, State::Delivered, State::Read, State::Played},
     State::Played},
    {"sent and failed", {State::Sent, State::Failed}, State::Failed},
    {"failed alone", {State::Failed}, State::Failed},
    {"delivered, and a word of failure",
     {State::Sent, State::Delivered, State::Failed},
     State::Delivered,
     true},
    {"a word that is no step", {State::Sent, State::Unknown}, State::Sent},
    {"the same step twice", {State::Sent, State::Delivered, State::Delivered}, State::Delivered},
};

Instant second(std::int64_t s) {
    return fromMillis(s * 1000);
}

/// Each step a second after the one before it.
MessageProgress progressOf(const std::vector<std::pair<DeliveryState, int>>& steps) {
    MessageProgress progress;
    for (const auto& [state, at] : steps)
        progress.note(state, second(at), std::nullopt);
    return progress;
}

struct World : PipelineWorld {
    void receive(const char* list, const json& element) {
        const json value{{"metadata", {{"phone_number_id", "1"}}}, {list, json::array({element})}};
        const auto* field =
            std::string_view(list) == "statuses" ? "messages" : "smb_message_echoes";
        journal(json{{"entry", {{{"changes", {{{"field", field}, {"value", value}}}}}}}}.dump());
        pipeline->step();
    }

    void status(const char* of, const char* state, int at) {
        receive(
            "statuses",
            {{"id", of},
             {"status", state},
             {"timestamp", std::to_string(at)},
             {"recipient_id", "447700900123"}}
        );
    }

    void echo(const char* id) {
        receive(
            "message_echoes",
            {{"from", "15550100001"},
             {"to", "447700900123"},
             {"id", id},
             {"timestamp", "100"},
             {"type", "text"},
             {"text", {{"body", "we have it"}}}}
        );
    }

    /// Of the one message with this state of its event.
    std::optional<MessageProgress> progressOfEcho() {
        const auto key = reader->queryOne(
            "SELECT event_key FROM events WHERE kind = 'echo'",
            {},
            [](const store::Row& row) { return EventKey{row.bytes(0)}; }
        );
        return key ? store::MessageProgresses(*reader).find(*key) : std::nullopt;
    }

    std::int64_t unknown() { return store::MessageProgresses(*reader).countUnknown(); }
};

}  // namespace

BOOST_DATA_TEST_CASE(the_state_is_the_same_in_every_order, data::make(kStories), story) {
    std::vector<std::pair<DeliveryState, int>> steps;
    for (std::size_t i = 0; i < story.told.size(); ++i)
        steps.emplace_back(story.told[i], static_cast<int>(i));
    const auto inOrder = progressOf(steps);
    std::ranges::sort(steps);
    do {
        const auto progress = progressOf(steps);
        BOOST_CHECK(progress == inOrder);
        BOOST_CHECK(progress.state() == story.state);
        BOOST_TEST(progress.isContradicted() == story.contradicted);
    } while (std::ranges::next_permutation(steps).found);
}

BOOST_FIXTURE_TEST_CASE(a_status_that_overtook_its_message_is_there_when_the_message_comes, World) {
    status("wamid.OUT", "delivered", 105);
    BOOST_TEST(unknown() == 1);
    echo("wamid.OUT");
    BOOST_TEST(unknown() == 0);
    BOOST_REQUIRE(progressOfEcho());
    BOOST_CHECK(progressOfEcho()->state() == State::Delivered);
}

BOOST_FIXTURE_TEST_CASE(a_late_word_takes_nothing_back, World) {
    echo("wamid.OUT");
    status("wamid.OUT", "read", 120);
    status("wamid.OUT", "sent", 101);
    status("wamid.OUT", "delivered", 105);
    BOOST_CHECK(progressOfEcho()->state() == State::Read);
    BOOST_CHECK(progressOfEcho()->sent == second(101));
    BOOST_CHECK(progressOfEcho()->delivered == second(105));
}

BOOST_FIXTURE_TEST_CASE(statuses_of_other_messages_stay_with_them, World) {
    echo("wamid.OUT");
    status("wamid.OTHER", "failed", 120);
    BOOST_TEST(!progressOfEcho());
    BOOST_TEST(unknown() == 1);
}
