// What one destination gets of a message: modes, names, placeholders of kinds, late ones, forbidden
// values.
#include "connector/stages/render.h"

#include "connector/base/error.h"
#include "connector/expression/template.h"
#include "connector/stages/compose.h"
#include "connector/stages/consent_gate.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;
namespace data = boost::unit_test::data;

namespace {

const DestinationId kDesk{"desk"};
const std::string kSaid = "card 4111 1111 1111 1111, thanks";
const Instant kSentAt = fromMillis(1'795'443'671'000);  // 2026-11-23T14:21:11Z

TemplatePtr written(const std::string& source) {
    auto compiled = expression::Template::compile(source, expression::mappingDialect());
    BOOST_REQUIRE(std::holds_alternative<expression::Template>(compiled));
    return std::make_shared<const expression::Template>(
        std::move(std::get<expression::Template>(compiled))
    );
}

Mapping helpdesk() {
    Mapping mapping;
    mapping.name = "helpdesk";
    mapping.destination = kDesk;
    mapping.purpose = PurposeId("answer");
    mapping.text = TextMode::FullMasked;
    mapping.otherwise.action = Action::Mask;
    mapping.contactName = written("{contact.name}");
    mapping.contactFields = {{"Country", written("{contact.country}")}};
    mapping.ticketSubject = written("[WA] {contact.alias}: {message.text | shorten(20)}");
    mapping.ticketQueue = written("{route.queue}");
    mapping.ticketFields = {
        {"Until", written("{window.until | date}")},
        {"Rule", written("{route.rule} {channel.name} {message.kind} {ticket.key} {ticket.new}")}};
    mapping.commentText = written("{message.text}");
    return mapping;
}

/// One message on its way, changed by each test where it matters.
struct Scene {
    Mapping mapping = helpdesk();
    Placed placed;
    InspectedText text{MessageText(kSaid), {{{5, 24}, "payment_card", "Visa", 1.0, "luhn"}}};
    InspectedText name{DisplayNameText(), {}};
    PersonValues person;
    std::string language = "en";
    std::string author;

    static MessageText DisplayNameText() { return MessageText("Jo +15550100123"); }

    Scene() {
        placed.event.kind = EventKind::Message;
        placed.event.channel = ChannelId("support");
        placed.event.sentAt = kSentAt;
        placed.event.body =
            MessageUpdate{ProviderId("wamid.A1"), {}, textContent(MessageText(kSaid))};
        placed.region = "DE";
        name.findings = {
            {{0, 2}, "contact_name", "", 1.0, "known"}, {{3, 15}, "phone", "", 1.0, "e164"}};
    }

