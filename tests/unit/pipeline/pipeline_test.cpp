// From journalled bodies to rows of the outbox: masked, in order, once, and stopped when the person
// says so.
#include "connector/detect/sender_index.h"
#include "tests/unit/pipeline/pipeline_world.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;

namespace {

const std::string kAna = "447700900123";
const std::string kBen = "447700900456";

store::Stop stopOf(PipelineWorld& world, const std::string& from, const PurposeId& purpose) {
    const auto hash = world.keys.hashFor(vault::HashUse::BlindIndex, kTenant);
    return {
        kTenant,
        detect::indexOf(IdentityKind::Phone, from, hash),
        0,
        purpose,
        "stop_word",
        world.clock.now()};
}

void sayStop(PipelineWorld& world, const std::string& from, std::int64_t second) {
    world.journal(
        PipelineWorld::textBody(from, "STOP", second, "wamid.stop" + std::to_string(second)),
        {stopOf(world, from, kAnswer), stopOf(world, from, kMarketing)}
    );
    world.pipeline->step();
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_message_becomes_one_masked_item, PipelineWorld) {
    say(kAna, "card 4111 1111 1111 1111", 100);
    const auto waiting = items();
    BOOST_REQUIRE_EQUAL(waiting.size(), 1U);
    BOOST_TEST(waiting[0].content().commentText == "card [card removed: Visa]");
    BOOST_TEST(waiting[0].item().removed.at("payment_card") == 1U);
    BOOST_TEST(arrivals == 1);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(the_same_body_twice_is_one_item_and_one_duplicate, PipelineWorld) {
    const auto body = textBody(kAna, "hello", 100, "wamid.same");
    journal(body);
    journal(body);
    pipeline->step();
    BOOST_TEST(items().size() == 1U);
    BOOST_TEST(counts().duplicates == 1);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(a_message_to_another_number_is_parked_and_goes_nowhere, PipelineWorld) {
    journal(textBody(kAna, "not for us", 100, "wamid.other", "2"));
    journal(textBody(kAna, "not for us", 100, "wamid.other", "2"));
    pipeline->step();
    BOOST_TEST(items().empty());
    BOOST_TEST(pipeline->waiting() == 0U);
    BOOST_TEST(counts().parked == 1);
    BOOST_TEST(counts().duplicates == 1);
    BOOST_TEST(counts().balanced());
    const auto reason = writer.ask([](store::Database& db) {
        return db.queryOne("SELECT reason FROM events", {}, [](const store::Row& row) {
            return std::string(row.text(0));
        });
    });
    BOOST_TEST((reason == "foreign_number"));
}

BOOST_FIXTURE_TEST_CASE(what_is_parked_for_its_number_does_not_hold_back_ours, PipelineWorld) {
    journal(textBody(kAna, "not for us", 100, "wamid.other", "2"));
    say(kAna, "for us", 101);
    const auto waiting = items();
    BOOST_REQUIRE_EQUAL(waiting.size(), 1U);
    BOOST_TEST(waiting[0].content().commentText == "for us");
}

BOOST_FIXTURE_TEST_CASE(first_messages_that_come_together_open_one_ticket, PipelineWorld) {
    for (int i = 0; i < 20; ++i)
        journal(textBody(kAna, "message", 100 + i, "wamid." + std::to_string(i)));
    pipeline->step();
    const auto first = items();
    BOOST_REQUIRE_EQUAL(first.size(), 1U);  // one in flight a conversation
    BOOST_TEST(counts().waiting == 20);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(two_people_get_two_aliases_and_two_tickets, PipelineWorld) {
    say(kAna, "hello", 100);
    say(kBen, "hello", 100);
    const auto waiting = items();
    BOOST_REQUIRE_EQUAL(waiting.size(), 2U);
    BOOST_TEST(waiting[0].content().contactAlias != waiting[1].content().contactAlias);
    BOOST_TEST(waiting[0].keys().ticket != waiting[1].keys().ticket);
}

BOOST_FIXTURE_TEST_CASE(the_same_person_keeps_alias_and_ticket, PipelineWorld) {
    say(kAna, "one", 100);
    const auto first = items().at(0);
    clock.advance(std::chrono::seconds(2));  // the lease of the first look runs out
    say(kAna, "two", 101);
    const auto again = items().at(0);
    BOOST_TEST(first.content().contactAlias == again.content().contactAlias);
    BOOST_TEST(counts().waiting == 2);
}

BOOST_FIXTURE_TEST_CASE(an_older_message_that_arrives_later_is_labelled, PipelineWorld) {
    say(kAna, "second", 200);
    say(kAna, "first", 100);
    const auto head = items().at(0);
    BOOST_TEST(head.content().late);
    BOOST_TEST(head.content().commentText.find("first") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_stop_drops_what_waits_and_an_ordinary_message_goes_on, PipelineWorld) {
    say(kAna, "before", 100);
    sayStop(*this, kAna, 101);
    BOOST_TEST(counts().dropped == 1);
    BOOST_TEST(counts().recordedOnly == 1);
    say(kAna, "are you there?", 102);
    BOOST_TEST(counts().waiting == 1);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(a_stop_leaves_one_note_without_content_on_the_open_ticket, PipelineWorld) {
    say(kAna, "before", 100);
    sayStop(*this, kAna, 101);
    const auto notes = items();
    BOOST_REQUIRE_EQUAL(notes.size(), 1U);
    BOOST_TEST(notes[0].content().messageKind == "stop_note");
    BOOST_TEST(notes[0].content().commentText.find("before") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_stop_of_a_stranger_is_recorded_and_opens_no_ticket, PipelineWorld) {
    sayStop(*this, kAna, 100);
    BOOST_TEST(items().empty());
    BOOST_TEST(counts().recordedOnly == 1);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(a_body_that_is_no_json_is_parked_and_counted, PipelineWorld) {
    journal("{not json");
    pipeline->step();
    BOOST_TEST(counts().parked == 1);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(
    a_message_whose_purpose_needs_consent_is_held_with_the_reason, PipelineWorld
) {
    auto strict = std::make_shared<RuleSet>(*deskRules());
    strict->mappings.at(kDesk).purpose = kMarketing;
    active.with([&](auto& rules) { rules.rules = strict; });
    say(kAna, "hello", 100);
    BOOST_TEST(items().empty());
    BOOST_TEST(counts().held == 1);
}

BOOST_FIXTURE_TEST_CASE(
    a_plan_whose_ground_is_never_so_is_parked_and_does_not_spin, PipelineWorld
) {
    writer.call([](store::Database& db) {
        db.executeScript(
            "CREATE TRIGGER none BEFORE INSERT ON episodes BEGIN SELECT RAISE(IGNORE); END"
        );
    });
    say("447700900123", "hello", 100);
    BOOST_TEST(counts().parked == 1);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(what_an_earlier_run_left_queued_is_taken_up_again, PipelineWorld) {
    journal(textBody(kAna, "hello", 100, "wamid.1"));
    pipeline = std::make_unique<pipeline::Pipeline>(
        pipeline::Parts{
            kTenant,
            clock,
            keys,
            openKeys,
            writer,
            audit,
            [this] { return store::openSqlite(path, store::OpenMode::ReadOnly); },
            {{kSupport, &channel}},
            active,
            [this] { ++arrivals; }},
        1
    );
    pipeline->step();
    BOOST_TEST(items().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(
    an_item_parked_on_its_way_out_gets_a_stub_without_its_words, PipelineWorld
) {
    say(kAna, "something that a guard stops", 100);
    const auto leased = writer.ask([&](store::Database& db) {
        return store::Outbox(db).claimDue(clock.now(), std::chrono::seconds(1), 1);
    });
    BOOST_REQUIRE_EQUAL(leased.size(), 1U);
    writer.call([&](store::Database& db) {
        BOOST_TEST(store::Outbox(db).parked(leased[0].lease(), "egress_guard", clock.now()));
    });
    pipeline->replaceByStub(leased[0].item);
    pipeline->step();
    while (writer.step() > 0) {
    }
    const auto stubs = items();
    BOOST_REQUIRE_EQUAL(stubs.size(), 1U);
    BOOST_TEST(stubs[0].content().commentText.find("guard") == std::string::npos);
    BOOST_TEST(!stubs[0].content().commentText.empty());
    BOOST_TEST(stubs[0].content().ticketTags.empty());
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(a_stub_that_a_crash_prevented_is_made_at_the_next_start, PipelineWorld) {
    say(kAna, "something that a guard stops", 100);
    const auto leased = writer.ask([&](store::Database& db) {
        return store::Outbox(db).claimDue(clock.now(), std::chrono::seconds(1), 1);
    });
    writer.call([&](store::Database& db) {
        BOOST_TEST(store::Outbox(db).parked(leased.at(0).lease(), "egress_guard", clock.now()));
    });
    for (int start = 0; start < 2; ++start) {
        pipeline = std::make_unique<pipeline::Pipeline>(parts(), 1);
        pipeline->step();
    }
    pipeline->replaceByStub(leased.at(0).item);
    pipeline->step();
    BOOST_TEST(allTexts().size() == 2U);  // what is parked, and one stub
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(every_release_is_in_the_ledger_and_the_ledger_is_whole, PipelineWorld) {
    say(kAna, "hello", 100);
    say(kBen, "hello", 100);
    BOOST_TEST(audit.checkedHead(*reader).size == 2U);
}
