// Who is the head of a lane, when it may be claimed, and what answers do to it.
#include "connector/store/queries.h"
#include "tests/unit/store/outbox_fixture.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(outbox, OutboxFixture)

BOOST_AUTO_TEST_CASE(what_was_put_in_comes_out_whole) {
    const auto item = queued(talk, 5);
    const auto claimed = claimOne();
    BOOST_TEST((claimed.item.id == item.id && claimed.item.tenant == item.tenant));
    BOOST_TEST(
        (claimed.item.destination == item.destination && claimed.item.purpose == item.purpose)
    );
    BOOST_TEST((claimed.item.event == item.event && claimed.item.person == item.person));
    BOOST_TEST((claimed.item.order == item.order && claimed.item.dueAt == item.dueAt));
    BOOST_TEST((claimed.item.item == item.item && claimed.item.forbidden == item.forbidden));
    BOOST_TEST((claimed.item.keyId == item.keyId && claimed.item.episode == item.episode));
    BOOST_TEST(claimed.item.ruleSet == item.ruleSet);
    BOOST_TEST(claimed.item.guardVersion == 1U);
    BOOST_TEST(claimed.attempt == 1);
    BOOST_TEST(!claimed.lookUpFirst);
    BOOST_TEST((claimed.leaseUntil == kNoon + kLease));
}

BOOST_AUTO_TEST_CASE(what_was_told_of_an_event_ends_with_its_amendment) {
    const auto told = queued(talk, 5);
    auto amend = comment(talk, 6);
    amend.event = told.event;
    amend.kind = ItemKind::Amend;
    amend.counted = false;
    outbox.insert(amend, ItemState::Queued, "");
    auto note = amend;
    note.id = newId<ItemId>();
    note.kind = ItemKind::StopNote;
    outbox.insert(note, ItemState::Queued, "");
    const auto rows = outbox.toldOf(*told.event);
    BOOST_REQUIRE_EQUAL(rows.size(), 2U);
    BOOST_TEST((rows[0].id == told.id));
    BOOST_TEST((rows[1].id == amend.id));
}

BOOST_AUTO_TEST_CASE(what_was_refused_goes_back_to_its_place_and_is_looked_up_first) {
    const auto first = queued(talk, 10);
    const auto second = queued(talk, 20);
    BOOST_TEST(outbox.parked(claimOne().lease(), "refused", kNoon));
    const auto rows = outbox.refused(first.destination, "", 10);
    BOOST_REQUIRE_EQUAL(rows.size(), 1U);
    BOOST_TEST((rows[0].id == first.id));
    BOOST_TEST(outbox.refused(kArchive, "", 10).empty());
    BOOST_TEST((outbox.refused(first.id).at(0).id == first.id));
    BOOST_TEST(outbox.refused(second.id).empty());
    auto again = rows[0];
    again.guardVersion = 7;
    BOOST_TEST(outbox.requeue(again, kNoon + 1s));
    BOOST_TEST(!outbox.requeue(again, kNoon + 1s));  // it is parked no more
    const auto claimed = claimOne(kNoon + 1s);
    BOOST_TEST((claimed.item.id == first.id));
    BOOST_TEST(claimed.item.guardVersion == 7U);
    BOOST_TEST((claimed.lookUpFirst && claimed.alone));
    BOOST_TEST(outbox.delivered(claimed.lease(), "7", kNoon + 1s));
    const auto next = claimOne(kNoon + 1s);
    BOOST_TEST((next.item.id == second.id && !next.lookUpFirst));
}

BOOST_AUTO_TEST_CASE(what_is_sent_again_is_looked_up_until_it_is_there) {
    const auto item = queued(talk, 10);
    BOOST_TEST(outbox.parked(claimOne().lease(), "refused", kNoon));
    BOOST_TEST(outbox.requeue(item, kNoon));
    BOOST_TEST(outbox.retryAt(claimOne().lease(), kNoon + 1s, "throttled"));
    BOOST_TEST(claimOne(kNoon + 1s).lookUpFirst);
}

BOOST_AUTO_TEST_CASE(what_the_rules_of_today_made_comes_first) {
    auto old = comment(newId<ConversationId>(), 10);
    old.ruleSet = std::string(64, '0');
    auto today = comment(newId<ConversationId>(), 20);
    today.ruleSet = std::string(64, '1');
    today.createdAt = old.createdAt + 1s;
    for (const auto& item : {old, today})
        outbox.insert(item, ItemState::Parked, "refused");
    BOOST_TEST((outbox.refused(std::nullopt, today.ruleSet, 1).at(0).id == today.id));
    BOOST_TEST((outbox.refused(std::nullopt, old.ruleSet, 1).at(0).id == old.id));
}

