// An outbox of a real store, and short ways to put rows into it and to claim them.
#pragma once

#include "connector/store/outbox.h"
#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

namespace bowline::tests {

using namespace bowline::store;

inline constexpr std::chrono::seconds kLease{60};
inline const DestinationId kArchive{"archive"};

struct OutboxFixture : StoreFixture {
    Outbox outbox{*db};
    ConversationId talk = newId<ConversationId>();

    OutboxItem queued(const ConversationId& conversation, std::int64_t second) {
        const auto item = comment(conversation, second);
        outbox.insert(item, ItemState::Queued, "");
        return item;
    }
    std::vector<LeasedItem> claim(Instant now = kNoon) { return outbox.claimDue(now, kLease, 100); }
    /// Claims the one row that must be claimable.
    LeasedItem claimOne(Instant now = kNoon) {
        auto claimed = claim(now);
        BOOST_REQUIRE_EQUAL(claimed.size(), 1U);
        return std::move(claimed.front());
    }
    /// Makes the person known under a blind index and returns it.
    BlindIndex knownAs(const PersonId& person) {
        const SenderRow sender{kTenant, someIndex(), newId<KeyId>(), person, kNoon};
        BOOST_TEST(Senders(*db).insert(sender));
        return sender.index;
    }
    void stop(const BlindIndex& sender, const PurposeId& purpose) {
        Stops(*db).add({kTenant, sender, 1, purpose, "stop_word", kNoon});
    }
    ItemState stateOf(const OutboxItem& item) { return outbox.find(item.id)->state; }
};

}  // namespace bowline::tests
