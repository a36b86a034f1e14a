// What an entry says before it is masked, and what of it is whose.
#include "connector/stages/compose.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;

namespace {

const ProviderId kId("wamid.A");
using Parts = std::vector<std::pair<PartRole, std::string>>;

MessageContent contentOf(MessageKind kind, const Parts& parts) {
    MessageContent content;
    content.kind = kind;
    for (const auto& [role, text] : parts)
        content.parts.push_back({role, MessageText(text)});
    return content;
}

Event eventOf(UpdateBody body) {
    Event event;
    event.kind = kindOf(body);
    event.body = std::move(body);
    return event;
}

MessageUpdate messageOf(MessageContent content) {
    return {kId, {}, std::move(content)};
}

AmendUpdate amendOf(Change change, const std::string& text) {
    auto content = text.empty() ? MessageContent{} : textContent(MessageText(text));
    return {kId, {}, ProviderId("wamid.T"), change, std::move(content)};
}

std::string textOf(const UpdateBody& body, const Event* target = nullptr) {
    return std::string(compose(eventOf(body), target, "en").text.expose());
}

MessageContent withMedia(MessageContent content, bool isVoice) {
    content.media = MediaRef{};
    content.media->isVoice = isVoice;
    return content;
}

MessageContent withError(MessageContent content) {
    content.errorCode = 131052;
    return content;
}

struct Row {
    const char* why;
    UpdateBody body;
    const char* text;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.why;
}

MessageUpdate forwarded(MessageUpdate message) {
    message.forwarded = true;
    return message;
}

UpdateBody echo(MessageUpdate message) {
    message.direction = Direction::Out;
    return message;
}

CallUpdate callOf(std::int64_t seconds) {
    return {kId, {}, Direction::In, CallState::Ended, "terminate", seconds};
}

const Row kRows[] = {
    {"a text is nothing but itself",
     messageOf(contentOf(MessageKind::Text, {{PartRole::Body, "hello"}})),
     "hello"},
    {"a photo with caption",
     messageOf(contentOf(MessageKind::Image, {{PartRole::Body, "front side"}})),
     "[photo: not carried yet]\nfront side"},
    {"a document with name and caption",
     messageOf(contentOf(
         MessageKind::Document, {{PartRole::FileName, "a.pdf"}, {PartRole::Body, "my bill"}}
     )),
     "[document: not carried yet] a.pdf\nmy bill"},
    {"a recorded note",
     messageOf(withMedia(contentOf(MessageKind::Audio, {}), true)),
     "[voice message: not carried yet]"},
    {"a sound file",
     messageOf(withMedia(contentOf(MessageKind::Audio, {}), false)),
     "[audio file: not carried yet]"},
    {"a file that the provider lost",
     messageOf(withError(contentOf(MessageKind::Video, {{PartRole::Body, "look"}}))),
     "[video: could not be received]\nlook"},
    {"a place",
     messageOf(contentOf(
         MessageKind::Location, {{PartRole::Place, "Cafe"}, {PartRole::Place, "52.5 13.4"}}
     )),
     "[location] Cafe, 52.5 13.4"},
    {"a contact card",
     messageOf(contentOf(
         MessageKind::Contacts,
         {{PartRole::CardName, "Bob Example"}, {PartRole::CardNumber, "+15550100002"}}
     )),
     "[contact card] Bob Example, +15550100002"},
    {"a chosen row",
     messageOf(contentOf(
         MessageKind::Button, {{PartRole::Choice, "Tuesday"}, {PartRole::ChoiceDetail, "at ten"}}
     )),
     "[button] Tuesday – at ten"},
    {"a form",
     messageOf(contentOf(
         MessageKind::Form,
         {{PartRole::AnswerName, "name"},
          {PartRole::Answer, "Zoe"},
          {PartRole::AnswerName, "day"},
          {PartRole::Answer, "Monday"}}
     )),
     "[form answers]\nname: Zoe\nday: Monday"},
    {"an order",
     messageOf(contentOf(
         MessageKind::Order, {{PartRole::Product, "2 x SKU-1, 5 EUR"}, {PartRole::Body, "please"}}
     )),
     "[order]\n2 x SKU-1, 5 EUR\nplease"},
    {"a kind that is not passed on",
     messageOf(contentOf(MessageKind::Unsupported, {})),
     "[message of a kind that WhatsApp does not pass on]"},
    {"a text that came by an advertisement",
     messageOf(contentOf(
         MessageKind::Text,
         {{PartRole::Body, "hi"},
          {PartRole::AdHeadline, "Summer"},
          {PartRole::AdLink, "https://example.org/a"}}
     )),
     "hi\n[from an advertisement] Summer – https://example.org/a"},
    {"a forwarded text",
     forwarded(messageOf(contentOf(MessageKind::Text, {{PartRole::Body, "joke"}}))),
     "[forwarded] joke"},
    {"what the business wrote with its phone",
     echo(messageOf(contentOf(MessageKind::Text, {{PartRole::Body, "on my way"}}))),
     "[sent from the phone] on my way"},
    {"an edit of what is not here",
     amendOf(Change::Edit, "new"),
     "[edited] new\n[the message it refers to is not here]"},
    {"a reaction to what is not here",
     amendOf(Change::React, "👍"),
     "[reaction] 👍 [the message it refers to is not here]"},
    {"a new number without any digit of it",
     IdentityUpdate{kId, IdentityChange::Number, {Phone("+15550100001")}, {Phone("+15550100002")}},
     "[the person has a new number]"},
    {"a call that nobody took", callOf(0), "[missed call]"},
    {"a call that was taken", callOf(125), "[call] 2:05"},
    {"a notice has no entry", NoticeUpdate{"account", "account_update", "x", {}, true}, ""},
};

std::string fixedTextOf(const Composed& composed) {
    std::string out;
    for (const auto& span : composed.fixed)
        out += composed.text.expose().substr(span.begin, span.end - span.begin);
    return out;
}

Event said(const std::string& text) {
    return eventOf(messageOf(textContent(MessageText(text))));
}

}  // namespace