BOOST_AUTO_TEST_CASE(what_a_guard_stopped_is_not_among_what_was_refused) {
    const auto item = queued(talk, 10);
    BOOST_TEST(outbox.parked(claimOne().lease(), "egress_guard", kNoon));
    BOOST_TEST(outbox.refused(std::nullopt, "", 10).empty());
    BOOST_TEST(outbox.refused(item.id).empty());
}

BOOST_AUTO_TEST_CASE(a_lane_is_claimed_in_order_whatever_the_order_of_arrival) {
    const auto late = queued(talk, 20);
    const auto early = queued(talk, 10);
    const auto first = claimOne();
    BOOST_TEST((first.item.id == early.id));
    BOOST_TEST(outbox.delivered(first.lease(), "7", kNoon));
    BOOST_TEST((claimOne().item.id == late.id));
}

BOOST_AUTO_TEST_CASE(one_is_in_flight_in_a_lane_and_none_before_its_lease_ends) {
    queued(talk, 10);
    queued(talk, 20);
    claimOne();
    BOOST_TEST(claim().empty());
    BOOST_TEST(claim(kNoon + kLease - 1ms).empty());
}

BOOST_AUTO_TEST_CASE(an_earlier_message_that_arrives_late_waits_for_the_one_in_flight) {
    queued(talk, 20);
    const auto begun = claimOne();
    const auto early = queued(talk, 10);
    BOOST_TEST(claim().empty());
    BOOST_TEST(outbox.uncertain(begun.lease(), kNoon + 1s, "timeout"));
    BOOST_TEST(claim().empty());
    const auto again = claimOne(kNoon + 1s);
    BOOST_TEST((again.item.id == begun.item.id));
    BOOST_TEST(outbox.delivered(again.lease(), "7", kNoon));
    BOOST_TEST((claimOne(kNoon + 1s).item.id == early.id));
}

BOOST_AUTO_TEST_CASE(what_gives_way_is_claimed_when_nothing_else_is_due) {
    for (int old = 0; old < 3; ++old) {
        auto item = comment(newId<ConversationId>(), 1 + old);
        item.givesWay = true;
        item.dueAt = kNoon - 1h;
        outbox.insert(item, ItemState::Queued, "");
    }
    const auto today = queued(talk, 10);
    const auto first = outbox.claimDue(kDesk, kNoon, kLease, 2);
    BOOST_REQUIRE_EQUAL(first.size(), 2U);
    BOOST_TEST((first.front().item.id == today.id));
    BOOST_TEST(claim().size() == 2U);
    BOOST_TEST(claim(kNoon + kLease).size() == 4U);  // one whose lease ran out keeps its place
}

BOOST_AUTO_TEST_CASE(the_next_of_a_lane_gives_way_or_not_as_it_is_itself) {
    auto old = comment(talk, 1);
    old.givesWay = true;
    outbox.insert(old, ItemState::Queued, "");
    const auto today = queued(talk, 10);
    const auto other = queued(newId<ConversationId>(), 20);
    auto claimed = outbox.claimDue(kDesk, kNoon, kLease, 1);
    BOOST_REQUIRE_EQUAL(claimed.size(), 1U);
    BOOST_TEST((claimed.front().item.id == other.id));
    claimed = outbox.claimDue(kDesk, kNoon, kLease, 1);
    BOOST_REQUIRE_EQUAL(claimed.size(), 1U);
    BOOST_TEST((claimed.front().item.id == old.id));
    BOOST_TEST(outbox.delivered(claimed.front().lease(), "7", kNoon));
    BOOST_TEST((claimOne().item.id == today.id));
}

BOOST_AUTO_TEST_CASE(when_what_gives_way_comes_due_is_told_too) {
    auto old = comment(talk, 1);
    old.givesWay = true;
    old.dueAt = kNoon + 5s;
    outbox.insert(old, ItemState::Queued, "");
    BOOST_TEST((outbox.nextDue(kDesk) == kNoon + 5s));
    auto today = comment(newId<ConversationId>(), 2);
    today.dueAt = kNoon + 9s;
    outbox.insert(today, ItemState::Queued, "");
    BOOST_TEST((outbox.nextDue(kDesk) == kNoon + 5s));
}

BOOST_AUTO_TEST_CASE(conversations_and_destinations_do_not_wait_for_each_other) {
    queued(talk, 10);
    queued(newId<ConversationId>(), 10);
    auto elsewhere = comment(talk, 5);
    elsewhere.destination = kArchive;
    outbox.insert(elsewhere, ItemState::Queued, "");
    BOOST_TEST(claim().size() == 3U);
}

