// What one destination gets of a message: modes, fields, names, forbidden values.
#include "connector/base/error.h"
#include "tests/unit/stages/render_scene.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;
namespace data = boost::unit_test::data;

namespace {

struct ModeCase {
    std::string why;
    TextMode mode;
    Action card;
    std::string comment;
    std::string subject;
};
std::ostream& operator<<(std::ostream& out, const ModeCase& c) {
    return out << c.why;
}
const std::string kStub = "[text withheld: text, short; open it in bowline]";
const std::string kStubSubject = "[WA] Amber-Falcon-27: [text withheld: tex…";
const std::string kNoTextSubject = "[WA] Amber-Falcon-27: ";
const ModeCase kModes[] = {
    {"full, mask",
     TextMode::FullMasked,
     Action::Mask,
     "card [card removed: Visa], thanks",
     "[WA] Amber-Falcon-27: card [card removed:…"},
    {"full, strip",
     TextMode::FullMasked,
     Action::Strip,
     "card , thanks",
     "[WA] Amber-Falcon-27: card , thanks"},
    {"full, alias",
     TextMode::FullMasked,
     Action::Alias,
     "card [card removed: Visa], thanks",
     "[WA] Amber-Falcon-27: card [card removed:…"},
    {"full, generalise",
     TextMode::FullMasked,
     Action::Generalise,
     "card [card removed: Visa], thanks",
     "[WA] Amber-Falcon-27: card [card removed:…"},
    {"full, withhold", TextMode::FullMasked, Action::Withhold, kStub, kStubSubject},
    {"full, keep",
     TextMode::FullMasked,
     Action::Keep,
     kSaid,
     "[WA] Amber-Falcon-27: card 4111 1111 1111…"},
    {"withheld, mask", TextMode::Withheld, Action::Mask, kStub, kStubSubject},
    {"withheld, keep", TextMode::Withheld, Action::Keep, kStub, kStubSubject},
    {"fields only, mask", TextMode::FieldsOnly, Action::Mask, "", kNoTextSubject},
    {"fields only, withhold", TextMode::FieldsOnly, Action::Withhold, "", kNoTextSubject},
    {"fields only, keep", TextMode::FieldsOnly, Action::Keep, "", kNoTextSubject},
};

struct NameCase {
    std::string why;
    Action action;
    std::string expected;
};
std::ostream& operator<<(std::ostream& out, const NameCase& c) {
    return out << c.why;
}
const NameCase kNames[] = {
    {"strip", Action::Strip, ""},
    {"withhold", Action::Withhold, "Amber-Falcon-27"},
    {"mask", Action::Mask, "Amber-Falcon-27"},
    {"alias", Action::Alias, "Amber-Falcon-27"},
    {"generalise", Action::Generalise, "Amber-Falcon-27"},
    {"keep, and the number in it goes", Action::Keep, "Jo [number 1]"},
};

}  // namespace

BOOST_DATA_TEST_CASE(mode_and_action_decide_what_is_said, data::make(kModes), c) {
    Scene scene;
    scene.mapping.text = c.mode;
    scene.mapping.sensitive["payment_card"] = {c.card};
    const auto rendered = scene.run();
    BOOST_TEST(rendered.item.content.commentText == c.comment);
    BOOST_TEST(rendered.item.content.ticketSubject == c.subject);
    const bool kept = c.card == Action::Keep;
    BOOST_TEST(rendered.item.removed.contains("payment_card") == !kept);
    BOOST_TEST(forbids(rendered, "4111 1111 1111 1111", "payment_card") == !kept);
}

BOOST_AUTO_TEST_CASE(an_item_carries_what_the_mapping_names_and_the_keys_of_the_destination) {
    const auto item = Scene().run().item;
    BOOST_TEST(item.destination.str() == "desk");
    BOOST_TEST(item.ruleSet == "rules-1");
    BOOST_TEST(item.rule == "first");
    BOOST_TEST((item.keys == ItemKeys{"c", "t", "m"}));
    BOOST_TEST(item.content.contactAlias == "Amber-Falcon-27");
    BOOST_TEST(toText(item.content.contactFields.at("Country")) == "DE");
    BOOST_TEST(item.content.ticketQueue == "Support");
    BOOST_TEST(toText(item.content.ticketFields.at("Until")) == "2026-11-24T14:21:11Z");
    BOOST_TEST(toText(item.content.ticketFields.at("Rule")) == "first support text t false");
    BOOST_TEST(item.content.messageKind == "text");
    BOOST_TEST((item.content.sentAt == kSentAt));
    BOOST_TEST(!item.content.late);
    BOOST_TEST((item.removed == ClassCounts{{"payment_card", 1}}));
}

