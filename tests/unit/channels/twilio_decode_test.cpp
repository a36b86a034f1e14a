// What a form says: messages of every kind, statuses, people, and what cannot be read.
#include "connector/channels/twilio_decode.h"

#include "connector/channels/twilio.h"
#include "tests/unit/channels/forms.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline;
using namespace bowline::channels;

namespace {

constexpr Instant kReceived{std::chrono::milliseconds{1'750'000'123'456}};
constexpr const char* kOurs = "15550100001";
const std::string kFrom = "From=whatsapp%3A%2B447700900123&MessageSid=SM1&";

Decoded decoded(const std::string& form, const std::string& number = kOurs) {
    return decodeTwilio(form, number, kReceived);
}

template <class Body>
Body only(const Decoded& decoded) {
    BOOST_REQUIRE_EQUAL(decoded.undecodable, "");
    BOOST_REQUIRE_EQUAL(decoded.updates.size(), 1u);
    BOOST_REQUIRE(std::holds_alternative<Body>(decoded.updates[0].body));
    return std::get<Body>(decoded.updates[0].body);
}

MessageUpdate messageOf(const std::string& form) {
    return only<MessageUpdate>(decoded(form));
}

using Parts = std::vector<std::pair<PartRole, std::string>>;

Parts partsOf(const MessageContent& content) {
    Parts out;
    for (const auto& part : content.parts)
        out.emplace_back(part.role, part.text.expose());
    return out;
}

struct Row {
    const char* fixture;
    MessageKind kind;
    Parts parts;
    const char* media = nullptr;  ///< end of its address
    const char* mimeType = "";
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.fixture;
}

using enum PartRole;

const Row kMessages[] = {
    {"text", MessageKind::Text, {{Body, "Grüße, order ORD-123456 \U0001F44D"}}},
    {"reply_forwarded", MessageKind::Text, {{Body, "as said"}}},
    {"button", MessageKind::Button, {{Choice, "Confirm"}}},
    {"list", MessageKind::Button, {{Choice, "Tuesday 10:00"}, {ChoiceDetail, "with Dr Example"}}},
    {"flow",
     MessageKind::Form,
     {{AnswerName, "title"},
      {Answer, "About you"},
      {AnswerName, "label"},
      {Answer, "Name"},
      {AnswerName, "value"},
      {Answer, "Zoe"},
      {AnswerName, "label"},
      {Answer, "Adult"},
      {AnswerName, "value"},
      {Answer, "true"}}},
    {"flow_broken", MessageKind::Form, {{Body, R"({"pages":[{"title":)"}}},
    {"location",
     MessageKind::Location,
     {{Place, "The office"}, {Place, "1 Example Street"}, {Place, "51.5 -0.12"}}},
    {"image", MessageKind::Image, {{Body, "front side"}}, "/ME1", "image/jpeg"},
    {"voice", MessageKind::Audio, {}, "/ME2", "audio/ogg"},
    {"sticker", MessageKind::Sticker, {}, "/ME3", "image/webp"},
    {"contact", MessageKind::Contacts, {}, "/ME4", "text/vcard"},
    {"referral",
     MessageKind::Text,
     {{Body, "is this still on?"},
      {AdHeadline, "Backpacks"},
      {AdText, "20 % off"},
      {AdLink, "https://fb.me/example"}}},
    {"unsupported", MessageKind::Unsupported, {}},
    {"user_id_only", MessageKind::Text, {{Body, "no number"}}},
    {"media_failed", MessageKind::Image, {{Body, "the invoice"}}, "", ""},
};

struct StatusRow {
    const char* fixture;
    DeliveryState state;
    const char* word;
    std::optional<int> error{};
};
std::ostream& operator<<(std::ostream& out, const StatusRow& row) {
    return out << row.fixture;
}

const StatusRow kStatuses[] = {
    {"status_delivered", DeliveryState::Delivered, "delivered"},
    {"status_read", DeliveryState::Read, "read"},
    {"status_undelivered", DeliveryState::Failed, "undelivered", 63016},
    {"status_queued", DeliveryState::Unknown, "queued"},
};

struct KindRow {
    const char* why;
    std::string fields;
    MessageKind kind;
};
std::ostream& operator<<(std::ostream& out, const KindRow& row) {
    return out << row.why;
}

const std::string kFile = "NumMedia=1&MediaUrl0=u&MediaContentType0=";
const KindRow kKinds[] = {
    {"a photo", kFile + "image%2Fpng", MessageKind::Image},
    {"a photo in capitals", kFile + "IMAGE%2FPNG", MessageKind::Image},
    {"webp without a word", kFile + "image%2Fwebp", MessageKind::Sticker},
    {"a film", kFile + "video%2Fmp4", MessageKind::Video},
    {"a sound", kFile + "audio%2Fmpeg", MessageKind::Audio},
    {"a card", kFile + "text%2Fx-vcard", MessageKind::Contacts},
    {"anything else", kFile + "application%2Fzip", MessageKind::Document},
    {"no type", "NumMedia=1&MediaUrl0=u", MessageKind::Document},
    {"a photo sent as document", kFile + "image%2Fpng&MessageType=document", MessageKind::Document},
    {"only NumMedia", "NumMedia=1", MessageKind::Document},
    {"only the word", "MessageType=video", MessageKind::Video},
    {"only a place's word", "MessageType=location", MessageKind::Location},
    {"half a place", "Latitude=1.5", MessageKind::Location},
    {"a payload alone", "ButtonPayload=yes", MessageKind::Button},
    {"a word that we do not know", "MessageType=poll", MessageKind::Unsupported},
    {"a word that we do not know, and text", "MessageType=poll&Body=x", MessageKind::Text},
    {"nothing", "NumMedia=0", MessageKind::Unsupported},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_message_of_every_kind_is_read, boost::unit_test::data::make(kMessages)) {
    const auto message = messageOf(forms::named(sample.fixture));
    BOOST_TEST((message.content.kind == sample.kind));
    BOOST_TEST((partsOf(message.content) == sample.parts));
    BOOST_TEST(message.content.media.has_value() == (sample.media != nullptr));
    if (sample.media != nullptr && message.content.media) {
        BOOST_TEST(message.content.media->id.expose().ends_with(sample.media));
        BOOST_TEST(message.content.media->mimeType == sample.mimeType);
    }
    BOOST_TEST((message.direction == Direction::In));
    BOOST_TEST((message.from.name == DisplayName("Zoe Example")));
}

BOOST_DATA_TEST_CASE(a_kind_is_known_by_what_is_there, boost::unit_test::data::make(kKinds)) {
    BOOST_TEST((messageOf(kFrom + sample.fields).content.kind == sample.kind));
}

BOOST_AUTO_TEST_CASE(what_the_app_records_is_a_voice_note_and_a_song_is_not) {
    BOOST_TEST(messageOf(forms::named("voice")).content.media->isVoice);
    BOOST_TEST(!messageOf(kFrom + kFile + "audio%2Fmpeg").content.media->isVoice);
}

BOOST_AUTO_TEST_CASE(a_message_tells_its_sender_number_and_time) {
    const auto all = decoded(forms::named("text"));
    const auto message = only<MessageUpdate>(all);
    BOOST_TEST((message.id == ProviderId("SM00000000000000000000000000000001")));
    BOOST_TEST((message.from.phone == Phone("+447700900123")));
    BOOST_TEST(!message.from.bsuid);
    BOOST_TEST(!message.quoted);
    BOOST_TEST(!message.forwarded);
    BOOST_TEST(all.updates[0].number == kOurs);
    BOOST_TEST((all.updates[0].sentAt == kReceived));
    BOOST_TEST(all.updates[0].position == 0u);
}

BOOST_AUTO_TEST_CASE(a_reply_names_what_it_answers_and_a_forwarded_one_says_so) {
    const auto reply = messageOf(forms::named("reply_forwarded"));
    BOOST_TEST((reply.quoted == ProviderId("MM00000000000000000000000000000007")));
    BOOST_TEST(reply.forwarded);
    BOOST_TEST(messageOf(kFrom + "Body=x&FrequentlyForwarded=true").forwarded);
    BOOST_TEST(!messageOf(kFrom + "Body=x&Forwarded=false").forwarded);
}

BOOST_AUTO_TEST_CASE(a_person_is_known_by_number_by_user_id_or_by_both) {
    const auto from = [](const std::string& fields) {
        return messageOf("MessageSid=SM1&Body=x&" + fields).from;
    };
    const auto idOnly = messageOf(forms::named("user_id_only")).from;
    BOOST_TEST(!idOnly.phone);
    BOOST_TEST((idOnly.bsuid == Bsuid("GB.1020304050")));
    const auto both = messageOf(forms::named("button")).from;
    BOOST_TEST((both.phone == Phone("+447700900123")));
    BOOST_TEST((both.bsuid == Bsuid("GB.1020304050"))
    );  // it came with the network's name before it
    BOOST_TEST((from("From=whatsapp%3AGB.1").bsuid == Bsuid("GB.1")));
    BOOST_TEST((from("From=whatsapp%3AGB.1&WaId=447700900123").phone == Phone("+447700900123")));
    BOOST_TEST((from("WaId=447700900123").phone == Phone("+447700900123")));
    BOOST_TEST((from("From=%2B447700900123").phone == Phone("+447700900123")));
    BOOST_TEST((from("ExternalUserId=GB.7").bsuid == Bsuid("GB.7")));
}

BOOST_AUTO_TEST_CASE(several_files_are_several_messages_and_the_first_has_the_text) {
    const auto all = decoded(forms::named("three_files"));
    BOOST_REQUIRE_EQUAL(all.updates.size(), 3u);
    const char* addresses[] = {"/ME5", "/ME6", "/ME7"};
    const MessageKind kinds[] = {MessageKind::Image, MessageKind::Video, MessageKind::Document};
    const std::string id = "SM00000000000000000000000000000012";
    const std::string ids[] = {id, id + "/1", id + "/2"};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& message = std::get<MessageUpdate>(all.updates[i].body);
        BOOST_TEST(all.updates[i].position == i);
        BOOST_TEST(message.id.expose() == ids[i]);
        BOOST_TEST((message.content.kind == kinds[i]));
        BOOST_TEST(message.content.media->id.expose().ends_with(addresses[i]));
        BOOST_TEST((message.from.phone == Phone("+447700900123")));
        BOOST_TEST((partsOf(message.content) == (i == 0 ? Parts{{Body, "three files"}} : Parts{})));
    }
}