BOOST_AUTO_TEST_CASE(each_destination_is_claimed_for_itself) {
    const auto here = queued(talk, 10);
    auto there = comment(talk, 5);
    there.destination = kArchive;
    outbox.insert(there, ItemState::Queued, "");
    BOOST_TEST((outbox.destinationsWaiting() == std::vector{kArchive, kDesk}));
    const auto claimed = outbox.claimDue(kDesk, kNoon, kLease, 10);
    BOOST_REQUIRE_EQUAL(claimed.size(), 1U);
    BOOST_TEST((claimed.front().item.id == here.id));
    BOOST_TEST((stateOf(there) == ItemState::Queued));
    BOOST_TEST((outbox.nextDue(kArchive) == kNoon));
    BOOST_TEST((outbox.nextDue(kDesk) == kNoon + kLease));
    BOOST_TEST(outbox.claimDue(DestinationId{"nowhere"}, kNoon, kLease, 10).empty());
}

BOOST_AUTO_TEST_CASE(failures_are_counted_from_the_first_until_they_are_forgiven) {
    const auto item = queued(talk, 10);
    auto claimed = claimOne();
    BOOST_TEST((claimed.failures == 0 && !claimed.failingSince));
    for (const auto at : {kNoon, kNoon + 1s}) {
        BOOST_TEST(outbox.retryAt(claimed.lease(), at + 1s, "busy"));
        outbox.countFailure(item.id, at);
        claimed = claimOne(at + 1s);
    }
    BOOST_TEST((claimed.failures == 2 && claimed.failingSince == kNoon));
    BOOST_TEST(outbox.retryAt(claimed.lease(), kNoon + 3s, "bad_token"));
    outbox.forgiveFailures(item.id);
    claimed = claimOne(kNoon + 3s);
    BOOST_TEST((claimed.failures == 0 && !claimed.failingSince));
}

BOOST_AUTO_TEST_CASE(only_a_lease_that_ran_out_says_when) {
    queued(talk, 10);
    BOOST_TEST(!claimOne().ranOutAt.has_value());
    const auto again = claimOne(kNoon + kLease + 5s);
    BOOST_TEST((again.ranOutAt == kNoon + kLease));
    BOOST_TEST(outbox.uncertain(again.lease(), kNoon + kLease + 6s, "index_lag"));
    BOOST_TEST(!claimOne(kNoon + kLease + 6s).ranOutAt.has_value());
}

BOOST_AUTO_TEST_CASE(an_item_that_is_not_due_is_not_claimed_and_holds_its_lane) {
    auto later = comment(talk, 10);
    later.dueAt = kNoon + 5s;
    outbox.insert(later, ItemState::Queued, "");
    queued(talk, 20);
    BOOST_TEST(claim().empty());
    BOOST_TEST((outbox.nextDue(kDesk) == kNoon + 5s));
    BOOST_TEST(!outbox.nextDue(kArchive).has_value());
    BOOST_TEST((claimOne(kNoon + 5s).item.id == later.id));
}

