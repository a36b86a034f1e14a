// The courier over a real store, step by step and without threads: order, waits, refusals, stops,
// the guard, the record.
#include "connector/delivery/courier.h"

#include "connector/base/error.h"
#include "connector/store/alarms.h"
#include "tests/unit/delivery/courier_world.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::PrimitiveOutcome;

namespace {

using Texts = std::vector<std::string>;

std::optional<PrimitiveOutcome> none() {
    return std::nullopt;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_due_item_reaches_its_ticket_and_is_put_on_record) {
    World w;
    const auto anna = w.office.newCustomer();
    const auto item = w.office.put(*anna, 1, 1, "hello");
    w.settle();
    BOOST_TEST(w.office.stateOf(item) == "delivered");
    BOOST_TEST(w.office.row(item).remoteId == clearedItem(1, 1, "").keys().message);
    BOOST_TEST((w.book->textsOf(1) == Texts{"hello"}));
    const auto entries = w.office.ledger();
    BOOST_REQUIRE(entries.size() == 1u);
    for (const auto part : {"disclosure.outcome", "delivered", "desk", "request"})
        BOOST_TEST(holds(entries[0], part));
    BOOST_TEST(holds(entries[0], item.hex()));
    BOOST_TEST(!holds(entries[0], "hello"));
}

BOOST_AUTO_TEST_CASE(the_ticket_is_linked_on_disk_before_the_comment_begins) {
    World w;
    const auto anna = w.office.newCustomer();
    std::optional<store::Link> link;
    w.book->beforeComment = [&](const ClearedItem& item, adapter_api::Exchange&) {
        link = store::Links(*w.office.reader)
                   .find(kTenant, kDesk, store::LinkKind::Ticket, item.keys().ticket);
        return none();
    };
    w.office.put(*anna, 1, 1, "hello");
    w.settle();
    BOOST_REQUIRE(link.has_value());
    BOOST_TEST(link->remoteId == "T10000001");
}

BOOST_AUTO_TEST_CASE(messages_of_a_conversation_arrive_in_their_order_whatever_order_they_came_in) {
    World w;
    const auto anna = w.office.newCustomer();
    const auto ben = w.office.newCustomer();
    for (const int number : {3, 1, 4, 2})
        w.office.put(*anna, 1, number, "a" + std::to_string(number));
    for (const int number : {2, 1})
        w.office.put(*ben, 2, number, "b" + std::to_string(number));
    w.settle();
    BOOST_TEST((w.book->textsOf(1) == Texts{"a1", "a2", "a3", "a4"}));
    BOOST_TEST((w.book->textsOf(2) == Texts{"b1", "b2"}));
}

BOOST_AUTO_TEST_CASE(a_refused_item_is_parked_and_leaves_its_place_to_the_next) {
    World w;
    const auto anna = w.office.newCustomer();
    w.book->beforeComment = [&](const ClearedItem& item,
                                adapter_api::Exchange&) -> std::optional<PrimitiveOutcome> {
        if (item.content().commentText == "one")
            return Rejected{"unknown_group"};
        return std::nullopt;
    };
    const auto first = w.office.put(*anna, 1, 1, "one");
    const auto second = w.office.put(*anna, 1, 2, "two");
    w.settle();
    BOOST_TEST(w.office.stateOf(first) == "parked unknown_group");
    BOOST_TEST(w.office.stateOf(second) == "delivered");
    BOOST_TEST(holds(w.office.ledger()[0], "parked"));
}

BOOST_AUTO_TEST_CASE(an_item_that_must_wait_keeps_its_place_and_goes_when_its_time_has_come) {
    World w;
    const auto anna = w.office.newCustomer();
    int calls = 0;
    w.book->beforeComment = [&](const ClearedItem&,
                                adapter_api::Exchange&) -> std::optional<PrimitiveOutcome> {
        if (++calls == 1)
            return RetryLater{"throttled", 7s};
        return std::nullopt;
    };
    const auto first = w.office.put(*anna, 1, 1, "one");
    w.office.put(*anna, 1, 2, "two");
    w.settle();
    BOOST_TEST(w.office.stateOf(first) == "queued throttled");
    BOOST_TEST((w.office.row(first).dueAt - w.clock.now()).count() == 7500);
    BOOST_TEST(w.office.ledger().empty());
    w.later(7400ms);
    BOOST_TEST(calls == 1);
    w.later(100ms);
    BOOST_TEST((w.book->textsOf(1) == Texts{"one", "two"}));
}

BOOST_AUTO_TEST_CASE(a_lost_answer_is_looked_up_and_nothing_is_written_twice) {
    World w;
    const auto anna = w.office.newCustomer();
    w.office.put(*anna, 1, 1, "zero");
    w.settle();
    w.book->beforeComment = [&](const ClearedItem& item,
                                adapter_api::Exchange&) -> std::optional<PrimitiveOutcome> {
        w.book->state.with([&](DeskBook::State& s) { s.comments[item.keys().message] = true; });
        return Uncertain{"timeout"};
    };
    const auto item = w.office.put(*anna, 1, 2, "one");
    w.settle();
    BOOST_TEST(w.office.stateOf(item) == "uncertain timeout");
    w.book->beforeComment = nullptr;
    w.later(1s);
    BOOST_TEST(w.office.stateOf(item) == "delivered");
    BOOST_TEST(w.book->steps().back() == "find comment");
}

BOOST_AUTO_TEST_CASE(a_lost_answer_stays_lost_while_the_look_up_fails) {
    World w;
    const auto anna = w.office.newCustomer();
    w.office.put(*anna, 1, 1, "zero");
    w.settle();
    w.book->beforeComment = [](const ClearedItem&, adapter_api::Exchange&) {
        return Uncertain{"timeout"};
    };
    const auto item = w.office.put(*anna, 1, 2, "one");
    w.settle();
    w.book->beforeComment = nullptr;
    w.book->beforeFind = [] { return RetryLater{"throttled", 1s}; };
    w.later(1s);
    BOOST_TEST(w.office.stateOf(item) == "uncertain throttled");
    w.book->beforeFind = nullptr;
    w.later(10s);
    BOOST_TEST(w.office.stateOf(item) == "delivered");
    BOOST_TEST((w.book->textsOf(1) == Texts{"zero", "one"}));
}

BOOST_AUTO_TEST_CASE(a_stop_after_the_claim_refuses_the_first_request) {
    World w;
    const auto anna = w.office.newCustomer();
    const auto item = w.office.put(*anna, 1, 1, "hello");
    w.claimOnly();
    w.office.stop(*anna);
    w.settle();
    BOOST_TEST(w.office.stateOf(item) == "dropped stopped");
    BOOST_TEST(w.files->written().empty());
    BOOST_TEST(holds(w.office.ledger().at(0), "dropped"));
}

BOOST_AUTO_TEST_CASE(a_stop_during_the_claim_of_one_person_lets_the_others_go) {
    World w;
    const auto anna = w.office.newCustomer();
    const auto ben = w.office.newCustomer();
    w.office.put(*anna, 1, 1, "a");
    const auto other = w.office.put(*ben, 2, 1, "b");
    w.claimOnly();
    w.office.stop(*anna);
    w.settle();
    BOOST_TEST(w.office.stateOf(other) == "delivered");
}

BOOST_AUTO_TEST_CASE(a_hit_of_the_guard_parks_that_item_only_and_opens_an_incident) {
    World w;
    const auto anna = w.office.newCustomer();
    const Forbidden phone{.values = {{FoundValue("+4915550100017"), "phone"}}};
    const auto bad = w.office.put(w.office.rowFor(*anna, 1, 1, "call +49 1555 0100017", phone));
    const auto good = w.office.put(w.office.rowFor(*anna, 1, 2, "thanks", phone));
    w.settle();
    BOOST_TEST(w.office.stateOf(bad) == "parked egress_guard");
    BOOST_TEST(w.office.stateOf(good) == "delivered");
    BOOST_TEST((w.book->textsOf(1) == Texts{"thanks"}));
    const auto incidents = store::Incidents(*w.office.reader).newest(10);
    BOOST_REQUIRE(incidents.size() == 1u);
    BOOST_TEST(incidents[0].cls == "phone");
    BOOST_TEST((incidents[0].item == bad && incidents[0].containedAt.has_value()));
    BOOST_TEST((w.office.leaks == std::vector<ItemId>{bad}));
    const auto alarms = store::Alarms(*w.office.reader).open();
    BOOST_TEST_REQUIRE(alarms.size() == 1U);
    BOOST_TEST(alarms[0].code == "incident.egress_guard");
    const auto entries = w.office.ledger();
    BOOST_TEST(holds(entries.at(0), "incident.opened"));
    BOOST_TEST(holds(entries.at(1), "egress_guard"));
}

BOOST_AUTO_TEST_CASE(a_destination_that_fails_repeatedly_is_left_alone_and_tried_again) {
    World w;
    int calls = 0;
    bool down = true;
    w.book->beforeComment = [&](const ClearedItem&,
                                adapter_api::Exchange&) -> std::optional<PrimitiveOutcome> {
        ++calls;
        if (down)
            return RetryLater{"connect", std::nullopt};
        return std::nullopt;
    };
    std::vector<std::unique_ptr<Customer>> people;
    std::vector<ItemId> items;
    for (int i = 1; i <= 6; ++i) {
        people.push_back(w.office.newCustomer());
        items.push_back(w.office.put(*people.back(), i, 1, "hello"));
    }
    w.settle();
    BOOST_TEST(calls == 3);
    BOOST_TEST((w.courier.status().at(0).state == CircuitState::Open));
    const auto waits = [&](const ItemId& item) {
        return w.office.stateOf(item) == "queued circuit_open";
    };
    BOOST_TEST(std::ranges::count_if(items, waits) == 3);
    w.later(9s);
    BOOST_TEST(calls == 3);
    down = false;
    w.later(1s);
    BOOST_TEST((w.courier.status().at(0).state == CircuitState::Closed));
    w.later(20s);
    for (const auto& item : items)
        BOOST_TEST(w.office.stateOf(item) == "delivered");
}

BOOST_AUTO_TEST_CASE(a_request_never_begins_after_its_lease_ran_out) {
    World w;
    const auto anna = w.office.newCustomer();
    bool slow = true;
    w.book->beforeComment = [&](const ClearedItem&, adapter_api::Exchange&) {
        if (slow)
            w.clock.advance(60s);
        slow = false;
        return none();
    };
    const auto item = w.office.put(*anna, 1, 1, "hello");
    w.settle();
    w.later(10s);
    BOOST_TEST(w.office.stateOf(item) == "delivered");
    BOOST_TEST(w.office.row(item).attempts == 2);
    BOOST_TEST((w.book->textsOf(1) == Texts{"hello"}));
}

BOOST_AUTO_TEST_CASE(a_failure_before_the_first_byte_is_tried_again_and_one_after_it_is_looked_up) {
    World w;
    const auto anna = w.office.newCustomer();
    w.book->beforeComment = [](const ClearedItem&,
                               adapter_api::Exchange&) -> std::optional<PrimitiveOutcome> {
        throw Error("test: a bug of the adapter");
    };
    const auto item = w.office.put(*anna, 1, 1, "hello");
    w.settle();
    BOOST_TEST(w.office.stateOf(item) == "queued failed");
    w.book->beforeComment = nullptr;
    w.files->refuseAfter(0);
    w.later(10s);
    BOOST_TEST(w.office.stateOf(item) == "uncertain failed");
    w.files->refuseAfter(-1);
    w.later(60s);
    BOOST_TEST(w.office.stateOf(item) == "delivered");
}

BOOST_AUTO_TEST_CASE(an_item_that_can_never_go_is_parked_with_the_reason) {
    World w;
    const auto anna = w.office.newCustomer();
    auto elsewhere = w.office.rowFor(*anna, 1, 1, "x", {});
    elsewhere.destination = DestinationId{"gone"};
    auto forged = w.office.rowFor(*anna, 1, 2, "x", {});
    forged.guardVersion = kGuardVersion + 1;
    auto keyless = w.office.rowFor(*anna, 1, 3, "x", {});
    keyless.keyId = newId<KeyId>();
    auto erasing = w.office.rowFor(*anna, 1, 4, "x", {});
    erasing.kind = store::ItemKind::Erase;
    for (const auto* row : {&elsewhere, &forged, &keyless, &erasing})
        w.office.put(*row);
    w.settle();
    BOOST_TEST(w.office.stateOf(elsewhere.id) == "parked unknown_destination");
    BOOST_TEST(w.office.stateOf(forged.id) == "parked cell_closed");
    BOOST_TEST(w.office.stateOf(keyless.id) == "parked key_destroyed");
    BOOST_TEST(w.office.stateOf(erasing.id) == "parked kind_not_carried");
    BOOST_TEST(w.files->written().empty());
}

BOOST_AUTO_TEST_CASE(the_words_of_an_answer_never_become_a_reason) {
    World w;
    const auto anna = w.office.newCustomer();
    w.book->beforeComment = [](const ClearedItem&, adapter_api::Exchange&) {
        return Rejected{"no ticket for +4915550100017"};
    };
    const auto item = w.office.put(*anna, 1, 1, "hello");
    w.settle();
    BOOST_TEST(w.office.stateOf(item) == "parked not_a_code");
}

BOOST_AUTO_TEST_CASE(stopping_gives_back_what_was_claimed_and_not_begun) {
    World w;
    const auto anna = w.office.newCustomer();
    const auto item = w.office.put(*anna, 1, 1, "hello");
    w.claimOnly();
    BOOST_TEST(w.office.stateOf(item) == "leased");
    BOOST_TEST(w.courier.stop(0ms));
    w.office.writer.step();
    BOOST_TEST(w.office.stateOf(item) == "queued stopping");
}

BOOST_AUTO_TEST_CASE(a_claim_that_ends_after_the_stop_is_given_back_too) {
    World w;
    const auto anna = w.office.newCustomer();
    const auto item = w.office.put(*anna, 1, 1, "hello");
    w.courier.notify();
    BOOST_TEST(!w.courier.step(*w.office.reader));
    BOOST_TEST(w.courier.stop(0ms));
    w.office.writer.step();
    w.office.writer.step();
    BOOST_TEST(w.office.stateOf(item) == "queued stopping");
}
