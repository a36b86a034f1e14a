// What belongs into a ticket that is over closes it again once it stands there; nothing else does.
#include "tests/unit/delivery/workflow_play.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
namespace data = boost::unit_test::data;

namespace {

const Can kClosing = {TicketFind, TicketCreate, TicketUpdate, CommentFind, CommentPublic};

ClearedItem forOneThatIsOver() {
    auto item = maskedItem(1, 1, "is it ready?");
    item.content.closesTicket = true;
    return stages::LeakGuard::pass(item);
}

struct ClosedPlay : Play {
    ClosedPlay(Can can, std::deque<ScriptLine> script) : Play(std::move(can), std::move(script)) {
        item = forOneThatIsOver();
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_ticket_that_is_over_is_solved_behind_the_comment) {
    ClosedPlay play(kClosing, {{CommentPublic, Delivered{"9"}}, {TicketUpdate, Delivered{"t1"}}});
    BOOST_TEST((play.run({}, "t1", false) == StepOutcome{Delivered{"9"}}));
    BOOST_TEST(!play.adapter.inputs[0].status);
    BOOST_CHECK(play.adapter.inputs[1].status == adapter_api::TicketStatus::Solved);
    BOOST_TEST(play.adapter.inputs[1].ticketId.value() == "t1");
}

BOOST_AUTO_TEST_CASE(any_other_ticket_is_left_as_it_is) {
    Play play(kClosing, {{CommentPublic, Delivered{"9"}}});
    BOOST_TEST((play.run({}, "t1", false) == StepOutcome{Delivered{"9"}}));
}

BOOST_AUTO_TEST_CASE(a_system_that_closes_nothing_is_not_asked) {
    ClosedPlay play(kNoContacts, {{CommentPublic, Delivered{"9"}}});
    BOOST_TEST((play.run({}, "t1", false) == StepOutcome{Delivered{"9"}}));
}

BOOST_AUTO_TEST_CASE(what_could_not_be_closed_yet_is_looked_up_and_closed_later) {
    ClosedPlay busy(
        kClosing, {{CommentPublic, Delivered{"9"}}, {TicketUpdate, RetryLater{"throttled", {}}}}
    );
    BOOST_TEST((busy.run({}, "t1", false) == StepOutcome{Uncertain{"throttled"}}));
    ClosedPlay lost(
        kClosing, {{CommentPublic, Delivered{"9"}}, {TicketUpdate, Uncertain{"timeout"}}}
    );
    BOOST_TEST((lost.run({}, "t1", false) == StepOutcome{Uncertain{"timeout"}}));
    ClosedPlay again(kClosing, {{CommentFind, Delivered{"9"}}, {TicketUpdate, Delivered{"t1"}}});
    BOOST_TEST((again.run({}, "t1", true) == StepOutcome{Delivered{"9"}}));
}

BOOST_AUTO_TEST_CASE(a_system_that_refuses_to_close_has_the_message_all_the_same) {
    for (const adapter_api::PrimitiveOutcome& refusal :
         {adapter_api::PrimitiveOutcome{Rejected{"status_refused"}},
          adapter_api::PrimitiveOutcome{Denied{"no_right"}},
          adapter_api::PrimitiveOutcome{adapter_api::Absent{}}}) {
        ClosedPlay play(kClosing, {{CommentPublic, Delivered{"9"}}, {TicketUpdate, refusal}});
        BOOST_TEST((play.run({}, "t1", false) == StepOutcome{Delivered{"9"}}));
    }
}

BOOST_AUTO_TEST_CASE(where_nothing_can_be_looked_up_an_open_ticket_is_better_than_a_message_twice) {
    ClosedPlay play(
        {TicketCreate, TicketUpdate, CommentPublic},
        {{CommentPublic, Delivered{"9"}}, {TicketUpdate, RetryLater{"throttled", {}}}}
    );
    BOOST_TEST((play.run({}, "t1", false) == StepOutcome{Delivered{"9"}}));
}

BOOST_DATA_TEST_CASE(what_was_not_written_closes_nothing, data::make(kFailures), failure) {
    ClosedPlay play(kClosing, {{CommentPublic, failure.outcome}});
    BOOST_TEST(isSame(play.run({}, "t1", false), failure.outcome));
}