BOOST_AUTO_TEST_CASE(every_end_but_a_retry_leaves_the_place_to_the_next) {
    using Finish = bool (*)(Outbox&, const Lease&);
    const std::pair<const char*, Finish> ends[] = {
        {"delivered", [](Outbox& o, const Lease& l) { return o.delivered(l, "7", kNoon); }},
        {"parked", [](Outbox& o, const Lease& l) { return o.parked(l, "rejected", kNoon); }},
        {"held", [](Outbox& o, const Lease& l) { return o.held(l, "window", kNoon); }},
        {"dropped", [](Outbox& o, const Lease& l) { return o.dropped(l, "stopped", kNoon); }},
    };
    for (const auto& [why, finish] : ends) {
        BOOST_TEST_CONTEXT(why) {
            const auto lane = newId<ConversationId>();
            const auto first = queued(lane, 10);
            const auto second = queued(lane, 20);
            const auto claimed = claimOne();
            BOOST_TEST((claimed.item.id == first.id));
            BOOST_TEST(finish(outbox, claimed.lease()));
            BOOST_TEST(toText(stateOf(first)) == why);
            const auto next = claimOne();
            BOOST_TEST((next.item.id == second.id));
            BOOST_TEST(outbox.delivered(next.lease(), "8", kNoon));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_retry_keeps_its_place_and_counts_its_attempts) {
    const auto item = queued(talk, 10);
    queued(talk, 20);
    BOOST_TEST(outbox.retryAt(claimOne().lease(), kNoon + 9s, "busy"));
    BOOST_TEST(outbox.find(item.id)->reason == "busy");
    BOOST_TEST(claim(kNoon + 8s).empty());
    const auto again = claimOne(kNoon + 9s);
    BOOST_TEST((again.item.id == item.id));
    BOOST_TEST(again.attempt == 2);
    BOOST_TEST(!again.lookUpFirst);
}

BOOST_AUTO_TEST_CASE(a_lost_answer_and_a_lease_that_ran_out_are_looked_up_first) {
    queued(talk, 10);
    const auto first = claimOne();
    const auto second = claimOne(kNoon + kLease);
    BOOST_TEST(second.lookUpFirst);
    BOOST_TEST(second.attempt == 2);
    BOOST_TEST(!outbox.delivered(first.lease(), "late", kNoon));
    BOOST_TEST(outbox.uncertain(second.lease(), kNoon + 2 * kLease, "timeout"));
    BOOST_TEST(claimOne(kNoon + 2 * kLease).lookUpFirst);
}

BOOST_AUTO_TEST_CASE(an_answer_is_taken_once) {
    const auto item = queued(talk, 10);
    const auto claimed = claimOne();
    BOOST_TEST(outbox.delivered(claimed.lease(), "7", kNoon));
    BOOST_TEST(!outbox.parked(claimed.lease(), "rejected", kNoon));
    BOOST_TEST(outbox.find(item.id)->remoteId == "7");
    BOOST_TEST(!outbox.nextDue(kDesk).has_value());
    BOOST_TEST(outbox.destinationsWaiting().empty());
}

BOOST_AUTO_TEST_CASE(held_and_parked_rows_are_never_claimed) {
    auto refused = comment(talk, 10);
    refused.item.reset();
    outbox.insert(refused, ItemState::Parked, "guard");
    outbox.insert(comment(talk, 20), ItemState::Held, "consent");
    BOOST_TEST(claim().empty());
    BOOST_TEST(outbox.list(ItemState::Parked, 10).front().reason == "guard");
    BOOST_TEST(outbox.list(ItemState::Held, 10).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_claim_takes_at_most_its_limit_longest_due_first) {
    auto later = comment(newId<ConversationId>(), 1);
    later.dueAt = kNoon - 1s;
    auto soon = comment(newId<ConversationId>(), 2);
    soon.dueAt = kNoon - 2s;
    outbox.insert(later, ItemState::Queued, "");
    outbox.insert(soon, ItemState::Queued, "");
    const auto claimed = outbox.claimDue(kNoon, kLease, 1);
    BOOST_REQUIRE_EQUAL(claimed.size(), 1U);
    BOOST_TEST((claimed.front().item.id == soon.id));
}

BOOST_AUTO_TEST_CASE(a_second_counted_row_for_an_event_and_destination_is_refused) {
    auto item = queued(talk, 10);
    item.id = newId<ItemId>();
    BOOST_CHECK_THROW(outbox.insert(item, ItemState::Queued, ""), Error);
    item.counted = false;
    BOOST_CHECK_NO_THROW(outbox.insert(item, ItemState::Queued, ""));
}

BOOST_AUTO_TEST_CASE(the_work_of_a_claim_does_not_grow_with_what_waits) {
    const auto planOf = [&](std::string_view sql) {
        std::string plan;
        const auto explain = "EXPLAIN QUERY PLAN " + std::string(sql);
        // All parameters are numbers here: a plan does not depend on them.
        std::size_t count = 0;  // a parameter may stand in several places
        while (sql.find('$' + std::to_string(count + 1)) != std::string_view::npos)
            ++count;
        const auto line = [&](const Row& row) { plan += row.string(3) + "\n"; };
        if (count == 0)
            db->query(explain, {}, line);
        else if (count == 1)
            db->query(explain, {std::int64_t{1}}, line);
        else if (count == 2)
            db->query(explain, {std::int64_t{1}, std::int64_t{1}}, line);
        else if (count == 3)
            db->query(explain, {std::int64_t{1}, std::int64_t{1}, std::int64_t{1}}, line);
        else
            db->query(
                explain, {std::int64_t{1}, std::int64_t{1}, std::int64_t{1}, std::int64_t{1}}, line
            );
        return plan;
    };
    const std::string_view looked[] = {
        "outbox.claimable",
        "outbox.begun",
        "outbox.behind",
        "outbox.group",
        "outbox.holds",
        "outbox.let_go",
        "outbox.first_queued",
        "outbox.is_stopped",
        "outbox.refused_item",
        "outbox.told_of",
        "outbox.next_due",
        "outbox.next_destination",
        "delivery_steps.find",
        "delivery_steps.forget",
        "events.next_queued",
        "journal.pending",
        "persons.find_by_index"};
    for (const auto& query : allQueries()) {
        if (std::ranges::find(looked, query.name) == std::end(looked))
            continue;
        const auto plan = planOf(query.sql);
        BOOST_TEST_CONTEXT(query.name << "\n" << plan) {
            BOOST_TEST(plan.find("SCAN") == std::string::npos);
            const bool sortsAFew = query.name == "outbox.told_of";
            BOOST_TEST((sortsAFew || plan.find("TEMP B-TREE") == std::string::npos));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
