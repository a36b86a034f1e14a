// Which primitives one item needs, in which order, and what is looked up before it is repeated.
#include "connector/base/error.h"
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

BOOST_AUTO_TEST_CASE(linked_contact_and_ticket_need_one_comment) {
    Play play(kFull, {{CommentPublic, Delivered{"9"}}});
    BOOST_TEST((play.run("c1", "t1", false) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST(play.links.empty());
    BOOST_TEST(play.adapter.inputs[0].contactId.value() == "c1");
    BOOST_TEST(play.adapter.inputs[0].ticketId.value() == "t1");
}

BOOST_AUTO_TEST_CASE(a_first_message_finds_before_it_creates_and_links_before_it_goes_on) {
    Play play(
        kFull,
        {{ContactFind, Absent{}},
         {ContactCreate, Delivered{"c1"}},
         {TicketFind, Absent{}},
         {TicketCreate, Delivered{"t1"}},
         {CommentFind, Absent{}},
         {CommentPublic, Delivered{"9"}}}
    );
    BOOST_TEST((play.run({}, {}, false) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST((play.links == Links{"contact c1 after 2", "ticket t1 after 4"}));
    BOOST_TEST(play.adapter.inputs[2].contactId.value() == "c1");
    BOOST_TEST(play.adapter.inputs[5].ticketId.value() == "t1");
}

BOOST_AUTO_TEST_CASE(what_is_found_is_linked_and_not_created) {
    Play play(
        kFull,
        {{ContactFind, Delivered{"c1"}},
         {TicketFind, Delivered{"t1"}},
         {CommentFind, Absent{}},
         {CommentPublic, Delivered{"9"}}}
    );
    play.run({}, {}, false);
    BOOST_TEST((play.links == Links{"contact c1 after 1", "ticket t1 after 2"}));
}

BOOST_AUTO_TEST_CASE(a_system_without_contacts_is_asked_for_none) {
    Play play(kNoContacts, {{CommentPublic, Delivered{"9"}}});
    play.run({}, "t1", false);
    BOOST_TEST(play.links.empty());
}

BOOST_AUTO_TEST_CASE(a_message_that_travelled_with_its_ticket_is_not_written_again) {
    Play play(
        kNoContacts,
        {{TicketFind, Absent{}}, {TicketCreate, Delivered{"t1"}}, {CommentFind, Delivered{"9"}}}
    );
    BOOST_TEST((play.run({}, {}, false) == StepOutcome{Delivered{"9"}}));
}

BOOST_AUTO_TEST_CASE(an_unanswered_comment_is_looked_up_before_it_is_repeated) {
    Play found(kNoContacts, {{CommentFind, Delivered{"9"}}});
    BOOST_TEST((found.run({}, "t1", true) == StepOutcome{Delivered{"9"}}));
    Play absent(kNoContacts, {{CommentFind, Absent{}}, {CommentPublic, Delivered{"9"}}});
    BOOST_TEST((absent.run({}, "t1", true) == StepOutcome{Delivered{"9"}}));
}

BOOST_DATA_TEST_CASE(a_failed_look_up_repeats_nothing, data::make(kFailures), failure) {
    Play play(kNoContacts, {{CommentFind, failure.outcome}});
    BOOST_TEST(isSame(play.run({}, "t1", true), failure.outcome));
}

BOOST_AUTO_TEST_CASE(without_a_look_up_a_comment_is_repeated_but_a_ticket_is_not) {
    Play comment(kBlind, {{CommentPublic, Delivered{"9"}}});
    BOOST_TEST((comment.run("c1", "t1", true) == StepOutcome{Delivered{"9"}}));
    Play ticket(kBlind, {});
    BOOST_TEST((ticket.run("c1", {}, true) == StepOutcome{Rejected{"cannot_look_up"}}));
    Play contact(kBlind, {});
    BOOST_TEST((contact.run({}, "t1", true) == StepOutcome{Rejected{"cannot_look_up"}}));
}

BOOST_AUTO_TEST_CASE(without_a_look_up_a_first_attempt_creates) {
    Play play(
        kBlind,
        {{ContactCreate, Delivered{"c1"}},
         {TicketCreate, Delivered{"t1"}},
         {CommentPublic, Delivered{"9"}}}
    );
    BOOST_TEST((play.run({}, {}, false) == StepOutcome{Delivered{"9"}}));
}

BOOST_DATA_TEST_CASE(
    a_failed_step_ends_the_way_and_keeps_the_links_so_far, data::make(kFailures), failure
) {
    Play contact(kFull, {{ContactFind, Absent{}}, {ContactCreate, failure.outcome}});
    BOOST_TEST(isSame(contact.run({}, {}, false), failure.outcome));
    BOOST_TEST(contact.links.empty());
    Play ticket(
        kFull,
        {{ContactFind, Delivered{"c1"}}, {TicketFind, Absent{}}, {TicketCreate, failure.outcome}}
    );
    BOOST_TEST(isSame(ticket.run({}, {}, false), failure.outcome));
    BOOST_TEST((ticket.links == Links{"contact c1 after 1"}));
    Play comment(kFull, {{CommentPublic, failure.outcome}});
    BOOST_TEST(isSame(comment.run("c1", "t1", false), failure.outcome));
}

BOOST_AUTO_TEST_CASE(a_system_that_can_only_find_refuses_what_it_does_not_know) {
    Play play({ContactFind, TicketCreate, CommentPublic}, {{ContactFind, Absent{}}});
    BOOST_TEST((play.run({}, "t1", false) == StepOutcome{Rejected{"contact_absent"}}));
}

BOOST_AUTO_TEST_CASE(a_system_without_public_comments_gets_internal_ones) {
    Play play({TicketCreate, CommentInternal}, {{CommentInternal, Delivered{"9"}}});
    play.run({}, "t1", false);
    BOOST_TEST(play.adapter.inputs.size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_first_object_of_a_write_that_says_absent_is_a_broken_adapter) {
    Play contact(kFull, {{ContactFind, Absent{}}, {ContactCreate, Absent{}}});
    BOOST_TEST((contact.run({}, {}, false) == StepOutcome{Rejected{"adapter_broken"}}));
    Play ticket(kNoContacts, {{TicketFind, Absent{}}, {TicketCreate, Absent{}}});
    BOOST_TEST((ticket.run({}, {}, false) == StepOutcome{Rejected{"adapter_broken"}}));
}

BOOST_AUTO_TEST_CASE(every_primitive_is_announced_before_it_runs) {
    Play play(kNoContacts, {{TicketFind, Delivered{"t1"}}, {CommentFind, Delivered{"9"}}});
    play.run({}, {}, false);
    BOOST_TEST((play.begun == std::vector{TicketFind, CommentFind}));
}

BOOST_AUTO_TEST_CASE(an_upsert_is_preferred_and_asked_again_after_a_lost_answer) {
    auto can = kFull;
    can.insert(ContactUpsert);
    for (const bool lookUpFirst : {false, true}) {
        Play play(
            can,
            {{ContactUpsert, Delivered{"c1"}},
             {TicketFind, Delivered{"t1"}},
             {CommentFind, Delivered{"9"}}}
        );
        play.run({}, {}, lookUpFirst);
        BOOST_TEST((play.links == Links{"contact c1 after 1", "ticket t1 after 2"}));
    }
}

BOOST_AUTO_TEST_CASE(what_is_there_already_is_taken_as_made) {
    Play named(
        kFull,
        {{ContactFind, Absent{}},
         {ContactCreate, Duplicate{"c7"}},
         {TicketFind, Absent{}},
         {TicketCreate, Duplicate{}},
         {TicketFind, Delivered{"t7"}},
         {CommentFind, Absent{}},
         {CommentPublic, Duplicate{}},
         {CommentFind, Delivered{"9"}}}
    );
    BOOST_TEST((named.run({}, {}, false) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST((named.links == Links{"contact c7 after 2", "ticket t7 after 5"}));
}

BOOST_AUTO_TEST_CASE(what_is_there_and_cannot_be_found_is_waited_for_as_long_as_the_index_needs) {
    const StepOutcome expected = RetryLater{"duplicate_not_found", 3s};
    Play lagging(
        kNoContacts, {{TicketFind, Absent{}}, {TicketCreate, Duplicate{}}, {TicketFind, Absent{}}}
    );
    lagging.adapter.lag = 2500ms;
    BOOST_TEST((lagging.run({}, {}, false) == expected));
    Play blind(kBlind, {{TicketCreate, Duplicate{}}});
    BOOST_TEST(
        (blind.run("c1", {}, false) == StepOutcome{RetryLater{"duplicate_not_found", std::nullopt}})
    );
}

BOOST_AUTO_TEST_CASE(a_message_that_is_there_and_cannot_be_named_is_delivered) {
    Play play(kBlind, {{CommentPublic, Duplicate{}}});
    BOOST_TEST((play.run("c1", "t1", false) == StepOutcome{Delivered{""}}));
}

BOOST_AUTO_TEST_CASE(a_link_that_cannot_be_kept_stops_the_way) {
    struct Refuses final : Progress {
        void begins(adapter_api::Primitive) override {}
        void link(LinkKind, const std::string&) override { throw StoreBusy("test: disk full"); }
        void relink(LinkKind, const std::string&, const std::string&, Replacement) override {
            throw StoreBusy("test: disk full");
        }
    } refuses;
    const auto item = clearedItem(1, 1, "hello");
    NoExchange exchange;
    WorkflowInput input;
    input.item = &item;
    ScriptedAdapter first(kNoContacts, {{TicketFind, Delivered{"t1"}}});
    BOOST_CHECK_THROW(static_cast<void>(runWorkflow(first, input, exchange, refuses)), StoreBusy);
    input.ticketId = "12";
    ScriptedAdapter moved(kNoContacts, {{CommentPublic, Absent{}}, {TicketFind, Delivered{"15"}}});
    BOOST_CHECK_THROW(static_cast<void>(runWorkflow(moved, input, exchange, refuses)), StoreBusy);
}

BOOST_AUTO_TEST_CASE(its_own_waits_are_known_by_their_codes) {
    for (const auto* code : {"duplicate_not_found", "ticket_gone", "contact_gone"})
        BOOST_TEST(isOwnWait(code));
    for (const auto* code : {"throttled", "cannot_look_up", ""})
        BOOST_TEST(!isOwnWait(code));
}

BOOST_AUTO_TEST_CASE(an_amendment_looks_its_comment_up_and_changes_it) {
    Play play(kAmending, {{CommentFind, Delivered{"9"}}, {CommentAmend, Delivered{"9"}}});
    BOOST_TEST((play.run({.ticketId = "t1", .amends = true}) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST(play.adapter.inputs[1].commentId.value() == "9");
    BOOST_TEST(play.links.empty());
}

BOOST_AUTO_TEST_CASE(what_is_not_there_has_nothing_to_be_amended) {
    const StepOutcome done = Delivered{""};
    BOOST_TEST((Play(kAmending, {}).run({.amends = true}) == done));
    BOOST_TEST((Play(kFull, {}).run({.ticketId = "t1", .amends = true}) == done));
    Play never(kAmending, {{CommentFind, Absent{}}});
    BOOST_TEST((never.run({.ticketId = "t1", .amends = true}) == done));
    Play gone(kAmending, {{CommentFind, Delivered{"9"}}, {CommentAmend, Absent{}}});
    BOOST_TEST((gone.run({.ticketId = "t1", .amends = true}) == done));
}

BOOST_AUTO_TEST_CASE(what_stands_in_several_comments_is_left_to_a_human) {
    Play play(kAmending, {});
    play.adapter.isLong = true;
    BOOST_TEST(
        (play.run({.ticketId = "t1", .amends = true}) == StepOutcome{Rejected{"amend_in_parts"}})
    );
}

BOOST_DATA_TEST_CASE(an_amendment_that_fails_says_so, data::make(kFailures), failure) {
    Play find(kAmending, {{CommentFind, failure.outcome}});
    BOOST_TEST(isSame(find.run({.ticketId = "t1", .amends = true}), failure.outcome));
    Play amend(kAmending, {{CommentFind, Delivered{"9"}}, {CommentAmend, failure.outcome}});
    BOOST_TEST(isSame(amend.run({.ticketId = "t1", .amends = true}), failure.outcome));
}