BOOST_AUTO_TEST_CASE(a_file_beside_a_place_is_a_message_of_its_own) {
    const auto all = decoded(kFrom + kFile + "image%2Fpng&Latitude=1&Longitude=2&Body=here");
    BOOST_REQUIRE_EQUAL(all.updates.size(), 2u);
    const auto& place = std::get<MessageUpdate>(all.updates[0].body).content;
    BOOST_TEST((place.kind == MessageKind::Location));
    BOOST_TEST((partsOf(place) == Parts{{Place, "1 2"}, {Body, "here"}}));
    BOOST_TEST((std::get<MessageUpdate>(all.updates[1].body).content.kind == MessageKind::Image));
}

BOOST_AUTO_TEST_CASE(a_claim_of_a_thousand_files_makes_ten_at_most) {
    BOOST_TEST(decoded(kFrom + "NumMedia=1000").updates.size() == 10u);
    BOOST_TEST(decoded(kFrom + "NumMedia=99999999999999999999").updates.size() == 1u);
    BOOST_TEST(decoded(kFrom + "NumMedia=-1&Body=x").updates.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_button_is_a_spoken_word_wherever_its_title_stands) {
    for (const char* fields :
         {"ButtonText=STOP&Body=STOP",
          "ButtonText=STOP",
          "MessageType=button&Body=STOP",
          "ListTitle=STOP&ListId=7",
          "ButtonPayload=STOP",
          "Body=STOP"}) {
        const auto message = messageOf(kFrom + fields);
        const auto* word = spokenWord(message.content);
        BOOST_REQUIRE_MESSAGE(word != nullptr, fields);
        BOOST_TEST(word->expose() == "STOP", fields);
    }
    const auto caption = messageOf(kFrom + kFile + "image%2Fpng&Body=STOP");
    BOOST_TEST(spokenWord(caption.content) == nullptr);
}

BOOST_DATA_TEST_CASE(a_callback_tells_a_state, boost::unit_test::data::make(kStatuses)) {
    const auto all = decoded(forms::named(sample.fixture));
    const auto status = only<StatusUpdate>(all);
    BOOST_TEST((status.state == sample.state));
    BOOST_TEST(status.stateText == sample.word);
    BOOST_TEST((status.errorCode == sample.error));
    BOOST_REQUIRE(status.recipient.has_value());
    BOOST_TEST((status.recipient->phone == Phone("+447700900123")));
    BOOST_TEST(all.updates[0].number == kOurs);  // our side is the sender of what we sent
}

BOOST_AUTO_TEST_CASE(a_callback_is_one_by_any_of_its_words_and_a_message_is_not) {
    const std::string sides = "MessageSid=SM1&From=%2B15550100001&To=%2B447700900123&";
    for (const char* word :
         {"MessageStatus=delivered", "SmsStatus=delivered", "EventType=DELIVERED"})
        BOOST_TEST(only<StatusUpdate>(decoded(sides + word)).stateText == "delivered", word);
    BOOST_TEST(
        only<StatusUpdate>(decoded(sides + "MessageStatus=x%2B1&Body=ours")).stateText == "x__"
    );
    BOOST_TEST((messageOf(kFrom + "Body=x&SmsStatus=delivered").content.kind == MessageKind::Text));
    BOOST_TEST((messageOf(kFrom + "Body=x&MessageStatus=received").id == ProviderId("SM1")));
    const auto anonymous = only<PlaceholderUpdate>(decoded("MessageStatus=delivered"));
    BOOST_TEST(anonymous.kind == "status");
}

BOOST_AUTO_TEST_CASE(what_is_no_message_is_counted_as_a_placeholder) {
    BOOST_TEST(only<PlaceholderUpdate>(decoded("")).kind == "empty");
    BOOST_TEST(only<PlaceholderUpdate>(decoded("&&")).kind == "empty");
    BOOST_TEST(
        only<PlaceholderUpdate>(decoded(forms::named("conversation_event"))).kind == "unknown"
    );
    BOOST_TEST(only<PlaceholderUpdate>(decoded(R"({"type":"com.twilio.x"})")).kind == "unknown");
    const auto nobody = only<PlaceholderUpdate>(decoded("MessageSid=SM1&Body=hello"));
    BOOST_TEST((nobody.id == ProviderId("SM1")));
    BOOST_TEST(!nobody.from);
    BOOST_TEST(decoded(std::string(1'000, '&')).undecodable == "form_size");
}

BOOST_AUTO_TEST_CASE(words_without_an_id_are_kept_under_the_hash_of_the_form) {
    const std::string form = "From=whatsapp%3A%2B447700900123&Body=hello";
    const auto id = std::string(messageOf(form).id.expose());
    BOOST_TEST(id.starts_with("sha256:"));
    BOOST_TEST(id.size() == 7u + 64u);
    BOOST_TEST(messageOf("Body=hello&From=whatsapp%3A%2B447700900123").id.expose() == id);
    BOOST_TEST(messageOf(form + "!").id.expose() != id);
}

BOOST_AUTO_TEST_CASE(the_receiving_number_is_the_number_or_the_service) {
    const auto number = [](const std::string& configured, const std::string& fields) {
        return decoded(kFrom + "Body=x&" + fields, configured).updates.at(0).number;
    };
    const std::string both = "To=whatsapp%3A%2B15550100001&MessagingServiceSid=MGx";
    BOOST_TEST(number(kOurs, both) == kOurs);
    BOOST_TEST(number("", both) == kOurs);
    BOOST_TEST(number("MGx", both) == "MGx");
    BOOST_TEST(number("MGother", both) == "MGx");
    BOOST_TEST(number(kOurs, "MessagingServiceSid=MGx") == "MGx");
    BOOST_TEST(number(kOurs, "To=messenger%3A77") == "messenger:77");
    BOOST_TEST(number(kOurs, "") == "");
}

BOOST_AUTO_TEST_CASE(a_channel_serves_its_own_number) {
    const TwilioChannel channel({{AppSecret("token")}, "https://example.org/hook", kOurs});
    const auto serves = [&](const std::string& to) {
        return channel.serves(channel.decode(kFrom + "Body=x&To=" + to, kReceived).updates.at(0));
    };
    BOOST_TEST(serves("whatsapp%3A%2B15550100001"));
    BOOST_TEST(serves("%2B15550100001"));
    BOOST_TEST(serves(""));
    BOOST_TEST(!serves("whatsapp%3A%2B15550100002"));
    BOOST_TEST(!serves("whatsapp%3A%2B1555010000"));
    BOOST_TEST(!serves("messenger%3A15550100001"));
    BOOST_TEST(!channel.verifyHandshake([](std::string_view) { return std::string("x"); }));
}
