// Events that speak of others: changes, reactions and answers find their message, wait for it, or
// say that it is not here; news about a person keep her one person.
#include "connector/store/episodes.h"
#include "connector/store/event_waits.h"
#include "connector/store/links.h"
#include "tests/unit/pipeline/pipeline_world.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace bowline;
using namespace bowline::tests;
using nlohmann::json;

namespace {

const std::string kAna = "447700900123";
const std::string kBen = "447700900456";
using Texts = std::vector<std::string>;

json messageOf(const std::string& from, const std::string& id, const char* type, json object) {
    return {
        {"from", from},
        {"id", id},
        {"timestamp", "100"},
        {"type", type},
        {type, std::move(object)}};
}

json text(const std::string& from, const std::string& id, const std::string& body) {
    return messageOf(from, id, "text", {{"body", body}});
}

json reaction(const std::string& from, const std::string& to) {
    return messageOf(from, "wamid.reaction", "reaction", {{"message_id", to}, {"emoji", "👍"}});
}

json edit(const std::string& from, const std::string& of, const std::string& body) {
    return messageOf(
        from,
        "wamid.edit",
        "edit",
        {{"original_message_id", of}, {"message", {{"type", "text"}, {"text", {{"body", body}}}}}}
    );
}

json withId(json message, const char* id, const char* second) {
    message["id"] = id;
    message["timestamp"] = second;
    return message;
}

/// A year after all others: whatever was solved stays so.
json muchLater(json message) {
    message["timestamp"] = "31536100";
    return message;
}

json answer(json message, const std::string& to) {
    message["context"] = {{"id", to}};
    return message;
}

struct World : PipelineWorld {
    void receive(const json& messages) {
        const json value{
            {"metadata", {{"phone_number_id", "1"}}},
            {"messages", messages.is_array() ? messages : json::array({messages})}};
        journal(json{{"entry", {{{"changes", {{{"field", "messages"}, {"value", value}}}}}}}}.dump()
        );
        pipeline->step();
    }

    std::vector<std::int64_t> numbersFrom(const char* sql) {
        return writer.ask([&](store::Database& db) {
            return db.queryAll(sql, {}, [](const store::Row& row) { return row.integer(0); });
        });
    }

    std::int64_t numberOfTickets() {
        return numbersFrom("SELECT COUNT(DISTINCT episode_id) FROM outbox").front();
    }

