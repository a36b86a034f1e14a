// What a delivery makes durable under way: steps, links, and what takes the place of a ticket that
// is gone.
#include "connector/delivery/item_exchange.h"
#include "connector/delivery/throttled.h"
#include "connector/store/delivery_steps.h"
#include "connector/store/sealed_cells.h"
#include "tests/unit/delivery/courier_world.h"

#include <boost/test/unit_test.hpp>

#include <array>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::Absent;
using adapter_api::Exchange;
using adapter_api::PrimitiveInput;
using adapter_api::PrimitiveOutcome;

namespace {

using Hook = std::optional<PrimitiveOutcome>;
using Steps = std::vector<std::optional<std::string>>;

const Hook kLater = RetryLater{"busy", std::nullopt};

/// Answers every request and takes every token.
struct Answering final : Exchange {
    std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer>
    send(const adapter_api::OutboundRequest&) override {
        return adapter_api::InboundAnswer{.status = 200, .headers = {}};
    }
    void writeFile(std::string_view, std::string_view) override {}
    std::optional<std::string> readFile(std::string_view) override { return std::nullopt; }
    void keepToken(std::string_view, const adapter_api::AnswerText&, std::optional<Instant>)
        override {}
};

/// One conversation whose ticket is made with the first message.
struct Talk : World {
    explicit Talk(Desks desks = {}) : World(desks) {}
    ItemId say(int number) { return office.put(*anna, 1, number, std::to_string(number)); }
    std::optional<store::Link> ticketLink() const {
        const auto key = clearedItem(1, 1, "").keys().ticket;
        return store::Links(*office.reader).find(kTenant, kDesk, store::LinkKind::Ticket, key);
    }
    std::size_t stepsOnDisk() const {
        std::size_t count = 0;
        store::forEachSealedCell(*office.reader, [&](const store::SealedCell& cell) {
            count += cell.table == "delivery_steps" ? 1 : 0;
        });
        return count;
    }
    /// The first message is delivered; then the ticket goes.
    void loseTicket() {
        say(1);
        settle();
        book->beforeCreate = [this](const PrimitiveInput& input, Exchange&) -> Hook {
            notices.push_back(input.notice.value_or(""));
            return Delivered{"N" + std::to_string(++made)};
        };
        book->beforeComment = [this](const ClearedItem&, Exchange&) -> Hook {
            if (made > 0 && newTicketIsThere)
                return std::nullopt;
            return Absent{};
        };
    }

