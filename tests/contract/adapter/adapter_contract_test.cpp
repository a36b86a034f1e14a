// What every adapter must do, whatever system it talks to: the rules that delivery/workflow relies
// on.
#include "tests/contract/adapter/adapter_subjects.h"
#include "tests/contract/adapter/cleared_items.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <thread>

using namespace bowline;
using namespace bowline::tests;
using adapter_api::Absent;
using adapter_api::Primitive;
using adapter_api::PrimitiveInput;
namespace data = boost::unit_test::data;

namespace {

constexpr Primitive kAll[] = {
    Primitive::ContactFind,
    Primitive::ContactCreate,
    Primitive::TicketFind,
    Primitive::TicketCreate,
    Primitive::TicketUpdate,
    Primitive::CommentFind,
    Primitive::CommentPublic,
    Primitive::CommentInternal,
    Primitive::HealthCheck,
};

struct Fixture {
    explicit Fixture(const AdapterSubject& subject)
        : adapter(subject.make()), exchange(subject.emptyDestination()) {}
    auto run(
        Primitive primitive, const ClearedItem& item, std::optional<std::string> ticketId = {}
    ) {
        return adapter->run(
            primitive, {.item = &item, .contactId = {}, .ticketId = std::move(ticketId)}, *exchange
        );
    }
    [[nodiscard]] bool can(Primitive primitive) const {
        return adapter->capabilities().contains(primitive);
    }

    std::unique_ptr<adapter_api::Adapter> adapter;
    std::unique_ptr<adapter_api::Exchange> exchange;
};

std::string idOf(const adapter_api::PrimitiveOutcome& outcome) {
    BOOST_REQUIRE(std::holds_alternative<Delivered>(outcome));
    return std::get<Delivered>(outcome).remoteId;
}

void writeTicketsAtOnce(Fixture& f) {
    std::vector<std::jthread> threads;
    for (int ticket = 1; ticket <= 4; ++ticket) {
        threads.emplace_back([&f, ticket] {
            const auto made = f.run(Primitive::TicketCreate, clearedItem(ticket, 1, "a"));
            const auto id = std::get<Delivered>(made).remoteId;
            for (int i = 2; i < 20; ++i)
                f.run(Primitive::CommentPublic, clearedItem(ticket, i, "b"), id);
        });
    }
}

const auto kSubjects = data::make(adapterSubjects());

}  // namespace

BOOST_DATA_TEST_CASE(an_adapter_can_open_a_ticket_and_comment_on_it, kSubjects, subject) {
    const Fixture f(subject);
    BOOST_TEST(f.can(Primitive::TicketCreate));
    BOOST_TEST((f.can(Primitive::CommentPublic) || f.can(Primitive::CommentInternal)));
}

BOOST_DATA_TEST_CASE(capabilities_are_the_same_at_every_call, kSubjects, subject) {
    const Fixture f(subject);
    BOOST_TEST((f.adapter->capabilities() == f.adapter->capabilities()));
}

BOOST_DATA_TEST_CASE(a_primitive_that_is_no_capability_is_a_programming_error, kSubjects, subject) {
    Fixture f(subject);
    const auto item = clearedItem(1, 1, "hello");
    for (const auto primitive : kAll) {
        if (!f.can(primitive))
            BOOST_CHECK_THROW(f.run(primitive, item), Error);
    }
}

BOOST_DATA_TEST_CASE(what_was_never_made_is_absent, kSubjects, subject) {
    Fixture f(subject);
    const auto item = clearedItem(1, 1, "hello");
    if (f.can(Primitive::TicketFind)) {
        BOOST_TEST(std::holds_alternative<Absent>(f.run(Primitive::TicketFind, item)));
    }
    if (f.can(Primitive::CommentFind)) {
        BOOST_TEST(std::holds_alternative<Absent>(f.run(Primitive::CommentFind, item)));
    }
}

BOOST_DATA_TEST_CASE(
    a_created_ticket_is_found_under_the_id_that_creating_gave, kSubjects, subject
) {
    Fixture f(subject);
    const auto item = clearedItem(1, 1, "hello");
    const auto id = idOf(f.run(Primitive::TicketCreate, item));
    BOOST_TEST(!id.empty());
    if (f.can(Primitive::TicketFind))
        BOOST_TEST(idOf(f.run(Primitive::TicketFind, item)) == id);
}

BOOST_DATA_TEST_CASE(a_ticket_is_not_found_by_an_item_of_another_ticket, kSubjects, subject) {
    Fixture f(subject);
    idOf(f.run(Primitive::TicketCreate, clearedItem(1, 1, "hello")));
    if (f.can(Primitive::TicketFind)) {
        BOOST_TEST(
            std::holds_alternative<Absent>(f.run(Primitive::TicketFind, clearedItem(2, 1, "hello")))
        );
    }
}

BOOST_DATA_TEST_CASE(a_comment_is_found_by_its_own_key_and_by_no_other, kSubjects, subject) {
    Fixture f(subject);
    const auto ticket = idOf(f.run(Primitive::TicketCreate, clearedItem(1, 1, "first")));
    const auto second = clearedItem(1, 2, "second");
    idOf(f.run(Primitive::CommentPublic, second, ticket));
    if (!f.can(Primitive::CommentFind))
        return;
    BOOST_TEST(std::holds_alternative<Delivered>(f.run(Primitive::CommentFind, second, ticket)));
    BOOST_TEST(std::holds_alternative<Absent>(
        f.run(Primitive::CommentFind, clearedItem(1, 3, "third"), ticket)
    ));
}

BOOST_DATA_TEST_CASE(hostile_text_is_taken_as_text, kSubjects, subject) {
    const std::string texts[] = {
        "",
        std::string(65536, 'x'),
        std::string("nul \0 inside", 12),
        "\xFF\xFE not UTF-8 \xC3",
        "\"}],\"ticket\":\"",
        "\r\nSubject: other\r\n\r\n",
        "${expr} {contact.phone} %s <script>"};
    Fixture f(subject);
    const auto ticket = idOf(f.run(Primitive::TicketCreate, clearedItem(1, 0, "first")));
    for (int i = 0; i < 7; ++i) {
        const auto item = clearedItem(1, i + 1, texts[i]);
        idOf(f.run(Primitive::CommentPublic, item, ticket));
        if (f.can(Primitive::CommentFind))
            idOf(f.run(Primitive::CommentFind, item, ticket));
    }
}

BOOST_DATA_TEST_CASE(different_tickets_may_be_worked_on_at_the_same_time, kSubjects, subject) {
    Fixture f(subject);
    writeTicketsAtOnce(f);
    if (!f.can(Primitive::CommentFind))
        return;
    for (int ticket = 1; ticket <= 4; ++ticket) {
        idOf(f.run(Primitive::CommentFind, clearedItem(ticket, 19, "b")));
    }
}

BOOST_DATA_TEST_CASE(a_health_check_needs_no_item, kSubjects, subject) {
    Fixture f(subject);
    if (f.can(Primitive::HealthCheck))
        idOf(f.adapter->run(Primitive::HealthCheck, {}, *f.exchange));
}
