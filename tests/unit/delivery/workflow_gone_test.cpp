// What takes the place of a ticket or contact that somebody deleted or merged.
#include "tests/unit/delivery/workflow_play.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::Absent;
using adapter_api::Duplicate;
using enum adapter_api::Primitive;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_CASE(a_ticket_that_is_gone_is_replaced_and_the_new_one_says_why) {
    Play play(
        kNoContacts,
        {{CommentPublic, Absent{}},
         {TicketFind, Absent{}},
         {TicketCreate, Delivered{"13"}},
         {CommentFind, Absent{}},
         {CommentPublic, Delivered{"9"}}}
    );
    BOOST_TEST((play.run({}, "12", false) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST((play.links == Links{"ticket 12 created 13 after 3"}));
    const auto& inputs = play.adapter.inputs;
    BOOST_TEST(
        inputs[2].notice.value() ==
        "The earlier ticket 12 is no longer there; this conversation goes on here."
    );
    BOOST_TEST(!inputs[1].ticketId.has_value());
    BOOST_TEST(!inputs[4].notice.has_value());
    BOOST_TEST(inputs[4].ticketId.value() == "13");
}

BOOST_AUTO_TEST_CASE(a_merged_ticket_gives_way_to_the_one_that_is_found_and_none_is_made) {
    Play play(
        kNoContacts,
        {{CommentPublic, Absent{}},
         {TicketFind, Delivered{"15"}},
         {CommentFind, Absent{}},
         {CommentPublic, Delivered{"9"}}}
    );
    BOOST_TEST((play.run({}, "12", false) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST((play.links == Links{"ticket 12 found 15 after 2"}));
}

BOOST_AUTO_TEST_CASE(a_system_that_leads_a_merged_ticket_to_the_survivor_is_asked_nothing_more) {
    auto can = kNoContacts;
    can.insert(TicketGet);
    Play play(can, {{CommentPublic, Delivered{"9"}}});
    BOOST_TEST((play.run({}, "12", false) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST(play.links.empty());
}

BOOST_AUTO_TEST_CASE(a_find_that_still_shows_the_gone_ticket_does_not_hold_the_message_back) {
    Play play(
        kNoContacts,
        {{CommentPublic, Absent{}},
         {TicketFind, Delivered{"12"}},
         {TicketCreate, Delivered{"13"}},
         {CommentFind, Absent{}},
         {CommentPublic, Delivered{"9"}}}
    );
    BOOST_TEST((play.run({}, "12", false) == StepOutcome{Delivered{"9"}}));
}

BOOST_AUTO_TEST_CASE(a_new_ticket_may_bear_the_number_of_the_gone_one) {
    Play play(
        kNoContacts,
        {{CommentPublic, Absent{}},
         {TicketFind, Absent{}},
         {TicketCreate, Delivered{"12"}},
         {CommentFind, Absent{}},
         {CommentPublic, Delivered{"9"}}}
    );
    BOOST_TEST((play.run({}, "12", false) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST((play.links == Links{"ticket 12 created 12 after 3"}));
}

BOOST_AUTO_TEST_CASE(a_create_that_leads_back_to_the_gone_ticket_is_waited_for) {
    Play named(
        kNoContacts,
        {{CommentPublic, Absent{}}, {TicketFind, Absent{}}, {TicketCreate, Duplicate{"12"}}}
    );
    Play found(
        kNoContacts,
        {{CommentPublic, Absent{}},
         {TicketFind, Absent{}},
         {TicketCreate, Duplicate{}},
         {TicketFind, Delivered{"12"}}}
    );
    for (auto* play : {&named, &found}) {
        BOOST_TEST(
            (play->run({}, "12", false) == StepOutcome{RetryLater{"ticket_gone", std::nullopt}})
        );
        BOOST_TEST(play->links.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_ticket_is_replaced_once_an_attempt) {
    Play play(
        kNoContacts,
        {{CommentPublic, Absent{}},
         {TicketFind, Delivered{"15"}},
         {CommentFind, Absent{}},
         {CommentPublic, Absent{}}}
    );
    BOOST_TEST((play.run({}, "12", false) == StepOutcome{RetryLater{"ticket_gone", std::nullopt}}));
}

BOOST_AUTO_TEST_CASE(a_ticket_just_made_that_is_not_there_yet_is_waited_for_and_not_made_again) {
    Play made(
        kNoContacts,
        {{TicketFind, Absent{}},
         {TicketCreate, Delivered{"12"}},
         {CommentFind, Absent{}},
         {CommentPublic, Absent{}}}
    );
    made.adapter.lag = 5s;
    BOOST_TEST((made.run({}, {}, false) == StepOutcome{RetryLater{"ticket_gone", 5s}}));
    Play linked(kNoContacts, {{CommentPublic, Absent{}}});
    WorkflowInput young;
    young.ticketId = "12";
    young.ticketIsNew = true;
    BOOST_TEST((linked.run(young) == StepOutcome{RetryLater{"ticket_gone", std::nullopt}}));
}

BOOST_AUTO_TEST_CASE(an_item_makes_one_new_ticket_however_often_it_is_told_absent) {
    WorkflowInput again;
    again.ticketId = "13";
    again.ticketWasReplaced = true;
    Play gone(kNoContacts, {{CommentPublic, Absent{}}, {TicketFind, Absent{}}});
    BOOST_TEST((gone.run(again) == StepOutcome{RetryLater{"ticket_gone", std::nullopt}}));
    Play moved(
        kNoContacts,
        {{CommentPublic, Absent{}},
         {TicketFind, Delivered{"15"}},
         {CommentFind, Absent{}},
         {CommentPublic, Delivered{"9"}}}
    );
    BOOST_TEST((moved.run(again) == StepOutcome{Delivered{"9"}}));
}

BOOST_AUTO_TEST_CASE(a_new_ticket_whose_answer_was_lost_is_found_and_takes_the_link) {
    Play found(
        kNoContacts,
        {{CommentFind, Absent{}},
         {CommentPublic, Absent{}},
         {TicketFind, Delivered{"13"}},
         {CommentFind, Delivered{"9"}}}
    );
    BOOST_TEST((found.run({}, "12", true) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST((found.links == Links{"ticket 12 found 13 after 3"}));
    Play hidden(
        kNoContacts,
        {{CommentFind, Absent{}}, {CommentPublic, Absent{}}, {TicketFind, Delivered{"12"}}}
    );
    BOOST_TEST((hidden.run({}, "12", true) == StepOutcome{RetryLater{"ticket_gone", std::nullopt}})
    );
    Play blind(kBlind, {{CommentPublic, Absent{}}});
    BOOST_TEST((blind.run("c1", "12", true) == StepOutcome{Rejected{"cannot_look_up"}}));
}

BOOST_DATA_TEST_CASE(
    a_link_stays_until_something_can_take_its_place, data::make(kFailures), failure
) {
    Play find(kNoContacts, {{CommentPublic, Absent{}}, {TicketFind, failure.outcome}});
    BOOST_TEST(isSame(find.run({}, "12", false), failure.outcome));
    BOOST_TEST(find.links.empty());
    Play create(
        kNoContacts,
        {{CommentPublic, Absent{}}, {TicketFind, Absent{}}, {TicketCreate, failure.outcome}}
    );
    BOOST_TEST(isSame(create.run({}, "12", false), failure.outcome));
    BOOST_TEST(create.links.empty());
}

BOOST_AUTO_TEST_CASE(a_contact_that_is_gone_when_a_ticket_is_opened_is_replaced) {
    Play play(
        kFull,
        {{TicketFind, Absent{}},
         {TicketCreate, Absent{}},
         {ContactFind, Absent{}},
         {ContactCreate, Delivered{"c2"}},
         {TicketCreate, Delivered{"t1"}},
         {CommentFind, Delivered{"9"}}}
    );
    BOOST_TEST((play.run("c1", {}, false) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST((play.links == Links{"contact c1 created c2 after 4", "ticket t1 after 5"}));
    BOOST_TEST(play.adapter.inputs[4].contactId.value() == "c2");
    Play stuck(
        kFull, {{TicketFind, Absent{}}, {TicketCreate, Absent{}}, {ContactFind, Delivered{"c1"}}}
    );
    BOOST_TEST((stuck.run("c1", {}, false) == StepOutcome{RetryLater{"contact_gone", std::nullopt}})
    );
}

BOOST_AUTO_TEST_CASE(a_new_contact_may_bear_the_number_of_the_gone_one) {
    Play play(
        kFull,
        {{TicketFind, Absent{}},
         {TicketCreate, Absent{}},
         {ContactFind, Absent{}},
         {ContactCreate, Delivered{"c1"}},
         {TicketCreate, Delivered{"t1"}},
         {CommentFind, Delivered{"9"}}}
    );
    BOOST_TEST((play.run("c1", {}, false) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST((play.links == Links{"contact c1 created c1 after 4", "ticket t1 after 5"}));
}