BOOST_DATA_TEST_CASE(an_entry_reads_as, boost::unit_test::data::make(kRows)) {
    BOOST_TEST(textOf(sample.body) == sample.text);
}

BOOST_AUTO_TEST_CASE(an_answer_quotes_what_it_answers_on_one_short_line) {
    auto answer = messageOf(textContent(MessageText("yes")));
    answer.quoted = ProviderId("wamid.T");
    const auto target = said("first\nsecond " + std::string(300, 'x'));
    const auto text = textOf(answer, &target);
    BOOST_TEST(text == "> first second " + std::string(187, 'x') + "…\nyes");
    BOOST_TEST(textOf(answer) == "yes");
}

BOOST_AUTO_TEST_CASE(an_edit_shows_both_versions_in_full) {
    const auto target = said("at ten, " + std::string(300, 'x'));
    BOOST_TEST(
        textOf(amendOf(Change::Edit, "at noon"), &target) ==
        "[edited] at noon\n[before] at ten, " + std::string(300, 'x')
    );
}

BOOST_AUTO_TEST_CASE(a_reaction_and_a_revoke_say_which_message_is_meant) {
    const auto target = said("see you");
    BOOST_TEST(textOf(amendOf(Change::React, "👍"), &target) == "[reaction] 👍\n> see you");
    BOOST_TEST(textOf(amendOf(Change::Unreact, ""), &target) == "[reaction taken back]\n> see you");
    BOOST_TEST(
        textOf(amendOf(Change::Revoke, ""), &target) == "[deleted by the sender]\n> see you"
    );
    const auto photo = eventOf(messageOf(contentOf(MessageKind::Image, {})));
    BOOST_TEST(textOf(amendOf(Change::React, "👍"), &photo) == "[reaction] 👍\n> [photo]");
}

BOOST_AUTO_TEST_CASE(only_our_own_words_are_fixed) {
    for (const auto& row : kRows) {
        const auto composed = compose(eventOf(row.body), nullptr, "en");
        const auto fixed = fixedTextOf(composed);
        if (const auto* message = std::get_if<MessageUpdate>(&row.body))
            for (const auto& part : message->content.parts)
                BOOST_TEST(fixed.find(part.text.expose()) == std::string::npos, row.why);
        for (std::size_t i = 1; i < composed.fixed.size(); ++i)
            BOOST_TEST(composed.fixed[i - 1].end < composed.fixed[i].begin, row.why);
    }
}

BOOST_AUTO_TEST_CASE(places_and_cards_are_taken_for_what_they_are_whatever_they_say) {
    const auto composed = compose(
        eventOf(messageOf(contentOf(
            MessageKind::Contacts,
            {{PartRole::CardName, "Bob"}, {PartRole::CardDetail, "1 Main St"}}
        ))),
        nullptr,
        "en"
    );
    BOOST_REQUIRE_EQUAL(composed.assumed.size(), 2u);
    for (const auto& finding : composed.assumed)
        BOOST_TEST(finding.cls == "contact_card");
    const auto& first = composed.assumed.front().span;
    BOOST_TEST(composed.text.expose().substr(first.begin, first.end - first.begin) == "Bob");
}

BOOST_AUTO_TEST_CASE(every_language_has_words_of_its_own) {
    for (const char* language : {"de", "es", "pt", "fr", "it", "nl"}) {
        const auto text = compose(said("x"), nullptr, language).text;
        BOOST_TEST(text.expose() == "x");
        const auto edit = eventOf(amendOf(Change::Revoke, ""));
        BOOST_CHECK(compose(edit, nullptr, language).text != compose(edit, nullptr, "en").text);
    }
}

/// What Ben wrote at 14:21, and a reaction to it by `who` in a group.
struct InGroup {
    Event target;
    Event reaction;
    explicit InGroup(const char* who) {
        target = said("see you");
        std::get<MessageUpdate>(target.body).from.phone = Phone("+15550100002");
        target.sentAt = fromMillis(1'795'443'671'000);
        auto change = amendOf(Change::React, "👍");
        change.from.phone = Phone(who);
        reaction = eventOf(std::move(change));
        reaction.group = ProviderId("g1");
    }
    [[nodiscard]] std::string text() const {
        return std::string(compose(reaction, &target, "en").text.expose());
    }
};

BOOST_AUTO_TEST_CASE(in_a_group_the_words_of_another_member_are_not_repeated) {
    BOOST_TEST(
        InGroup("+15550100001").text() ==
        "[reaction] 👍\n> [a message of another member, sent 2026-11-23 14:21 UTC]"
    );
    BOOST_TEST(InGroup("+15550100002").text() == "[reaction] 👍\n> see you");
}

BOOST_AUTO_TEST_CASE(between_two_the_others_words_are_repeated_whatever_her_number_is_now) {
    InGroup scene("+15550100001");
    scene.reaction.group.reset();
    BOOST_TEST(scene.text() == "[reaction] 👍\n> see you");
}