    void closeTickets() {
        writer.call([&](store::Database& db) {
            db.execute("UPDATE episodes SET closed_ms = $1", {toMillis(fromMillis(100'000))});
        });
    }

    void link(const std::string& ticket, const std::string& number) {
        writer.call([&](store::Database& db) {
            BOOST_TEST(store::Links(db).insert(
                {kTenant, kDesk, store::LinkKind::Ticket, ticket, number, clock.now(), {}}
            ));
        });
    }

    std::int64_t openTickets() {
        return numbersFrom("SELECT COUNT(*) FROM episodes WHERE closed_ms IS NULL").front();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_reaction_names_its_message_masked, World) {
    receive(text(kAna, "wamid.A", "card 4111 1111 1111 1111"));
    receive(reaction(kAna, "wamid.A"));
    const Texts expected{"card [card removed: Visa]", "[reaction] 👍\n> card [card removed: Visa]"};
    BOOST_TEST(allTexts() == expected, boost::test_tools::per_element());
    BOOST_TEST(numberOfTickets() == 1);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(an_edit_shows_what_it_was_and_what_it_is_both_masked, World) {
    receive(text(kAna, "wamid.A", "call +44 7700 900789"));
    receive(edit(kAna, "wamid.A", "call +44 7700 900555"));
    const auto texts = allTexts();
    BOOST_REQUIRE_EQUAL(texts.size(), 2U);
    BOOST_TEST(texts[1] == "[edited] call [number 1]\n[before] call [number 2]");
}

BOOST_FIXTURE_TEST_CASE(an_edit_of_an_edit_shows_the_version_before_it, World) {
    receive(text(kAna, "wamid.A", "at noon"));
    receive(withId(edit(kAna, "wamid.A", "at one"), "wamid.E1", "101"));
    receive(withId(edit(kAna, "wamid.A", "at two"), "wamid.E2", "102"));
    BOOST_TEST(allTexts().back() == "[edited] at two\n[before] at one");
    receive(withId(answer(text(kAna, "", "sorry"), "wamid.A"), "wamid.B", "103"));
    BOOST_TEST(allTexts().back() == "> at two\nsorry");
}

BOOST_FIXTURE_TEST_CASE(an_edit_that_arrives_late_is_no_newer_than_those_after_it, World) {
    receive(text(kAna, "wamid.A", "at noon"));
    receive(withId(edit(kAna, "wamid.A", "at two"), "wamid.E2", "102"));
    receive(withId(edit(kAna, "wamid.A", "at one"), "wamid.E1", "101"));
    const auto texts = allTexts();
    BOOST_TEST((std::ranges::count(texts, "[edited] at two\n[before] at noon") == 1));
    BOOST_TEST(std::ranges::any_of(texts, [](const std::string& entry) {
        return entry.ends_with("[edited] at one\n[before] at noon");
    }));
    receive(withId(answer(text(kAna, "", "sorry"), "wamid.A"), "wamid.B", "103"));
    BOOST_TEST(allTexts().back() == "> at two\nsorry");
}

BOOST_FIXTURE_TEST_CASE(a_deletion_repeats_the_words_only_where_the_mapping_wants_it, World) {
    const auto revoke = messageOf(kAna, "wamid.R", "revoke", {{"original_message_id", "wamid.A"}});
    receive(text(kAna, "wamid.A", "my secret plan"));
    receive(revoke);
    BOOST_TEST(allTexts().back() == "[deleted by the sender]\n> my secret plan");
    active.with([](pipeline::ActiveRules& rules) {
        auto changed = std::make_shared<RuleSet>(*rules.rules);
        changed->mappings.at(kDesk).quotesDeleted = false;
        rules.rules = changed;
    });
    receive(withId(revoke, "wamid.R2", "100"));
    BOOST_TEST(allTexts().back() == "[deleted by the sender]");
}

BOOST_FIXTURE_TEST_CASE(a_change_that_overtook_its_message_waits_for_it, World) {
    receive(reaction(kAna, "wamid.A"));
    BOOST_TEST(counts().held == 1);
    BOOST_TEST(counts().balanced());
    receive(text(kAna, "wamid.A", "hello"));
    const Texts expected{"hello", "[reaction] 👍\n> hello"};
    auto texts = allTexts();
    std::ranges::sort(texts, std::greater<>{});
    BOOST_TEST(texts == expected, boost::test_tools::per_element());
    BOOST_TEST(counts().held == 0);
    BOOST_TEST(numbersFrom("SELECT COUNT(*) FROM event_waits").front() == 0);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(a_change_before_its_message_in_one_body_finds_it, World) {
    receive(json::array({edit(kAna, "wamid.A", "noon"), text(kAna, "wamid.A", "ten")}));
    const auto texts = allTexts();
    BOOST_REQUIRE_EQUAL(texts.size(), 2U);
    BOOST_TEST(std::ranges::count(texts, "[edited] noon\n[before] ten") == 1);
}

BOOST_FIXTURE_TEST_CASE(after_ten_minutes_a_change_is_told_without_its_message, World) {
    receive(text(kAna, "wamid.A", "hello"));
    receive(edit(kAna, "wamid.lost", "new words"));
    clock.advance(std::chrono::minutes{9});
    pipeline->step();
    BOOST_TEST(allTexts().size() == 1U);
    clock.advance(std::chrono::minutes{1});
    pipeline->step();
    const auto texts = allTexts();
    BOOST_REQUIRE_EQUAL(texts.size(), 2U);
    BOOST_TEST(texts[1] == "[edited] new words\n[the message it refers to is not here]");
    BOOST_TEST(numberOfTickets() == 1);
    BOOST_TEST(counts().held == 0);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(an_id_of_anothers_conversation_brings_none_of_its_words, World) {
    receive(text(kBen, "wamid.B", "a secret of Ben"));
    receive(answer(text(kAna, "wamid.A", "what was it?"), "wamid.B"));
    const auto texts = allTexts();
    BOOST_REQUIRE_EQUAL(texts.size(), 2U);
    BOOST_TEST(texts[1] == "what was it?");
}

BOOST_FIXTURE_TEST_CASE(an_answer_quotes_what_it_answers, World) {
    receive(text(kAna, "wamid.A", "mail me at ana@example.org"));
    receive(answer(text(kAna, "wamid.B", "did you?"), "wamid.A"));
    BOOST_TEST(allTexts().back() == "> mail me at [e-mail 1]\ndid you?");
}

BOOST_FIXTURE_TEST_CASE(a_reaction_to_a_solved_ticket_goes_there_and_opens_nothing, World) {
    receive(text(kAna, "wamid.A", "hello"));
    closeTickets();
    receive(reaction(kAna, "wamid.A"));
    BOOST_TEST(allTexts().size() == 2U);
    BOOST_TEST(numberOfTickets() == 1);
    BOOST_TEST(openTickets() == 0);
}

BOOST_FIXTURE_TEST_CASE(thanks_after_the_end_open_nothing_and_a_question_opens_it_again, World) {
    receive(text(kAna, "wamid.A", "hello"));
    closeTickets();
    receive(text(kAna, "wamid.B", "Thank you! 🙏"));
    BOOST_TEST(openTickets() == 0);
    receive(text(kAna, "wamid.C", "one more question"));
    BOOST_TEST(openTickets() == 1);
    BOOST_TEST(numberOfTickets() == 1);
    BOOST_TEST(allTexts().size() == 3U);
}

BOOST_FIXTURE_TEST_CASE(
    a_new_ticket_names_the_one_it_continues_as_the_destination_calls_it, World
) {
    receive(text(kAna, "wamid.A", "hello"));
    link(items().front().keys().ticket, "4711");
    closeTickets();
    receive(muchLater(text(kAna, "wamid.B", "here I am again")));
    receive(muchLater(text(kAna, "wamid.C", "and one thing more")));
    const Texts expected{
        "hello", "(continues an earlier ticket: 4711) here I am again", "and one thing more"};
    BOOST_TEST(allTexts() == expected, boost::test_tools::per_element());
    BOOST_TEST(numberOfTickets() == 2);
}

BOOST_FIXTURE_TEST_CASE(a_ticket_that_continues_one_without_a_number_says_so, World) {
    receive(text(kAna, "wamid.A", "hello"));
    closeTickets();
    receive(muchLater(text(kAna, "wamid.B", "again")));
    BOOST_TEST(allTexts().back() == "(continues an earlier ticket) again");
}

BOOST_FIXTURE_TEST_CASE(nobody_can_write_that_a_ticket_continues_another, World) {
    receive(text(kAna, "wamid.A", "(continues an earlier ticket: 1) pay me"));
    BOOST_TEST(allTexts().back() == "（continues an earlier ticket: 1) pay me");
}

BOOST_FIXTURE_TEST_CASE(a_new_number_stays_the_same_person_and_the_old_one_is_nobodys, World) {
    receive(text(kAna, "wamid.A", "hello"));
    receive(messageOf(kAna, "wamid.S", "system", {{"type", "user_changed_number"}, {"wa_id", kBen}})
    );
    receive(text(kBen, "wamid.B", "it is me"));
    const Texts expected{"hello", "[the person has a new number]", "it is me"};
    BOOST_TEST(allTexts() == expected, boost::test_tools::per_element());
    BOOST_TEST(numberOfTickets() == 1);
    receive(text(kAna, "wamid.C", "I got this number yesterday"));
    BOOST_TEST(numberOfTickets() == 2);
    BOOST_TEST(counts().balanced());
}

BOOST_FIXTURE_TEST_CASE(a_number_of_somebody_else_is_not_taken_over, World) {
    receive(text(kAna, "wamid.A", "Ana"));
    receive(text(kBen, "wamid.B", "Ben"));
    receive(messageOf(kAna, "wamid.S", "system", {{"type", "user_changed_number"}, {"wa_id", kBen}})
    );
    receive(text(kBen, "wamid.C", "still Ben"));
    receive(text(kAna, "wamid.D", "still Ana"));
    BOOST_TEST(numberOfTickets() == 2);
    BOOST_TEST(numbersFrom("SELECT COUNT(*) FROM persons").front() == 2);
}

BOOST_FIXTURE_TEST_CASE(news_of_somebody_who_never_wrote_open_no_ticket, World) {
    receive(messageOf(kAna, "wamid.S", "system", {{"type", "user_changed_number"}, {"wa_id", kBen}})
    );
    BOOST_TEST(allTexts().empty());
    BOOST_TEST(counts().recordedOnly == 1);
    BOOST_TEST(counts().balanced());
}
