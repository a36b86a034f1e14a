// Steps are kept while their delivery holds its row, and leave with it.
#include "connector/store/delivery_steps.h"

#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

#include <array>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;
using namespace std::chrono_literals;

namespace {

constexpr auto kLease = 60s;

struct StepsFixture : StoreFixture {
    LeasedItem claimed(Instant now = kNoon) {
        auto rows = outbox.claimDue(kDesk, now, kLease, 1);
        BOOST_REQUIRE_EQUAL(rows.size(), 1U);
        return std::move(rows.front());
    }
    bool keep(const LeasedItem& row, std::string step, std::string bytes) {
        return steps.keep(
            {row.lease(), std::move(step), kTenant, row.item.keyId, {std::move(bytes)}, kNoon}
        );
    }
    std::string found(const std::string& step) {
        const auto cell = steps.find(item.id, step);
        return cell ? cell->bytes : "none";
    }
    std::int64_t all() {
        return *db->queryOne("SELECT COUNT(*) FROM delivery_steps", {}, [](const Row& row) {
            return row.integer(0);
        });
    }

    Outbox outbox{*db};
    DeliverySteps steps{*db};
    OutboxItem item = [this] {
        auto row = comment(newId<ConversationId>(), 10);
        outbox.insert(row, ItemState::Queued, "");
        return row;
    }();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(delivery_steps, StepsFixture)

BOOST_AUTO_TEST_CASE(a_step_is_found_by_item_and_name_and_the_later_output_counts) {
    const auto row = claimed();
    BOOST_TEST(keep(row, "comment.public/up", "a"));
    BOOST_TEST(keep(row, "comment.public/up", "b"));
    BOOST_TEST(keep(row, "ticket.create/up", "c"));
    BOOST_TEST(found("comment.public/up") == "b");
    BOOST_TEST(found("ticket.create/up") == "c");
    BOOST_TEST(found("up") == "none");
    BOOST_TEST(!steps.find(newId<ItemId>(), "comment.public/up").has_value());
}

BOOST_AUTO_TEST_CASE(a_delivery_whose_lease_is_over_keeps_nothing) {
    const auto first = claimed();
    const auto second = claimed(kNoon + kLease);
    BOOST_TEST(!keep(first, "s", "late"));
    BOOST_TEST(keep(second, "s", "mine"));
    BOOST_TEST(outbox.delivered(second.lease(), "7", kNoon));
    BOOST_TEST(!keep(second, "s", "too late"));
    BOOST_TEST(all() == 0);
}

BOOST_AUTO_TEST_CASE(steps_outlive_every_wait) {
    auto row = claimed();
    BOOST_TEST(keep(row, "s", "a"));
    BOOST_TEST(outbox.retryAt(row.lease(), kNoon, "busy"));
    row = claimed();
    BOOST_TEST(found("s") == "a");
    BOOST_TEST(outbox.uncertain(row.lease(), kNoon, "timeout"));
    row = claimed();
    BOOST_TEST(outbox.held(row.lease(), "window", kNoon));
    BOOST_TEST(found("s") == "a");
}

BOOST_AUTO_TEST_CASE(steps_leave_with_their_row) {
    using Finish = bool (*)(Outbox&, const Lease&);
    const std::pair<const char*, Finish> ends[] = {
        {"delivered", [](Outbox& o, const Lease& l) { return o.delivered(l, "7", kNoon); }},
        {"parked", [](Outbox& o, const Lease& l) { return o.parked(l, "no", kNoon); }},
        {"dropped", [](Outbox& o, const Lease& l) { return o.dropped(l, "stopped", kNoon); }},
    };
    BOOST_TEST(outbox.delivered(claimed().lease(), "7", kNoon));
    for (const auto& [why, finish] : ends) {
        BOOST_TEST_CONTEXT(why) {
            outbox.insert(comment(newId<ConversationId>(), 10), ItemState::Queued, "");
            const auto row = claimed();
            BOOST_TEST(keep(row, "s", "a"));
            BOOST_TEST(finish(outbox, row.lease()));
            BOOST_TEST(all() == 0);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_stop_takes_the_steps_of_what_it_drops) {
    const auto row = claimed();
    BOOST_TEST(keep(row, "s", "a"));
    BOOST_TEST(outbox.retryAt(row.lease(), kNoon, "busy"));
    const std::array purposes{kAnswer};
    BOOST_TEST(outbox.dropWaitingOf(kTenant, item.person, purposes, "stopped", kNoon).size() == 1U);
    BOOST_TEST(all() == 0);
}

BOOST_AUTO_TEST_CASE(the_steps_of_one_primitive_are_forgotten_alone) {
    const auto row = claimed();
    for (const auto* step : {"comment.public/a", "comment.public/b", "ticket.create/a"})
        BOOST_TEST(keep(row, step, "x"));
    steps.forget(item.id, "comment.public/");
    BOOST_TEST(all() == 1);
    steps.forget(newId<ItemId>(), "");
    BOOST_TEST(all() == 1);
    steps.forget(item.id, "");
    BOOST_TEST(all() == 0);
}

BOOST_AUTO_TEST_CASE(what_was_sealed_under_a_key_goes_with_the_key) {
    const auto row = claimed();
    BOOST_TEST(keep(row, "a", "x"));
    BOOST_TEST(keep(row, "b", "x"));
    BOOST_TEST(steps.forgetSealedUnder(newId<KeyId>()) == 0);
    BOOST_TEST(steps.forgetSealedUnder(item.keyId) == 2);
    BOOST_TEST(all() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