BOOST_AUTO_TEST_CASE(a_field_without_a_template_stays_empty) {
    Scene scene;
    scene.mapping = Mapping{};
    scene.mapping.destination = kDesk;
    const auto content = scene.run().item.content;
    BOOST_TEST(content.commentText.empty());
    BOOST_TEST(content.contactName.empty());
    BOOST_TEST(content.ticketSubject.empty());
    BOOST_TEST(content.ticketFields.empty());
}

BOOST_AUTO_TEST_CASE(a_field_is_there_under_its_condition_only) {
    Scene scene;
    scene.mapping.ticketFields = {
        {"Country", {written("{ticket.new ? contact.country : null}")}},
        {"Desk", {written("{contact.country | map({'FR': 'Paris'})}")}},
        {"Note", {written("{''}")}}};
    BOOST_TEST((scene.run().item.content.ticketFields == FieldValues{{"Note", ""}}));
    scene.placed.newEpisode = true;
    BOOST_TEST(
        (scene.run().item.content.ticketFields == FieldValues{{"Country", "DE"}, {"Note", ""}})
    );
}

BOOST_AUTO_TEST_CASE(a_field_gets_what_it_takes_and_says_what_it_does_not) {
    Scene scene;
    scene.placed.newEpisode = true;
    scene.mapping.contactFields = {{"Country", {written("{contact.country}"), {.oneOf = {"GB"}}}}};
    scene.mapping.ticketFields = {
        {"Area", {written("{contact.country}"), {.oneOf = {"GB"}, .otherwise = "other"}}},
        {"First", {written("{ticket.new}"), {.kind = FieldKind::Boolean}}},
        {"Empty", {written("{''}"), {.oneOf = {"GB"}}}},
        {"Note", {written("{message.text}"), {.kind = FieldKind::Number}}},
        {"Score", {written("{7}"), {.kind = FieldKind::Number}}},
        {"Until", {written("{window.until}"), {.kind = FieldKind::Date}}},
        {"Urgency", {written("{route.priority}"), {.oneOf = {"high"}}}}};
    const auto rendered = scene.run();
    BOOST_TEST(rendered.item.content.contactFields.empty());
    const FieldValues expected{
        {"Area", "other"}, {"First", true}, {"Score", std::int64_t{7}}, {"Until", "2026-11-24"}};
    BOOST_TEST((rendered.item.content.ticketFields == expected));
    const std::vector<std::string> unfit{"contact.fields.Country", "ticket.fields.Note"};
    BOOST_TEST(rendered.unfit == unfit, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(tags_are_masked_one_line_each_and_never_empty) {
    Scene scene;
    scene.mapping.ticketTags = {
        written("whatsapp"),
        written("{message.kind == 'image' ? 'photo' : ''}"),
        written("{message.text}"),
        written(" "),
        written("a\nb")};
    const std::vector<std::string> expected{"whatsapp", "card [card removed: Visa], thanks", "a b"};
    BOOST_TEST((scene.run().item.content.ticketTags == expected));
}

BOOST_AUTO_TEST_CASE(a_priority_is_one_of_four_words) {
    const std::pair<const char*, const char*> rows[] = {
        {"urgent", "urgent"},
        {"{channel.name == 'support' ? 'high' : 'low'}", "high"},
        {"{channel.name == 'sales' ? 'high' : 'low'}", "low"},
        {"{message.text}", "normal"},
        {"{ticket.new ? '' : 'low'}", "low"},
        {"{message.kind == 'image' ? 'high' : ''}", "normal"}};
    for (const auto& [source, expected] : rows) {
        BOOST_TEST_CONTEXT(source) {
            Scene scene;
            scene.mapping.ticketPriority = written(source);
            BOOST_TEST(scene.run().item.content.ticketPriority == expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(without_a_template_there_are_no_tags_and_no_priority) {
    const auto content = Scene().run().item.content;
    BOOST_TEST(content.ticketTags.empty());
    BOOST_TEST(content.ticketPriority.empty());
}

BOOST_DATA_TEST_CASE(the_name_shows_only_when_a_rule_keeps_it, data::make(kNames), c) {
    Scene scene;
    scene.mapping.sensitive["contact_name"] = {c.action};
    const auto rendered = scene.run();
    BOOST_TEST(rendered.item.content.contactName == c.expected);
    BOOST_TEST(forbids(rendered, "Jo", "contact_name") == (c.action != Action::Keep));
    BOOST_TEST(forbids(rendered, "+15550100123", "phone"));
    BOOST_TEST(rendered.item.removed.contains("phone") == (c.action == Action::Keep));
}

BOOST_AUTO_TEST_CASE(a_name_is_one_line_and_a_missing_one_is_the_alias) {
    Scene scene;
    scene.mapping.sensitive["contact_name"] = {Action::Keep, 0};
    scene.name = {MessageText("Jo\r\nBcc: x"), {}};
    BOOST_TEST(scene.run().item.content.contactName == "Jo  Bcc: x");
    scene.name = {MessageText(""), {}};
    BOOST_TEST(scene.run().item.content.contactName == "Amber-Falcon-27");
}

BOOST_AUTO_TEST_CASE(a_line_end_in_the_text_does_not_reach_the_subject) {
    Scene scene;
    scene.text = {MessageText("a\nb"), {}};
    const auto content = scene.run().item.content;
    BOOST_TEST(content.ticketSubject == "[WA] Amber-Falcon-27: a b");
    BOOST_TEST(content.commentText == "a\nb");
}

BOOST_AUTO_TEST_CASE(what_the_person_is_known_by_is_forbidden_unless_a_rule_keeps_it) {
    Scene scene;
    scene.person = {
        {Phone("+15550100123"), Phone("+15550100124")},
        {Bsuid("DE.abc")},
        {DisplayName("Jo Bloggs")},
        {ProviderId("wamid.A1")}};
    auto rendered = scene.run();
    BOOST_TEST(forbids(rendered, "+15550100124", "phone"));
    BOOST_TEST(forbids(rendered, "DE.abc", "bsuid"));
    BOOST_TEST(forbids(rendered, "Jo Bloggs", "contact_name"));
    BOOST_TEST(forbids(rendered, "wamid.A1", "provider_id"));
    for (const std::string cls : {"phone", "contact_name", "provider_id", "bsuid"})
        scene.mapping.sensitive[cls] = {Action::Keep, 0};
    rendered = scene.run();
    BOOST_TEST(!forbids(rendered, "+15550100124", "phone"));
    BOOST_TEST(!forbids(rendered, "Jo Bloggs", "contact_name"));
    BOOST_TEST(forbids(rendered, "wamid.A1", "provider_id"));
}

BOOST_AUTO_TEST_CASE(a_destination_without_a_mapping_is_an_error_that_names_it) {
    const Purpose answer{PurposeId("answer"), Basis::Contract, true};
    auto consented = ConsentGate::check({}, {}, {{answer.id, answer}});
    const Routed routed{{std::move(consented), {}, {}}, {}, {}, {}};
    BOOST_CHECK_EXCEPTION(render(routed, kDesk, {}, {}, {}), Error, [](const Error& error) {
        return std::string(error.what()).find("desk") != std::string::npos && !error.hint().empty();
    });
}

BOOST_AUTO_TEST_CASE(a_note_without_content_has_fixed_words) {
    BOOST_TEST(
        stubText("stop_note", "en") == "[the person asked to stop; the message is not shown]"
    );
    BOOST_TEST(stubText("withheld", "de") == "[Text zurückgehalten; in bowline öffnen]");
    BOOST_TEST(stubText("anything", "en") == "[text withheld; open it in bowline]");
}

namespace {

struct TextRuleCase {
    const char* name;
    std::vector<TextRule> rules;
    TextMode expected;
    friend std::ostream& operator<<(std::ostream& out, const TextRuleCase& c) {
        return out << c.name;
    }
};

// The scene's text holds a card and is of the kind "text".
const std::vector<TextRuleCase> kTextRules = {
    {"no rule", {}, TextMode::Withheld},
    {"a kind that fits", {{TextMode::FullMasked, {"text"}, {}}}, TextMode::FullMasked},
    {"another kind", {{TextMode::FullMasked, {"image"}, {}}}, TextMode::Withheld},
    {"a class that is not in it", {{TextMode::FullMasked, {}, {"email"}}}, TextMode::FullMasked},
    {"a class that is",
     {{TextMode::FullMasked, {}, {"email", "payment_card"}}},
     TextMode::Withheld},
    {"both must hold", {{TextMode::FullMasked, {"image"}, {"email"}}}, TextMode::Withheld},
    {"the one that shows most counts",
     {{TextMode::FullMasked, {"text"}, {}}, {TextMode::FieldsOnly, {"text"}, {}}},
     TextMode::FullMasked},
};

}  // namespace

BOOST_DATA_TEST_CASE(the_text_shows_more_only_where_a_rule_says_so, data::make(kTextRules), c) {
    Scene scene;
    scene.mapping.text = TextMode::Withheld;
    const auto shownIn = [&](TextMode mode) {
        Scene plain;
        plain.mapping.text = mode;
        return plain.run().item.content.commentText;
    };
    scene.mapping.textRules = c.rules;
    BOOST_TEST(scene.run().item.content.commentText == shownIn(c.expected));
    std::ranges::reverse(scene.mapping.textRules);
    BOOST_TEST(scene.run().item.content.commentText == shownIn(c.expected));
}

BOOST_AUTO_TEST_CASE(a_text_that_was_not_read_to_its_end_holds_every_class) {
    Scene scene;
    scene.mapping.text = TextMode::FieldsOnly;
    scene.mapping.textRules = {{TextMode::FullMasked, {}, {"email"}}};
    scene.text.findings.push_back({{0, 1}, "unread", "", 0.0, "too_many_matches"});
    BOOST_TEST(scene.run().item.content.commentText.empty());
}
