// A desk that joins comments, and a customer whose messages wait for one ticket.
#pragma once
#include "connector/delivery/courier.h"
#include "connector/store/delivery_steps.h"
#include "tests/unit/delivery/courier_world.h"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bowline::tests {

using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::PrimitiveOutcome;

using Texts = std::vector<std::string>;
using Items = std::vector<ItemId>;
using Answer = std::optional<PrimitiveOutcome>;

inline const adapter_api::Joining kJoining{
    .primitives = {adapter_api::Primitive::CommentPublic}, .window = 20s, .mostItems = 20};

/// A desk that joins comments, and Anna, whose ticket is there with "zero" in it.
struct JoiningWorld : World {
    JoiningWorld() {
        book->joining = kJoining;
        put("zero");
        settle();
    }
    ItemId put(const std::string& text, const Forbidden& forbidden = {}) {
        return office.put(office.rowFor(*anna, 1, ++number, text, forbidden));
    }
    Items putAll(const Texts& texts) {
        Items items;
        for (const auto& text : texts)
            items.push_back(put(text));
        return items;
    }
    Texts texts() const { return book->textsOf(1); }
    Texts statesOf(const Items& items) const {
        Texts states;
        for (const auto& item : items)
            states.push_back(office.stateOf(item));
        return states;
    }
    /// What the desk says to the comment that holds `word`, before it writes anything.
    void answerTo(const std::string& word, PrimitiveOutcome answer) {
        book->beforeComment = [=](const ClearedItem& item, adapter_api::Exchange&) -> Answer {
            if (holds(item.content().commentText, word))
                return answer;
            return std::nullopt;
        };
    }
    /// The next comments have their effect, and this is what we hear of it.
    void writeAndAnswer(PrimitiveOutcome answer, bool isThere = true) {
        book->beforeComment =
            [=, this](const ClearedItem& item, adapter_api::Exchange& exchange) -> Answer {
            exchange.writeFile(item.keys().message, item.content().commentText);
            book->state.with([&](DeskBook::State& s) {
                if (isThere)
                    s.comments[item.keys().message] = true;
            });
            return answer;
        };
    }
    /// Entries of the ledger that speak of the item.
    Texts entriesOf(const ItemId& item) const {
        Texts entries;
        for (const auto& entry : office.ledger()) {
            if (holds(entry, item.hex()))
                entries.push_back(entry);
        }
        return entries;
    }
    std::string keyOfMessage(int n) const { return clearedItem(1, n, "").keys().message; }
    /// A courier that dies after it leased the group: what the store holds then.
    void leaseAndDie() {
        office.writer.call([&](store::Database& db) {
            store::Outbox outbox(db);
            const auto rows = outbox.claimDue(kDesk, clock.now(), 60s, 10);
            BOOST_REQUIRE_EQUAL(rows.size(), 1U);
            const store::JoinLimits limits{clock.now(), 20s, 19};
            Items behind;
            for (const auto& row : outbox.waitingBehind(rows[0], limits))
                behind.push_back(row.item.id);
            BOOST_REQUIRE(!outbox.join(rows[0], behind, limits).empty());
        });
    }

    int number = 0;
    std::unique_ptr<Customer> anna = office.newCustomer();
};

inline ForbiddenValue secretWord() {
    return {FoundValue("Rumpelstilzchen"), "name"};
}

inline std::string requestIn(const std::string& entry) {
    const auto at = entry.find("\"request\":\"");
    BOOST_REQUIRE(at != std::string::npos);
    return entry.substr(at, 80);
}

}  // namespace bowline::tests
