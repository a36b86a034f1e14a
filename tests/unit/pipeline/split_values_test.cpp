// A value over several messages: held for what follows, masked in each part, told when it was known
// too late; and never held for long, never out of order.
#include "connector/pipeline/apply_plan.h"
#include "connector/pipeline/neighbour_reader.h"
#include "connector/store/incidents.h"
#include "tests/unit/pipeline/pipeline_world.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline;
using namespace bowline::tests;

namespace {

const std::string kAna = "447700900123";
const std::string kBen = "447700900456";
using Texts = std::vector<std::string>;

struct World : PipelineWorld {
    void hear(const std::string& text) { say(kAna, text, ++second); }
    void hearInGroup(const std::string& from, const std::string& text) {
        ++second;
        auto body = textBody(from, text, second, "wamid.group" + std::to_string(second));
        const std::string type = R"("type":"text")";
        journal(body.insert(body.find(type), R"("group_id":"group",)"));
        pipeline->step();
    }
    void pass(std::chrono::seconds time) {
        clock.advance(time);
        pipeline->step();
    }
    std::vector<store::Incident> incidents() {
        return writer.ask([](store::Database& db) { return store::Incidents(db).newest(10); });
    }
    void agree(const Texts& expected) {
        BOOST_TEST(allTexts() == expected, boost::test_tools::per_element());
        BOOST_TEST(counts().balanced());
    }
    std::int64_t second = 100;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(split_over_messages)

BOOST_FIXTURE_TEST_CASE(a_card_in_halves_is_masked_in_both, World) {
    hear("4111 1111");
    agree({});
    BOOST_TEST(counts().held == 1);
    hear("1111 1111");
    agree({"[card removed: Visa]", "[card removed: Visa]"});
    BOOST_TEST(counts().held == 0);
    BOOST_TEST(incidents().empty());
}

BOOST_FIXTURE_TEST_CASE(a_card_in_groups_goes_when_it_is_whole, World) {
    for (const auto* group : {"4111", "1111", "1111"})
        hear(group);
    agree({});
    hear("1111");
    agree(Texts(4, "[card removed: Visa]"));
    BOOST_TEST(incidents().empty());
}

BOOST_FIXTURE_TEST_CASE(a_word_ends_the_waiting_and_the_order_stays, World) {
    hear("4711");
    hear("12");
    agree({});
    hear("is my order from 2025");
    agree({"4711", "12", "is my order from 2025"});
}

BOOST_FIXTURE_TEST_CASE(what_is_said_between_waits_with_it_and_goes_with_it, World) {
    hear("4111 1111");
    hear("wait");
    agree({});
    pass(std::chrono::seconds(10));
    hear("1111 1111");
    agree({"[card removed: Visa]", "wait", "[card removed: Visa]"});
}

BOOST_FIXTURE_TEST_CASE(what_is_said_after_a_number_goes_when_the_number_goes, World) {
    hear("4711");
    pass(std::chrono::seconds(19));
    hear("hello?");
    agree({});
    pass(std::chrono::seconds(1));
    pipeline->step();
    agree({"4711", "hello?"});
}

BOOST_FIXTURE_TEST_CASE(nothing_is_held_longer_than_twenty_seconds, World) {
    hear("4711");
    pass(std::chrono::seconds(19));
    agree({});
    pass(std::chrono::seconds(1));
    agree({"4711"});
}

BOOST_FIXTURE_TEST_CASE(what_follows_does_not_make_the_wait_longer, World) {
    hear("4711");
    pass(std::chrono::seconds(15));
    hear("12");
    pass(std::chrono::seconds(5));
    agree({"4711"});
    pass(std::chrono::seconds(15));
    agree({"4711", "12"});
}

BOOST_FIXTURE_TEST_CASE(what_came_long_ago_is_not_held, World) {
    journal(textBody(kAna, "4711", 100, "wamid.old"));
    clock.advance(std::chrono::minutes(1));
    pipeline->step();
    agree({"4711"});
}

BOOST_FIXTURE_TEST_CASE(a_reaction_ends_the_waiting_and_comes_after_it, World) {
    journal(textBody(kAna, "4711", 100, "wamid.held"));
    pipeline->step();
    auto reaction = textBody(kAna, "x", 101, "wamid.reaction");
    const std::string text = R"("type":"text","text":{"body":"x"})";
    reaction.replace(
        reaction.find(text),
        text.size(),
        R"("type":"reaction","reaction":{"message_id":"wamid.held","emoji":"👍"})"
    );
    journal(reaction);
    pipeline->step();
    agree({"4711", "[reaction] 👍\n> 4711"});
}

BOOST_FIXTURE_TEST_CASE(what_was_sent_long_before_is_not_overtaken, World) {
    hear("4711");
    second += 3600;
    hear("wait");
    agree({});
    pass(std::chrono::seconds(20));
    agree({"4711", "wait"});
}

BOOST_FIXTURE_TEST_CASE(a_photo_ends_the_waiting_and_the_order_stays, World) {
    hear("4711");
    auto photo = textBody(kAna, "x", 102, "wamid.photo");
    const std::string text = R"("type":"text","text":{"body":"x"})";
    photo.replace(
        photo.find(text),
        text.size(),
        R"("type":"image","image":{"id":"1","mime_type":"image/jpeg","caption":"wait"})"
    );
    journal(photo);
    pipeline->step();
    const auto texts = allTexts();
    BOOST_REQUIRE_EQUAL(texts.size(), 2U);
    BOOST_TEST(texts[0] == "4711");
}

BOOST_FIXTURE_TEST_CASE(others_are_neither_waited_for_nor_read, World) {
    hear("4111 1111");
    say(kBen, "1111 1111", 200);
    agree({});
    pass(std::chrono::seconds(20));
    agree({"4111 1111", "1111 1111"});
}

BOOST_FIXTURE_TEST_CASE(a_value_that_is_completed_too_late_is_masked_from_there_and_told, World) {
    hear("it begins with 4111 1111");
    agree({"it begins with 4111 1111"});
    hear("and goes on 1111 1111");
    // Words of the second message part the halves: no card for the detector, nor for the guard.
    hear("sorry: 4111 1111");
    hear("1111 1111 it is");
    const auto texts = allTexts();
    BOOST_REQUIRE_EQUAL(texts.size(), 4U);
    BOOST_TEST(texts[2] == "sorry: 4111 1111");
    BOOST_TEST(
        texts[3] ==
        "(completes a value begun in an earlier entry, to be removed there: "
        "payment card) [card removed: Visa] it is"
    );
    const auto opened = incidents();
    BOOST_REQUIRE_EQUAL(opened.size(), 1U);
    BOOST_TEST(opened[0].form == "late_discovery");
    BOOST_TEST(opened[0].cls == "payment_card");
    BOOST_TEST(opened[0].destination.str() == "desk");
    BOOST_TEST(opened[0].containedAt.has_value());
    BOOST_TEST(counts().parked == 0);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(where_an_entry_can_be_changed_its_beginning_is_taken_out, World) {
    amending = {DestinationId("desk")};
    pipeline = std::make_unique<pipeline::Pipeline>(parts(), 1);
    hear("it begins with 4111 1111");
    hear("1111 1111 it is");
    const auto rows = writer.ask([](store::Database& db) {
        return store::Outbox(db).list(store::ItemState::Queued, 10);
    });
    BOOST_REQUIRE_EQUAL(rows.size(), 3U);
    const auto amend = std::ranges::find(rows, store::ItemKind::Amend, &store::ItemSummary::kind);
    BOOST_REQUIRE(amend != rows.end());
    const auto first = std::ranges::find_if(rows, [&](const store::ItemSummary& row) {
        return row.kind == store::ItemKind::Comment && row.event == amend->event;
    });
    BOOST_REQUIRE(first != rows.end());
    BOOST_TEST((first->order < amend->order));
    const auto shown = pipeline::NeighbourReader(*reader, kTenant, openKeys)
                           .shownOf({{{*amend->event}}, {}})
                           .at(DestinationId("desk"));
    BOOST_REQUIRE_EQUAL(shown.size(), 1U);
    BOOST_TEST(shown[0].text() == "it begins with [card removed]");
    const auto texts = allTexts();
    BOOST_TEST(std::ranges::count(texts, "it begins with [card removed]") == 1);
    BOOST_TEST(std::ranges::count(texts, "[card removed: Visa] it is") == 1);
    BOOST_TEST(incidents().size() == 1U);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(the_sender_s_own_number_in_two_messages_does_not_get_out, World) {
    hear("you can reach me at 07700");
    hear("900123 thanks");
    const auto texts = allTexts();
    BOOST_REQUIRE_EQUAL(texts.size(), 2U);
    BOOST_TEST(texts[1].find("900123") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(in_a_group_nobody_completes_the_value_of_another, World) {
    hearInGroup(kAna, "it is 4111 1111");
    hearInGroup(kBen, "1111 1111 bottles");
    const auto texts = allTexts();
    BOOST_REQUIRE_EQUAL(texts.size(), 2U);
    BOOST_TEST(texts[1].ends_with("1111 1111 bottles"));
    BOOST_TEST(incidents().empty());
}

BOOST_FIXTURE_TEST_CASE(in_a_group_nobody_waits_behind_another, World) {
    hearInGroup(kAna, "4711");
    agree({});
    hearInGroup(kBen, "wait");
    const auto texts = allTexts();
    BOOST_REQUIRE_EQUAL(texts.size(), 2U);
    BOOST_TEST(texts[0].ends_with("4711"));
    BOOST_TEST(texts[1].ends_with("wait"));
}

BOOST_FIXTURE_TEST_CASE(a_neighbour_whose_key_was_destroyed_stops_nobody, World) {
    hearInGroup(kBen, "see 1234");
    const auto bens = writer.ask([](store::Database& db) {
        return *db.queryOne("SELECT key_id FROM events", {}, [](const store::Row& row) {
            return *KeyId::fromBytes(row.blob(0));
        });
    });
    writer.call([&](store::Database& db) {
        db.execute("DELETE FROM sealing_keys WHERE key_id = $1", {store::Blob{bens.bytes()}});
    });
    openKeys.forget(bens);
    hearInGroup(kAna, "order 4711 please");
    const auto items = writer.ask([](store::Database& db) {
        return *db.queryOne("SELECT COUNT(*) FROM outbox", {}, [](const store::Row& row) {
            return row.integer(0);
        });
    });
    BOOST_TEST(items == 2);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(a_hold_that_overlooked_the_next_message_is_computed_again, World) {
    pipeline::Lanes lanes(10, 10);
    const auto shared = parts();
    pipeline::Decoder decoder(shared, lanes);
    pipeline::Composer composer(shared);
    journal(textBody(kAna, "4111 1111", 100, "wamid.A"));
    BOOST_TEST(decoder.step() == 1U);
    const auto ref = lanes.tryTake();
    BOOST_REQUIRE(ref.has_value());
    const auto plan = composer.compose(*reader, *store::Events(*reader).findQueued(ref->id));
    BOOST_TEST(plan.outcome.reason == store::kFragmentReason);
    journal(textBody(kAna, "1111 1111", 101, "wamid.B"));
    BOOST_TEST(decoder.step() == 1U);
    const auto apply = [&](store::Database& db) { (void)pipeline::applyPlan(db, audit, plan); };
    BOOST_CHECK_THROW(writer.call(apply), pipeline::Stale);
}

BOOST_FIXTURE_TEST_CASE(words_of_the_message_before_are_context, World) {
    hear("about my passport number");
    hear("C01X00T47 ok?");
    agree({"about my passport number", "[passport removed] ok?"});
}

BOOST_FIXTURE_TEST_CASE(a_held_message_survives_a_restart, World) {
    hear("4111 1111");
    pipeline = std::make_unique<pipeline::Pipeline>(parts(), 1);
    hear("1111 1111");
    agree({"[card removed: Visa]", "[card removed: Visa]"});
}

BOOST_FIXTURE_TEST_CASE(both_halves_in_one_body_wait_for_nothing, World) {
    journal(textBody(kAna, "4111 1111", 100, "wamid.A"));
    journal(textBody(kAna, "1111 1111", 101, "wamid.B"));
    pipeline->step();
    agree({"[card removed: Visa]", "[card removed: Visa]"});
}

BOOST_AUTO_TEST_SUITE_END()
