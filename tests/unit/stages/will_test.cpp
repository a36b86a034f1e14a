// Which words stop what, and what ends a stop.
#include "connector/stages/will.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;

namespace {

const PurposeId kAnswer{"answer"};
const PurposeId kMarketing{"marketing"};
const std::map<PurposeId, Purpose> kPurposes{
    {kAnswer, {kAnswer, Basis::Contract, true}}, {kMarketing, {kMarketing, Basis::OptIn, true}}};

Event message(const char* text, std::int64_t seq) {
    Event event;
    event.kind = EventKind::Message;
    event.order.journalSeq = seq;
    MessageUpdate body;
    body.content = textContent(MessageText(text));
    event.body = std::move(body);
    return event;
}

Event preference(bool stop, std::int64_t seq) {
    Event event;
    event.kind = EventKind::Preference;
    event.order.journalSeq = seq;
    event.body = PreferenceUpdate{{}, stop};
    return event;
}

const std::vector<StopInForce> kBothStopped{{kAnswer, 5}, {kMarketing, 5}};

}  // namespace

BOOST_AUTO_TEST_CASE(a_stop_word_withdraws_every_purpose_that_a_word_stops) {
    const auto will = willOf(message("STOP", 7), {}, kPurposes);
    BOOST_TEST(will.isSignal);
    BOOST_TEST((will.withdrawn == std::vector{kAnswer, kMarketing}));
    BOOST_TEST((will.stopped == std::set{kAnswer, kMarketing}));
}

BOOST_AUTO_TEST_CASE(an_ordinary_message_lifts_answering_and_leaves_marketing_stopped) {
    const auto will = willOf(message("are you there?", 7), kBothStopped, kPurposes);
    BOOST_TEST(!will.isSignal);
    BOOST_TEST((will.lifted == std::vector{kAnswer}));
    BOOST_TEST((will.stopped == std::set{kMarketing}));
}

BOOST_AUTO_TEST_CASE(a_message_from_before_the_stop_lifts_nothing) {
    const auto will = willOf(message("are you there?", 4), kBothStopped, kPurposes);
    BOOST_TEST(will.lifted.empty());
    BOOST_TEST((will.stopped == std::set{kAnswer, kMarketing}));
}

BOOST_AUTO_TEST_CASE(start_lifts_everything) {
    const auto will = willOf(message("START", 7), kBothStopped, kPurposes);
    BOOST_TEST((will.lifted == std::vector{kAnswer, kMarketing}));
    BOOST_TEST(will.stopped.empty());
}

BOOST_AUTO_TEST_CASE(the_providers_switch_speaks_of_marketing_only) {
    BOOST_TEST((willOf(preference(true, 7), {}, kPurposes).withdrawn == std::vector{kMarketing}));
    const auto resumed = willOf(preference(false, 7), kBothStopped, kPurposes);
    BOOST_TEST((resumed.lifted == std::vector{kMarketing}));
    BOOST_TEST((resumed.stopped == std::set{kAnswer}));
}

BOOST_AUTO_TEST_CASE(what_was_said_before_bowline_neither_stops_nor_lifts) {
    for (const char* text : {"STOP", "START", "are you there?"}) {
        auto event = message(text, 7);
        std::get<MessageUpdate>(event.body).imported = true;
        const auto will = willOf(event, kBothStopped, kPurposes);
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(!will.isSignal);
            BOOST_TEST((will.withdrawn.empty() && will.lifted.empty()));
            BOOST_TEST((will.stopped == std::set{kAnswer, kMarketing}));
        }
    }
}
