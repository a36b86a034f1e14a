// Groups of a lane: who may travel with whom, leases, stops, and how a group comes back.
#include "connector/store/delivery_steps.h"
#include "connector/store/outbox.h"
#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <functional>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;
using namespace std::chrono_literals;

namespace {

constexpr auto kLease = 60s;
const JoinLimits kLimits{.now = kNoon, .window = 20s, .most = 19};

using Items = std::vector<ItemId>;

Items idsOf(const std::vector<LeasedItem>& rows) {
    Items ids;
    for (const auto& row : rows)
        ids.push_back(row.item.id);
    return ids;
}

/// One person who writes in one conversation and episode.
struct GroupFixture : StoreFixture {
    Outbox outbox{*db};
    OutboxItem like = comment(newId<ConversationId>(), 1);

    OutboxItem put(std::int64_t second, const std::function<void(OutboxItem&)>& change = {}) {
        auto item = comment(like.conversation, second);
        item.person = like.person;
        item.episode = like.episode;
        item.keyId = like.keyId;
        if (change)
            change(item);
        outbox.insert(item, ItemState::Queued, "");
        return item;
    }
    std::vector<LeasedItem> claim(Instant now = kNoon) {
        return outbox.claimDue(kDesk, now, kLease, 100);
    }
    LeasedItem claimOne(Instant now = kNoon) {
        auto claimed = claim(now);
        BOOST_REQUIRE_EQUAL(claimed.size(), 1U);
        return std::move(claimed.front());
    }
    /// The first row that is put, with all that may travel with it.
    LeasedItem group(Instant now = kNoon) {
        auto leader = claimOne(now);
        leader.joined = outbox.join(leader, idsOf(outbox.waitingBehind(leader, kLimits)), kLimits);
        return leader;
    }
    Items behind(const LeasedItem& leader) { return idsOf(outbox.waitingBehind(leader, kLimits)); }
    ItemState stateOf(const OutboxItem& item) { return outbox.find(item.id)->state; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(outbox_groups, GroupFixture)

BOOST_AUTO_TEST_CASE(what_stands_right_behind_the_leader_may_travel_with_it_in_order) {
    const auto first = put(10);
    const auto third = put(30);
    const auto second = put(20);
    const auto leader = claimOne();
    BOOST_TEST((leader.item.id == first.id));
    BOOST_TEST((behind(leader) == Items{second.id, third.id}));
    BOOST_TEST((stateOf(second) == ItemState::Queued));
    BOOST_TEST((idsOf(outbox.waitingBehind(leader, {kNoon, 20s, 1})) == Items{second.id}));
}

BOOST_AUTO_TEST_CASE(a_row_that_is_something_else_ends_what_may_travel) {
    using Change = std::function<void(OutboxItem&)>;
    const std::pair<const char*, Change> others[] = {
        {"another purpose", [](OutboxItem& i) { i.purpose = kMarketing; }},
        {"another person", [](OutboxItem& i) { i.person = newId<PersonId>(); }},
        {"another key", [](OutboxItem& i) { i.keyId = newId<KeyId>(); }},
        {"another episode", [](OutboxItem& i) { i.episode = newId<EpisodeId>(); }},
        {"no comment", [](OutboxItem& i) { i.kind = ItemKind::StopNote; }},
        {"not due yet", [](OutboxItem& i) { i.dueAt = kNoon + 1ms; }},
        {"made after the window", [](OutboxItem& i) { i.createdAt = kNoon + 20s + 1ms; }},
    };
    for (const auto& [why, change] : others) {
        BOOST_TEST_CONTEXT(why) {
            like = comment(newId<ConversationId>(), 1);
            put(10);
            const auto fits = put(20);
            put(30, change);
            put(40);
            BOOST_TEST((behind(claimOne()) == Items{fits.id}));
        }
    }
}

BOOST_AUTO_TEST_CASE(an_earlier_message_that_arrives_late_is_not_jumped_over) {
    put(10);
    put(20);
    const auto leader = claimOne();
    put(5);
    BOOST_TEST(behind(leader).empty());
}

BOOST_AUTO_TEST_CASE(followers_are_leased_with_their_leader_and_nobody_else_is_claimed) {
    put(10);
    const auto second = put(20);
    const auto leader = group();
    BOOST_REQUIRE_EQUAL(leader.joined.size(), 1U);
    BOOST_TEST((leader.joined[0].leaseUntil == leader.leaseUntil));
    BOOST_TEST(leader.joined[0].attempt == 1);
    BOOST_TEST((leader.joined[0].item.item == second.item));
    BOOST_TEST((stateOf(second) == ItemState::Leased));
    const auto third = put(30);
    BOOST_TEST(claim(kNoon + kLease - 1ms).empty());
    BOOST_TEST(outbox.delivered(leader.lease(), "7", kNoon));
    BOOST_TEST(outbox.delivered(leader.joined[0].lease(), "7", kNoon));
    BOOST_TEST((claimOne().item.id == third.id));
}

BOOST_AUTO_TEST_CASE(only_what_is_still_next_is_leased) {
    put(10);
    const auto second = put(20);
    const auto fourth = put(40);
    const auto leader = claimOne();
    const Items seen{second.id, fourth.id};
    put(30);
    BOOST_TEST((idsOf(outbox.join(leader, seen, kLimits)) == Items{second.id}));
    BOOST_TEST((stateOf(fourth) == ItemState::Queued));
}

BOOST_AUTO_TEST_CASE(who_lost_its_lease_leases_nobody) {
    put(10);
    const auto second = put(20);
    const auto lost = claimOne();
    claimOne(kNoon + kLease);
    BOOST_TEST(outbox.join(lost, Items{second.id}, kLimits).empty());
    BOOST_TEST((stateOf(second) == ItemState::Queued));
}

BOOST_AUTO_TEST_CASE(a_group_whose_lease_ran_out_comes_back_whole_and_is_looked_up) {
    put(10);
    const auto second = put(20);
    const auto first = group();
    put(30);
    const auto again = claimOne(kNoon + kLease);
    BOOST_TEST((again.item.id == first.item.id && again.lookUpFirst));
    BOOST_TEST((idsOf(again.joined) == Items{second.id}));
    BOOST_TEST(again.joined[0].attempt == 2);
    BOOST_TEST(!outbox.delivered(first.joined[0].lease(), "late", kNoon));
    BOOST_TEST(outbox.delivered(again.joined[0].lease(), "7", kNoon));
}

BOOST_AUTO_TEST_CASE(a_group_whose_answer_is_lost_waits_as_one_request) {
    put(10);
    const auto second = put(20);
    const auto leader = group();
    BOOST_TEST(outbox.uncertain(leader.lease(), kNoon + 5s, "timeout"));
    BOOST_TEST(outbox.uncertain(leader.joined[0].lease(), kNoon + 5s, "timeout"));
    put(5);
    BOOST_TEST(claim().empty());
    const auto again = claimOne(kNoon + 5s);
    BOOST_TEST((again.item.id == leader.item.id));
    BOOST_TEST((idsOf(again.joined) == Items{second.id}));
}

BOOST_AUTO_TEST_CASE(a_group_that_waits_stays_together_until_it_is_let_go) {
    put(10);
    const auto second = put(20);
    auto leader = group();
    for (const bool letGo : {false, true}) {
        BOOST_TEST(outbox.retryAt(leader.lease(), kNoon, "busy"));
        for (const auto& row : leader.joined)
            BOOST_TEST(outbox.retryAt(row.lease(), kNoon, "busy"));
        if (letGo)
            outbox.letGoOf(leader.item.id);
        leader = claimOne();
        BOOST_TEST(leader.joined.size() == (letGo ? 0U : 1U));
    }
    BOOST_TEST((behind(leader) == Items{second.id}));
}

BOOST_AUTO_TEST_CASE(a_row_that_goes_alone_neither_leads_nor_follows) {
    const auto first = put(10);
    const auto second = put(20);
    const auto third = put(30);
    outbox.goAlone(second.id);
    const auto leader = claimOne();
    BOOST_TEST(!leader.alone);
    BOOST_TEST(behind(leader).empty());
    BOOST_TEST(outbox.delivered(leader.lease(), "7", kNoon));
    const auto alone = claimOne();
    BOOST_TEST((alone.item.id == second.id && alone.alone && alone.joined.empty()));
    BOOST_TEST(claim().empty());
    BOOST_TEST(outbox.retryAt(alone.lease(), kNoon, "busy"));
    BOOST_TEST(claimOne().alone);
}

BOOST_AUTO_TEST_CASE(a_row_with_kept_steps_or_a_group_of_its_own_follows_nobody) {
    put(10);
    put(20);
    auto leader = group();
    BOOST_TEST(outbox.retryAt(leader.lease(), kNoon, "busy"));
    BOOST_TEST(outbox.retryAt(leader.joined[0].lease(), kNoon, "busy"));
    const auto early = put(5);
    const auto head = claimOne();
    BOOST_TEST((head.item.id == early.id));
    BOOST_TEST(behind(head).empty());
    outbox.letGoOf(leader.item.id);
    BOOST_TEST(behind(head).size() == 2U);
    BOOST_TEST(outbox.delivered(head.lease(), "7", kNoon));
    leader = claimOne();
    BOOST_TEST(DeliverySteps(*db).keep(
        {leader.lease(), "up", kTenant, leader.item.keyId, {"sealed"}, kNoon}
    ));
    BOOST_TEST(outbox.retryAt(leader.lease(), kNoon, "busy"));
    put(6);
    BOOST_TEST(behind(claimOne()).empty());
}

BOOST_AUTO_TEST_CASE(a_stop_spares_a_group_on_the_wire_and_drops_one_that_waits) {
    const std::array purposes{kAnswer};
    put(10);
    const auto second = put(20);
    const auto leader = group();
    const auto drop = [&] {
        return outbox.dropWaitingOf(kTenant, like.person, purposes, "stopped", kNoon).size();
    };
    BOOST_TEST(drop() == 0U);
    BOOST_TEST(outbox.uncertain(leader.lease(), kNoon, "timeout"));
    BOOST_TEST(outbox.uncertain(leader.joined[0].lease(), kNoon, "timeout"));
    BOOST_TEST(drop() == 2U);
    BOOST_TEST((stateOf(second) == ItemState::Dropped));
    BOOST_TEST(claim().empty());
}

BOOST_AUTO_TEST_CASE(a_follower_without_its_leader_becomes_a_head_like_any_other) {
    put(10);
    const auto second = put(20);
    const auto leader = group();
    BOOST_TEST(outbox.retryAt(leader.joined[0].lease(), kNoon, "busy"));
    BOOST_TEST(outbox.parked(leader.lease(), "invalid", kNoon));
    const auto head = claimOne();
    BOOST_TEST((head.item.id == second.id));
    put(30);
    BOOST_TEST(claim().empty());  // it counts as the one that is begun
}

BOOST_AUTO_TEST_SUITE_END()
