// Comments that travel together: what is joined and what is not, and how each of them ends.
#include "tests/unit/delivery/joining_world.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::PrimitiveOutcome;

BOOST_FIXTURE_TEST_SUITE(joining, JoiningWorld)

BOOST_AUTO_TEST_CASE(what_waits_for_one_ticket_goes_out_as_one_comment_in_its_order) {
    const auto three = office.put(*anna, 1, 4, "three");
    const auto one = office.put(*anna, 1, 2, "one");
    const auto two = office.put(*anna, 1, 3, "two");
    settle();
    BOOST_TEST((texts() == Texts{"zero", "one\n\ntwo\n\nthree"}));
    for (const auto& item : {one, two, three}) {
        BOOST_TEST(office.stateOf(item) == "delivered");
        BOOST_TEST(office.row(item).remoteId == keyOfMessage(2));
        BOOST_TEST(office.row(item).attempts == 1);
    }
}

BOOST_AUTO_TEST_CASE(each_of_them_is_on_record_with_the_bytes_that_left) {
    const auto items = putAll({"one", "two"});
    settle();
    for (const auto& item : items) {
        const auto entries = entriesOf(item);
        BOOST_REQUIRE_EQUAL(entries.size(), 1U);
        BOOST_TEST(holds(entries[0], "disclosure.outcome"));
        BOOST_TEST(holds(entries[0], "delivered"));
    }
    BOOST_TEST(requestIn(entriesOf(items[0])[0]) == requestIn(entriesOf(items[1])[0]));
}

BOOST_AUTO_TEST_CASE(a_ticket_that_is_not_there_yet_is_made_by_its_first_message_alone) {
    const auto ben = office.newCustomer();
    for (int n = 1; n <= 3; ++n)
        office.put(*ben, 2, n, "b" + std::to_string(n));
    settle();
    BOOST_TEST((book->textsOf(2) == Texts{"b1", "b2\n\nb3"}));
}

BOOST_AUTO_TEST_CASE(a_desk_that_does_not_join_this_kind_of_comment_gets_each_by_itself) {
    for (const auto& joining :
         {std::optional<adapter_api::Joining>(),
          std::optional(adapter_api::Joining{
              {adapter_api::Primitive::CommentInternal}, kJoining.window, kJoining.mostItems})}) {
        book->joining = joining;
        putAll({"one", "two"});
        settle();
    }
    BOOST_TEST((texts() == Texts{"zero", "one", "two", "one", "two"}));
}

BOOST_AUTO_TEST_CASE(no_more_are_joined_than_the_adapter_allows) {
    book->joining->mostItems = 2;
    putAll({"one", "two", "three"});
    settle();
    BOOST_TEST((texts() == Texts{"zero", "one\n\ntwo", "three"}));
}

BOOST_AUTO_TEST_CASE(what_came_after_the_window_of_the_first_is_not_joined_to_it) {
    putAll({"one"});
    clock.advance(20s);
    putAll({"two"});
    clock.advance(1ms);
    putAll({"three"});
    settle();
    BOOST_TEST((texts() == Texts{"zero", "one\n\ntwo", "three"}));
}

BOOST_AUTO_TEST_CASE(a_group_that_makes_no_single_comment_is_cut_shorter) {
    book->longestComment = 9;
    putAll({"one", "two", "three", "four"});
    settle();
    BOOST_TEST((texts() == Texts{"zero", "one\n\ntwo", "three", "four"}));
}

BOOST_AUTO_TEST_CASE(a_late_message_or_one_of_another_kind_keeps_its_own_comment) {
    const auto rowWith = [&](const char* text, const char* kind, bool late) {
        auto row = office.rowFor(*anna, 1, ++number, text, {});
        auto item = maskedItem(1, number, text);
        item.content.messageKind = kind;
        item.content.late = late;
        row.item = vault::seal(
            anna->key,
            {kTenant.str(), "outbox", "item", row.id.bytes(), kGuardVersion},
            stages::LeakGuard::pass(item)
        );
        office.put(row);
    };
    rowWith("one", "text", false);
    rowWith("late", "text", true);
    rowWith("two", "text", false);
    rowWith("photo", "image", false);
    settle();
    BOOST_TEST((texts() == Texts{"zero", "one", "late", "two", "photo"}));
}

BOOST_AUTO_TEST_CASE(a_refused_group_is_tried_one_by_one_and_only_the_bad_message_is_parked) {
    answerTo("two", Rejected{"invalid"});
    const auto items = putAll({"one", "two", "three"});
    settle();
    BOOST_TEST((statesOf(items) == Texts(3, "queued tried_alone")));
    BOOST_TEST(office.ledger().size() == 1U);  // of "zero"
    for (int n = 0; n < 4; ++n)
        later(10ms);
    BOOST_TEST((statesOf(items) == Texts{"delivered", "parked invalid", "delivered"}));
    BOOST_TEST((texts() == Texts{"zero", "one", "three"}));
    BOOST_TEST(holds(entriesOf(items[1])[0], "parked"));
}

BOOST_AUTO_TEST_CASE(a_value_in_one_of_them_parks_that_one_after_they_were_tried_alone) {
    const auto one = put("one");
    const auto two = put("I am Rumpelstilzchen", {{secretWord()}});
    const auto three = put("three");
    settle();
    for (int n = 0; n < 4; ++n)
        later(10ms);
    BOOST_TEST(
        (statesOf({one, two, three}) == Texts{"delivered", "parked egress_guard", "delivered"})
    );
    BOOST_TEST((texts() == Texts{"zero", "one", "three"}));
    BOOST_TEST((office.leaks == Items{two}));
    BOOST_TEST(store::Incidents(*office.reader).newest(10).size() == 1U);
}

// What one may say another must not: joined, the reader would take it for words of both.
BOOST_AUTO_TEST_CASE(the_bytes_of_a_group_are_searched_for_what_any_of_it_forbids) {
    const auto one = put("ask Rumpelstilzchen");
    const auto two = put("two", {{secretWord()}});
    settle();
    BOOST_TEST((texts() == Texts{"zero"}));
    BOOST_TEST((statesOf({one, two}) == Texts(2, "queued tried_alone")));
    for (int n = 0; n < 3; ++n)
        later(10ms);
    BOOST_TEST((texts() == Texts{"zero", "ask Rumpelstilzchen", "two"}));
    BOOST_TEST(office.leaks.empty());
}

BOOST_AUTO_TEST_CASE(a_group_that_was_told_to_wait_takes_along_what_came_meanwhile) {
    answerTo("one", RetryLater{"throttle", 5s});
    const auto items = putAll({"one", "two"});
    settle();
    BOOST_TEST((statesOf(items) == Texts(2, "queued throttle")));
    BOOST_TEST((office.row(items[0]).dueAt == office.row(items[1]).dueAt));
    book->beforeComment = nullptr;
    put("three");
    later(10s);
    BOOST_TEST((texts() == Texts{"zero", "one\n\ntwo\n\nthree"}));
}

BOOST_AUTO_TEST_SUITE_END()