    std::unique_ptr<Customer> anna = office.newCustomer();
    std::vector<std::string> notices;
    int made = 0;
    bool newTicketIsThere = true;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_step_is_on_disk_when_checkpoint_returns_and_is_there_in_the_next_attempt) {
    Talk w;
    Steps seen;
    std::size_t onDisk = 0;
    w.book->beforeComment = [&](const ClearedItem&, Exchange& exchange) -> Hook {
        seen.push_back(exchange.checkpointed("upload"));
        exchange.checkpoint("upload", "token-1");
        onDisk = w.stepsOnDisk();
        return seen.size() == 1 ? kLater : std::nullopt;
    };
    const auto item = w.say(1);
    w.settle();
    BOOST_TEST(onDisk == 1u);
    w.later(1min);
    BOOST_TEST((seen == Steps{std::nullopt, "token-1"}));
    BOOST_TEST(w.office.stateOf(item) == "delivered");
    BOOST_TEST(w.stepsOnDisk() == 0u);
}

BOOST_AUTO_TEST_CASE(a_step_belongs_to_its_item_and_any_of_its_primitives_finds_it) {
    Talk w;
    Steps seen;
    w.book->beforeCreate = [&](const PrimitiveInput&, Exchange& exchange) -> Hook {
        seen.push_back(exchange.checkpointed("message@1f/1"));
        exchange.checkpoint("message@1f/1", "came with its ticket");
        return std::nullopt;
    };
    w.book->beforeComment = [&](const ClearedItem&, Exchange& exchange) -> Hook {
        seen.push_back(exchange.checkpointed("message@1f/1"));
        return kLater;
    };
    w.say(1);
    const auto ben = w.office.newCustomer();
    w.office.put(*ben, 2, 1, "hello");
    w.settle();
    const std::optional<std::string> came = "came with its ticket";
    BOOST_TEST((seen == Steps{std::nullopt, came, std::nullopt, came}));
}

BOOST_AUTO_TEST_CASE(the_steps_that_made_a_ticket_are_forgotten_when_it_is_linked) {
    Talk w;
    Steps seen;
    w.book->beforeCreate = [&](const PrimitiveInput&, Exchange& exchange) -> Hook {
        exchange.checkpoint("ticket.create", "12");
        exchange.checkpoint("contact.create", "7");
        exchange.checkpoint("message@1f/1", "9");
        return std::nullopt;
    };
    w.book->beforeComment = [&](const ClearedItem&, Exchange& exchange) -> Hook {
        for (const auto* step : {"ticket.create", "contact.create", "message@1f/1"})
            seen.push_back(exchange.checkpointed(step));
        return kLater;
    };
    w.say(1);
    w.settle();
    BOOST_TEST((seen == Steps{std::nullopt, "7", "9"}));
}

BOOST_AUTO_TEST_CASE(what_is_the_items_is_there_for_all_its_primitives_and_for_no_other_item) {
    Talk w;
    Steps seen;
    w.book->beforeCreate = [&](const PrimitiveInput&, Exchange& exchange) -> Hook {
        seen.push_back(exchange.checkpointed("/message/1"));
        exchange.checkpoint("/message/1", "ticket");
        return std::nullopt;
    };
    w.book->beforeComment = [&](const ClearedItem&, Exchange& exchange) -> Hook {
        seen.push_back(exchange.checkpointed("/message/1"));
        return std::nullopt;
    };
    w.say(1);
    const auto ben = w.office.newCustomer();
    w.office.put(*ben, 2, 1, "hello");
    w.settle();
    BOOST_TEST((seen == Steps{std::nullopt, "ticket", std::nullopt, "ticket"}));
}

BOOST_AUTO_TEST_CASE(a_step_rests_sealed_under_the_persons_key_and_its_own_address) {
    Talk w;
    w.book->beforeComment = [&](const ClearedItem&, Exchange& exchange) -> Hook {
        exchange.checkpoint("comment.public@1f/up#1", "token-1");
        return kLater;
    };
    w.say(1);
    w.settle();
    std::vector<std::string> opened;
    store::forEachSealedCell(*w.office.reader, [&](const store::SealedCell& cell) {
        if (cell.table != "delivery_steps")
            return;
        BOOST_TEST(cell.column == "output/comment.public@1f/up#1");
        BOOST_TEST(!holds(cell.bytes, "token-1"));
        const vault::CellAddress address{
            cell.tenant.str(), cell.table, cell.column, cell.row.bytes(), cell.version};
        opened.push_back(
            vault::open(w.anna->key, address, vault::Sealed<StepOutput>{cell.bytes}).text
        );
    });
    BOOST_TEST((opened == std::vector<std::string>{"token-1"}));
}

BOOST_AUTO_TEST_CASE(a_step_without_a_name_or_of_a_documents_size_is_an_error) {
    Talk w;
    int refused = 0;
    w.book->beforeComment = [&](const ClearedItem&, Exchange& exchange) -> Hook {
        const std::string names[] = {"", "a b", "caf\xC3\xA9", std::string(129, 'a')};
        for (const auto& name : names)
            BOOST_CHECK_THROW(exchange.checkpoint(name, "x"), Error);
        BOOST_CHECK_THROW(exchange.checkpoint("big", std::string((1 << 20) + 1, 'x')), Error);
        ++refused;
        return std::nullopt;
    };
    w.say(1);
    w.settle();
    BOOST_TEST(refused == 1);
}

BOOST_AUTO_TEST_CASE(a_step_that_is_finished_after_another_process_took_the_row_is_not_kept) {
    Talk w;
    w.book->beforeComment = [&](const ClearedItem&, Exchange& exchange) -> Hook {
        w.clock.advance(60s);
        static_cast<void>(w.office.writer.ask([&](store::Database& db) {
            return store::Outbox(db).claimDue(w.clock.now(), 60s, 10);
        }));
        BOOST_CHECK_THROW(exchange.checkpoint("upload", "late"), Error);
        w.book->beforeComment = nullptr;
        return kLater;
    };
    w.say(1);
    w.settle();
    BOOST_TEST(w.stepsOnDisk() == 0u);
}

BOOST_AUTO_TEST_CASE(rates_that_are_full_behind_a_step_leave_nothing_to_look_up) {
    Talk w;
    w.book->beforeComment = [&](const ClearedItem&, Exchange& exchange) -> Hook {
        exchange.writeFile("part-1", "hello");
        exchange.checkpoint("part-1", "1");
        throw Throttled(w.clock.now() + 42s);
    };
    const auto item = w.say(1);
    w.settle();
    BOOST_TEST(w.office.stateOf(item) == "queued rate_limit");
}

BOOST_AUTO_TEST_CASE(rates_that_are_full_after_reading_or_logging_in_leave_nothing_to_look_up) {
    Answering outlet;
    World w;
    const auto anna = w.office.newCustomer();
    w.office.put(*anna, 1, 1, "hello");
    const auto row = w.office.writer.ask([&](store::Database& db) {
        return store::Outbox(db).claimDue(w.clock.now(), 60s, 1).at(0);
    });
    StepLog steps(row, anna->key, *w.office.reader, w.office.writer, w.clock);
    const Forbidden nothing;
    ItemExchange exchange(
        nothing, outlet, [] {}, steps
    );
    static_cast<void>(exchange.send({"GET", "https://desk.example.org/1", {}, ""}));
    BOOST_TEST(!exchange.hasOpenWrite());
    static_cast<void>(exchange.send({"POST", "https://desk.example.org/token", {}, ""}));
    BOOST_TEST(exchange.hasOpenWrite());
    exchange.keepToken("access", adapter_api::AnswerText("x"), std::nullopt);
    BOOST_TEST(!exchange.hasOpenWrite());
    static_cast<void>(exchange.send({"POST", "https://desk.example.org/1", {}, ""}));
    BOOST_TEST(exchange.hasOpenWrite());
    exchange.primitiveBegins();
    BOOST_TEST(!exchange.hasOpenWrite());
}

BOOST_AUTO_TEST_CASE(a_stop_takes_the_steps_of_what_it_drops) {
    Talk w;
    w.book->beforeComment = [&](const ClearedItem&, Exchange& exchange) -> Hook {
        exchange.checkpoint("upload", "token-1");
        return kLater;
    };
    w.say(1);
    w.settle();
    BOOST_TEST(w.stepsOnDisk() == 1u);
    w.office.writer.call([&](store::Database& db) {
        const std::array purposes{kAnswer};
        BOOST_TEST(
            store::Outbox(db)
                .dropWaitingOf(kTenant, w.anna->person, purposes, "stopped", w.clock.now())
                .size() == 1u
        );
    });
    BOOST_TEST(w.stepsOnDisk() == 0u);
}

BOOST_AUTO_TEST_CASE(a_ticket_that_is_gone_is_replaced_on_disk_and_on_record) {
    Talk w;
    w.loseTicket();
    const auto item = w.say(2);
    w.settle();
    BOOST_TEST(w.office.stateOf(item) == "delivered");
    BOOST_TEST(w.ticketLink().value().remoteId == "N1");
    BOOST_TEST(holds(w.notices.at(0), "The earlier ticket T10000001 is no longer there;"));
    const auto entries = w.office.ledger();
    BOOST_REQUIRE(entries.size() == 3u);  // outcome, replacement, outcome
    BOOST_TEST(holds(entries[1], R"("action":"link.replaced")"));
    BOOST_TEST(holds(entries[1], R"("kind":"ticket")"));
    BOOST_TEST(holds(entries[1], R"("outcome":"created")"));
    BOOST_TEST(w.ticketLink()->ledgerSeq.value() == 2);
    BOOST_TEST(w.stepsOnDisk() == 0u);
    const auto next = w.say(3);
    w.settle();
    BOOST_TEST(w.office.stateOf(next) == "delivered");
    BOOST_TEST(w.made == 1);
}

BOOST_AUTO_TEST_CASE(an_adapter_that_always_says_absent_opens_one_ticket_more_and_no_second) {
    Talk w;
    w.loseTicket();
    w.newTicketIsThere = false;
    const auto item = w.say(2);
    w.settle();
    BOOST_TEST(w.office.stateOf(item) == "queued ticket_gone");
    for (int i = 0; i < 20; ++i)
        w.later(1min);
    BOOST_TEST(w.made == 1);
    BOOST_TEST(w.office.stateOf(item) == "queued ticket_gone");
    for (int i = 0; i < 60; ++i)
        w.later(1min);
    BOOST_TEST(w.office.stateOf(item) == "parked gave_up");
    BOOST_TEST((w.courier.status().at(0).state == CircuitState::Closed));
}

BOOST_AUTO_TEST_CASE(a_ticket_that_the_index_cannot_show_yet_is_waited_for) {
    Talk w({.two = false, .lag = 30s, .concurrency = 4});
    w.loseTicket();
    w.newTicketIsThere = false;
    const auto item = w.say(2);
    w.settle();
    BOOST_TEST(w.made == 0);
    BOOST_TEST(w.office.stateOf(item) == "queued ticket_gone");
    w.newTicketIsThere = true;
    w.later(31s);
    BOOST_TEST(w.made == 1);
    BOOST_TEST(w.office.stateOf(item) == "delivered");
}

BOOST_AUTO_TEST_CASE(a_replacement_whose_lease_is_over_is_undone_with_its_entry) {
    Talk w;
    w.loseTicket();
    const auto create = w.book->beforeCreate;
    w.book->beforeCreate = [&, create](const PrimitiveInput& input, Exchange& exchange) {
        w.clock.advance(60s);
        static_cast<void>(w.office.writer.ask([&](store::Database& db) {
            return store::Outbox(db).claimDue(w.clock.now(), 60s, 10);
        }));
        return create(input, exchange);
    };
    w.say(2);
    w.settle();
    BOOST_TEST(w.made == 1);
    BOOST_TEST(w.ticketLink().value().remoteId == "T10000001");
    BOOST_TEST(w.office.ledger().size() == 1u);
}
