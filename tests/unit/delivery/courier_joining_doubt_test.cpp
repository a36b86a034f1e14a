// A group of comments that may be there: it is looked up, and never repeated with other words.
#include "tests/unit/delivery/joining_world.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::PrimitiveOutcome;

BOOST_FIXTURE_TEST_SUITE(joining_doubt, JoiningWorld)

BOOST_AUTO_TEST_CASE(a_lost_answer_of_a_group_is_looked_up_by_the_key_of_its_first) {
    writeAndAnswer(Uncertain{"timeout"});
    const auto items = putAll({"one", "two"});
    settle();
    BOOST_TEST((statesOf(items) == Texts(2, "uncertain timeout")));
    book->beforeComment = nullptr;
    put("three");
    later(2s);
    BOOST_TEST((statesOf(items) == Texts(2, "delivered")));
    BOOST_TEST(office.row(items[1]).remoteId == keyOfMessage(2));
    BOOST_TEST((texts() == Texts{"zero", "three"}));  // "one", "two" are the desk's already
}

BOOST_AUTO_TEST_CASE(a_group_that_was_not_found_is_sent_again_with_the_same_words) {
    writeAndAnswer(Uncertain{"timeout"}, false);
    const auto items = putAll({"one", "two"});
    settle();
    book->beforeComment = nullptr;
    put("three");
    later(2s);
    BOOST_TEST((texts() == Texts{"zero", "one\n\ntwo", "three"}));
    BOOST_TEST(office.row(items[1]).attempts == 2);
}

BOOST_AUTO_TEST_CASE(a_group_that_was_not_found_and_then_refused_is_tried_one_by_one) {
    writeAndAnswer(Uncertain{"timeout"}, false);
    const auto items = putAll({"one", "two"});
    settle();
    answerTo("two", Rejected{"invalid"});
    later(2s);
    for (int n = 0; n < 3; ++n)
        later(10ms);
    BOOST_TEST((statesOf(items) == Texts{"delivered", "parked invalid"}));
}

BOOST_AUTO_TEST_CASE(a_look_up_that_is_refused_parks_the_group_which_may_be_there) {
    writeAndAnswer(Uncertain{"timeout"});
    const auto items = putAll({"one", "two"});
    settle();
    book->beforeFind = [] { return Rejected{"invalid"}; };
    later(2s);
    BOOST_TEST((statesOf(items) == Texts(2, "parked invalid")));
    for (const auto& item : items)
        BOOST_TEST(entriesOf(item).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_request_that_may_be_there_is_repeated_with_nothing_added) {
    writeAndAnswer(RetryLater{"http_504", {}});
    const auto items = putAll({"one", "two"});
    settle();
    BOOST_TEST((statesOf(items) == Texts(2, "queued http_504")));
    book->beforeComment = nullptr;
    put("three");
    later(2s);
    BOOST_TEST((texts() == Texts{"zero", "one\n\ntwo", "three"}));
}

BOOST_AUTO_TEST_CASE(a_single_request_that_may_be_there_takes_nobody_along) {
    writeAndAnswer(RetryLater{"http_504", {}});
    put("one");
    settle();
    book->beforeComment = nullptr;
    putAll({"two", "three"});
    later(2s);
    BOOST_TEST((texts() == Texts{"zero", "one", "two\n\nthree"}));
}

BOOST_AUTO_TEST_CASE(a_request_that_may_be_there_is_not_taken_apart_when_it_is_refused) {
    writeAndAnswer(RetryLater{"http_504", {}});
    const auto items = putAll({"one", "two"});
    settle();
    answerTo("two", Rejected{"invalid"});
    later(2s);
    BOOST_TEST((statesOf(items) == Texts(2, "parked invalid")));
}

BOOST_AUTO_TEST_CASE(steps_that_are_kept_hold_their_group_together) {
    book->beforeComment = [](const ClearedItem&, adapter_api::Exchange& exchange) -> Answer {
        exchange.checkpoint("comment.public/up", "t1");
        return RetryLater{"throttle", {}};
    };
    const auto items = putAll({"one", "two"});
    settle();
    put("three");
    answerTo("two", Rejected{"invalid"});
    later(2s);
    BOOST_TEST((statesOf(items) == Texts(2, "parked invalid")));
    BOOST_TEST((texts() == Texts{"zero", "three"}));
}

BOOST_AUTO_TEST_CASE(an_earlier_message_that_arrives_late_does_not_take_along_what_has_steps) {
    book->beforeComment = [](const ClearedItem&, adapter_api::Exchange& exchange) -> Answer {
        exchange.checkpoint("comment.public/up", "t1");
        return RetryLater{"throttle", {}};
    };
    number = 9;
    putAll({"ten", "eleven"});
    settle();
    book->beforeComment = nullptr;
    office.put(*anna, 1, 5, "five");
    later(2s);
    BOOST_TEST((texts() == Texts{"zero", "five", "ten\n\neleven"}));
}

BOOST_AUTO_TEST_CASE(a_group_that_was_tried_for_too_long_is_tried_one_by_one_before_it_is_given_up
) {
    answerTo("two", RetryLater{"throttle", {}});
    const auto items = putAll({"one", "two"});
    for (int n = 0; n < 8; ++n)
        later(15min);
    for (int n = 0; n < 3; ++n)
        later(10ms);
    BOOST_TEST((statesOf(items) == Texts{"delivered", "parked gave_up"}));
}

BOOST_AUTO_TEST_SUITE_END()