    [[nodiscard]] Rendered run() const {
        RuleSet rules;
        rules.id = "rules-1";
        rules.language = language;
        rules.mappings.emplace(kDesk, mapping);
        const Purpose answer{PurposeId("answer"), Basis::Contract, true};
        auto consented = ConsentGate::check(placed, {}, {{answer.id, answer}});
        const Routed routed{
            {std::move(consented), text, name},
            {kDesk},
            {},
            RouteRule{"first", {}, {kDesk}, "Support"}};
        const DestinationView view{"Amber-Falcon-27", {"c", "t", "m"}, author};
        return render(routed, kDesk, view, person, rules);
    }
};

bool forbids(const Rendered& rendered, const std::string& value, const std::string& cls) {
    const ForbiddenValue wanted{FoundValue(value), cls};
    return std::ranges::find(rendered.forbidden.values, wanted) != rendered.forbidden.values.end();
}

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

struct KindCase {
    std::string kind;
    std::string language;
    std::string expected;
};
std::ostream& operator<<(std::ostream& out, const KindCase& c) {
    return out << c.kind << " " << c.language;
}
const KindCase kKinds[] = {
    {"image", "en", "[photo: not carried yet]"},
    {"image", "de", "[Foto: noch nicht übertragen]"},
    {"audio", "en", "[voice message: not carried yet]"},
    {"video", "es", "[vídeo: aún no transferido]"},
    {"document", "fr", "[document: pas encore transféré]"},
    {"location", "it", "[posizione: non ancora trasferito]"},
    {"contacts", "nl", "[contactkaart: nog niet overgenomen]"},
    {"sticker", "pt", "[figurinha: ainda não transferido]"},
    {"interactive", "en", "[button: not carried yet]"},
    {"unknown", "en", "[message: not carried yet]"},
    {"request_welcome", "de", "[Nachricht: noch nicht übertragen]"},
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
    BOOST_TEST(item.content.contactFields.at("Country") == "DE");
    BOOST_TEST(item.content.ticketQueue == "Support");
    BOOST_TEST(item.content.ticketFields.at("Until") == "2026-11-24T14:21:11Z");
    BOOST_TEST(item.content.ticketFields.at("Rule") == "first support text t false");
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
        {"Country", written("{ticket.new ? contact.country : null}")},
        {"Desk", written("{contact.country | map({'FR': 'Paris'})}")},
        {"Note", written("{''}")}};
    using Fields = std::map<std::string, std::string>;
    BOOST_TEST((scene.run().item.content.ticketFields == Fields{{"Note", ""}}));
    scene.placed.newEpisode = true;
    BOOST_TEST((scene.run().item.content.ticketFields == Fields{{"Country", "DE"}, {"Note", ""}}));
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

BOOST_DATA_TEST_CASE(another_kind_of_message_is_a_visible_entry, data::make(kKinds), c) {
    Scene scene;
    scene.placed.event.kind = EventKind::Placeholder;
    scene.placed.event.body = PlaceholderUpdate{c.kind, ProviderId("wamid.A1"), Sender{}};
    scene.language = c.language;
    auto entry = compose(scene.placed.event, nullptr, c.language);
    scene.text = {std::move(entry.text), {}, std::move(entry.fixed)};
    const auto content = scene.run().item.content;
    BOOST_TEST(content.commentText == c.expected);
    BOOST_TEST(content.messageKind == c.kind);
}

BOOST_AUTO_TEST_CASE(a_late_message_says_so_in_front) {
    Scene scene;
    scene.placed.late = true;
    auto content = scene.run().item.content;
    BOOST_TEST(content.late);
    BOOST_TEST(content.commentText.starts_with("(arrived late, sent 14:21 UTC) card ["));
    scene.language = "de";
    content = scene.run().item.content;
    BOOST_TEST(content.commentText.starts_with("(verspätet, gesendet 14:21 UTC) card ["));
    scene.mapping.text = TextMode::FieldsOnly;
    BOOST_TEST(scene.run().item.content.commentText.empty());
}

BOOST_AUTO_TEST_CASE(in_a_group_the_contact_is_the_group_and_the_line_has_its_author) {
    Scene scene;
    scene.author = "Red-Heron-11";
    scene.mapping.sensitive["contact_name"].action = Action::Keep;
    const auto content = scene.run().item.content;
    BOOST_TEST(content.contactName == "Amber-Falcon-27");
    BOOST_TEST(content.contactFields.at("Country").empty());
    BOOST_TEST(content.commentText.starts_with("(in a group: Red-Heron-11) card ["));
    scene.mapping.text = TextMode::FieldsOnly;
    BOOST_TEST(scene.run().item.content.commentText.empty());
}

BOOST_AUTO_TEST_CASE(what_opens_its_ticket_no_more_has_it_closed) {
    Scene scene;
    BOOST_TEST(!scene.run().item.content.closesTicket);
    scene.placed.staysClosed = true;
    BOOST_TEST(scene.run().item.content.closesTicket);
}

BOOST_AUTO_TEST_CASE(what_was_said_before_bowline_has_its_day_in_front) {
    Scene scene;
    std::get<MessageUpdate>(scene.placed.event.body).imported = true;
    const auto content = scene.run().item.content;
    BOOST_TEST(content.commentText.starts_with("(earlier message, sent 2026-11-23 14:21 UTC) card ["
    ));
}

BOOST_AUTO_TEST_CASE(a_stub_tells_the_length_in_bands_and_nothing_else) {
    Scene scene;
    scene.mapping.text = TextMode::Withheld;
    scene.text = {MessageText(std::string(161, 'x')), {}};
    BOOST_TEST(
        scene.run().item.content.commentText == "[text withheld: text, medium; open it in bowline]"
    );
    scene.text = {MessageText(std::string(1001, 'x')), {}};
    BOOST_TEST(
        scene.run().item.content.commentText == "[text withheld: text, long; open it in bowline]"
    );
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
