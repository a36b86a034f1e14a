// Comments that travel together: what is joined and what is not, how each of them ends, and that a
// request which may be there is never repeated with other words.
#include "connector/delivery/courier.h"
#include "connector/store/delivery_steps.h"
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
using Items = std::vector<ItemId>;
using Answer = std::optional<PrimitiveOutcome>;

const adapter_api::Joining kJoining{
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

ForbiddenValue secretWord() {
    return {FoundValue("Rumpelstilzchen"), "name"};
}

std::string requestIn(const std::string& entry) {
    const auto at = entry.find("\"request\":\"");
    BOOST_REQUIRE(at != std::string::npos);
    return entry.substr(at, 80);
}

}  // namespace

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

BOOST_AUTO_TEST_CASE(a_stop_before_the_first_byte_drops_the_whole_group) {
    book->beforeComment = [&](const ClearedItem&, adapter_api::Exchange&) -> Answer {
        office.stop(*anna);
        return std::nullopt;
    };
    const auto items = putAll({"one", "two"});
    settle();
    BOOST_TEST((statesOf(items) == Texts(2, "dropped stopped")));
    BOOST_TEST((texts() == Texts{"zero"}));
    for (const auto& item : items)
        BOOST_TEST(holds(entriesOf(item)[0], "dropped"));
}

BOOST_AUTO_TEST_CASE(what_is_on_the_wire_in_a_group_is_spared_by_a_stop_and_ends) {
    const std::array purposes{kAnswer};
    const auto items = putAll({"one", "two"});
    std::size_t dropped = 99;
    book->beforeComment = [&](const ClearedItem&, adapter_api::Exchange&) -> Answer {
        office.writer.call([&](store::Database& db) {
            store::Outbox outbox(db);
            dropped = outbox.dropWaitingOf(kTenant, anna->person, purposes, "stopped", clock.now())
                          .size();
        });
        return std::nullopt;
    };
    settle();
    BOOST_TEST(dropped == 0U);
    BOOST_TEST((statesOf(items) == Texts(2, "delivered")));
}

BOOST_AUTO_TEST_CASE(a_group_whose_courier_died_is_looked_up_and_not_sent_twice) {
    const auto items = putAll({"one", "two"});
    leaseAndDie();
    book->state.with([&](DeskBook::State& s) { s.comments[keyOfMessage(2)] = true; });
    put("three");
    later(61s);
    BOOST_TEST((statesOf(items) == Texts(2, "delivered")));
    BOOST_TEST((texts() == Texts{"zero", "three"}));
    BOOST_TEST(book->steps()[2] == "find comment");
}

BOOST_AUTO_TEST_CASE(a_group_whose_courier_died_before_it_sent_is_sent_as_it_was) {
    const auto items = putAll({"one", "two"});
    leaseAndDie();
    put("three");
    later(61s);
    BOOST_TEST((texts() == Texts{"zero", "one\n\ntwo", "three"}));
    for (const auto& item : items)
        BOOST_TEST(office.row(item).attempts == 2);
}

BOOST_AUTO_TEST_CASE(a_group_that_is_at_hand_when_the_courier_stops_is_given_back_whole) {
    writeAndAnswer(Uncertain{"timeout"});
    const auto items = putAll({"one", "two"});
    settle();
    clock.advance(2s);
    claimOnly();
    BOOST_TEST((statesOf(items) == Texts(2, "leased timeout")));
    static_cast<void>(courier.stop(0ms));
    while (office.writer.step() != 0) {
    }
    BOOST_TEST((statesOf(items) == Texts(2, "uncertain stopping")));
}

BOOST_AUTO_TEST_CASE(a_group_of_which_one_cell_does_not_open_is_parked_whole) {
    writeAndAnswer(Uncertain{"timeout"});
    const auto items = putAll({"one", "two"});
    settle();
    const auto broken = office.row(items[1]);
    office.writer.call([&](store::Database& db) {
        db.execute(
            "UPDATE outbox SET item = $1 WHERE item_id = $2",
            {store::Blob{"not what was sealed"}, store::Blob{broken.id.bytes()}}
        );
    });
    later(2s);
    BOOST_TEST((statesOf(items) == Texts(2, "parked cell_closed")));
}

BOOST_AUTO_TEST_SUITE_END()
