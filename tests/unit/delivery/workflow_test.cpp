// Which primitives one item needs, in which order, and what is looked up before it is repeated.
#include "connector/delivery/workflow.h"

#include "connector/base/error.h"
#include "tests/contract/adapter/cleared_items.h"
#include "tests/unit/delivery/scripted_adapter.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using adapter_api::Absent;
using enum adapter_api::Primitive;
namespace data = boost::unit_test::data;

namespace {

using Can = std::set<adapter_api::Primitive>;
const Can kFull = {
    ContactFind, ContactCreate, TicketFind, TicketCreate, CommentFind, CommentPublic};
const Can kNoContacts = {TicketFind, TicketCreate, CommentFind, CommentPublic};
const Can kBlind = {ContactCreate, TicketCreate, CommentPublic};

/// Runs one script; `calls` tells links and steps in the order in which they became so.
struct Play {
    Play(Can can, std::deque<ScriptLine> script) : adapter(std::move(can), std::move(script)) {}
    StepOutcome run(
        std::optional<std::string> contactId, std::optional<std::string> ticketId, bool lookUpFirst
    ) {
        const WorkflowInput input{&item, std::move(contactId), std::move(ticketId), lookUpFirst};
        return runWorkflow(adapter, input, exchange, [this](LinkKind kind, const std::string& id) {
            const auto step = std::to_string(adapter.inputs.size());
            links.push_back(
                (kind == LinkKind::Contact ? "contact " : "ticket ") + id + " after " + step
            );
        });
    }
    ClearedItem item = clearedItem(1, 1, "hello");
    ScriptedAdapter adapter;
    NoExchange exchange;
    std::vector<std::string> links;
};

using Links = std::vector<std::string>;

struct Failure {
    const char* why;
    adapter_api::PrimitiveOutcome outcome;
};
std::ostream& operator<<(std::ostream& out, const Failure& f) {
    return out << f.why;
}
const Failure kFailures[] = {
    {"later", RetryLater{"throttled", std::chrono::seconds{7}}},
    {"refused", Rejected{"unknown_group"}},
    {"answer lost", Uncertain{"timeout"}},
};

bool isSame(const StepOutcome& got, const adapter_api::PrimitiveOutcome& expected) {
    return std::visit(
        [&](const auto& answer) { return adapter_api::PrimitiveOutcome{answer} == expected; }, got
    );
}

}  // namespace

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

BOOST_AUTO_TEST_CASE(a_write_that_says_absent_is_a_broken_adapter) {
    Play play(kNoContacts, {{CommentPublic, Absent{}}});
    BOOST_TEST((play.run({}, "t1", false) == StepOutcome{Rejected{"adapter_broken"}}));
}

BOOST_AUTO_TEST_CASE(a_link_that_cannot_be_kept_stops_the_way) {
    const auto item = clearedItem(1, 1, "hello");
    ScriptedAdapter adapter(kNoContacts, {{TicketFind, Delivered{"t1"}}});
    NoExchange exchange;
    const LinkKeeper refuses = [](LinkKind, const std::string&) {
        throw StoreBusy("test: disk full");
    };
    BOOST_CHECK_THROW(
        static_cast<void>(runWorkflow(
            adapter,
            {.item = &item, .contactId = {}, .ticketId = {}, .lookUpFirst = false},
            exchange,
            refuses
        )),
        StoreBusy
    );
}
