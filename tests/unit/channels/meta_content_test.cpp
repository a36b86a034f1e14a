// What is read out of each type of message, written as JSON here as the provider writes it.
#include "connector/channels/meta_content.h"

#include "connector/channels/meta_decode.h"
#include "tests/unit/channels/bodies.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::channels;
using nlohmann::json;

namespace {

constexpr Instant kReceived{std::chrono::milliseconds{1'750'000'123'456}};

MessageContent contentOf(const json& message) {
    const JsonDocument document(message.dump(), JsonLimits{64, 100'000});
    BOOST_REQUIRE_EQUAL(document.fault(), "");
    return metaContent(document.root());
}

/// The texts of all parts, a line each, with the number of their role.
std::string partsOf(const MessageContent& content) {
    std::string out;
    for (const auto& part : content.parts)
        out += (out.empty() ? "" : "|") + std::string(part.text.expose());
    return out;
}

struct Row {
    const char* why;
    const char* message;
    MessageKind kind;
    const char* parts;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.why;
}

const Row kRows[] = {
    {"a caption",
     R"({"type":"image","image":{"id":"1","caption":"front"}})",
     MessageKind::Image,
     "front"},
    {"a file name before the caption",
     R"({"type":"document","document":{"caption":"bill","filename":"a.pdf"}})",
     MessageKind::Document,
     "a.pdf|bill"},
    {"an old recorded note", R"({"type":"voice","voice":{"id":"1"}})", MessageKind::Audio, ""},
    {"a place with numbers",
     R"({"type":"location","location":{"latitude":52.5,"longitude":13,"name":"Cafe","address":"1 St"}})",
     MessageKind::Location,
     "Cafe|1 St|52.5 13"},
    {"a place with texts",
     R"({"type":"location","location":{"latitude":"52.5","longitude":"13"}})",
     MessageKind::Location,
     "52.5 13"},
    {"a card",
     R"({"type":"contacts","contacts":[{"name":{"formatted_name":"Bob"},"phones":[{"phone":"+15550100002"}],
         "emails":[{"email":"b@example.org"}],"org":{"company":"Acme"}}]})",
     MessageKind::Contacts,
     "Bob|+15550100002|b@example.org|Acme"},
    {"a card without a whole name",
     R"({"type":"contacts","contacts":[{"name":{"first_name":"Bob","last_name":"Ex"}}]})",
     MessageKind::Contacts,
     "Bob|Ex"},
    {"a quick reply",
     R"({"type":"button","button":{"text":"Yes","payload":"p"}})",
     MessageKind::Button,
     "Yes"},
    {"a quick reply without text",
     R"({"type":"button","button":{"payload":"p"}})",
     MessageKind::Button,
     "p"},
    {"a list row",
     R"({"type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"1","title":"Tue","description":"10"}}})",
     MessageKind::Button,
     "Tue|10"},
    {"the answers of a Flow, its token left out",
     R"({"type":"interactive","interactive":{"nfm_reply":{"response_json":"{\"flow_token\":\"t\",\"name\":\"Zoe\",\"ok\":true,\"days\":[\"Mo\",\"Tu\"]}"}}})",
     MessageKind::Form,
     "name|Zoe|ok|true|days|Mo|Tu"},
    {"broken answers are shown as they are",
     R"({"type":"interactive","interactive":{"nfm_reply":{"response_json":"{\"name\": Zo"}}})",
     MessageKind::Form,
     "{\"name\": Zo"},
    {"answers that are null",
     R"({"type":"interactive","interactive":{"nfm_reply":{"response_json":null}}})",
     MessageKind::Form,
     ""},
    {"an interactive message without anything in it",
     R"({"type":"interactive","interactive":{}})",
     MessageKind::Button,
     ""},
    {"a call permission",
     R"({"type":"interactive","interactive":{"call_permission_reply":{"response":"accept"}}})",
     MessageKind::CallPermission,
     "accept"},
    {"an order with numbers and texts",
     R"({"type":"order","order":{"text":"soon","product_items":[{"product_retailer_id":"S1","quantity":2,"item_price":"5.5","currency":"EUR"}]}})",
     MessageKind::Order,
     "2 x S1, 5.5 EUR|soon"},
    {"an advertisement in front of a text",
     R"({"type":"text","text":{"body":"hi"},"referral":{"headline":"Sale","body":"now","source_url":"https://e.example/x"}})",
     MessageKind::Text,
     "hi|Sale|now|https://e.example/x"},
    {"what the provider does not pass on",
     R"({"type":"unsupported","unsupported":{"type":"poll_creation"}})",
     MessageKind::Unsupported,
     ""},
    {"a type that nobody knows", R"({"type":"hologram"})", MessageKind::Unsupported, ""},
    {"no type at all", R"({})", MessageKind::Unsupported, ""},
};

Update wholeUpdateOf(const json& message) {
    const auto decoded = decodeMetaCloud(bodies::withMessage(message), kReceived);
    BOOST_REQUIRE_EQUAL(decoded.updates.size(), 1u);
    return decoded.updates.front();
}

UpdateBody updateOf(const json& message) {
    return wholeUpdateOf(message).body;
}

json withType(const char* type, const json& object) {
    auto message = bodies::textMessage();
    message.erase("text");
    message["type"] = type;
    message[type] = object;
    return message;
}

}  // namespace

BOOST_DATA_TEST_CASE(each_type_gives_its_texts, boost::unit_test::data::make(kRows)) {
    const auto content = contentOf(json::parse(sample.message));
    BOOST_TEST(toText(content.kind) == toText(sample.kind));
    BOOST_TEST(partsOf(content) == sample.parts);
}

BOOST_AUTO_TEST_CASE(a_file_is_recorded_with_both_ways_to_write_its_hash) {
    const std::string hex = "49f22723480629" + std::string(50, '0');
    for (const auto& written : {hex, std::string("SfInI0gGKQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")}) {
        const auto content = contentOf(
            {{"type", "audio"},
             {"audio",
              {{"id", "77001"},
               {"mime_type", "audio/ogg; codecs=opus"},
               {"sha256", written},
               {"file_size", "2048"},
               {"voice", true}}}}
        );
        BOOST_REQUIRE(content.media);
        BOOST_TEST(content.media->id.expose() == "77001");
        BOOST_TEST(content.media->mimeType == "audio/ogg; codecs=opus");
        BOOST_TEST(content.media->sha256.size() == 32u);
        BOOST_TEST(content.media->sha256.substr(0, 3) == "\x49\xf2\x27");
        BOOST_TEST(content.media->sizeBytes.value_or(0) == 2048);
        BOOST_TEST(content.media->isVoice);
    }
}

BOOST_AUTO_TEST_CASE(a_claimed_type_or_hash_that_is_none_is_left_out) {
    const auto content = contentOf(
        {{"type", "image"},
         {"image", {{"mime_type", "image/<script>"}, {"sha256", "short"}, {"file_size", -3}}}}
    );
    BOOST_TEST(content.media->mimeType == "");
    BOOST_TEST(content.media->sha256 == "");
    BOOST_TEST(!content.media->sizeBytes);
}

BOOST_AUTO_TEST_CASE(a_word_of_the_providers_that_is_not_on_our_list_goes_nowhere) {
    const auto word = [](const char* type) {
        return contentOf({{"type", "unsupported"}, {"unsupported", {{"type", type}}}}).providerType;
    };
    BOOST_TEST(word("poll_creation") == "poll_creation");
    BOOST_TEST(word("+15550100001") == "");
}

BOOST_AUTO_TEST_CASE(a_form_of_a_thousand_answers_says_how_much_is_left_out) {
    json answers;
    for (int i = 0; i < 1000; ++i)
        answers["field" + std::to_string(i)] = "x";
    const auto content = contentOf(
        {{"type", "interactive"},
         {"interactive", {{"nfm_reply", {{"response_json", answers.dump()}}}}}}
    );
    BOOST_TEST(content.parts.size() == kMostParts);
    BOOST_TEST(content.parts.back().text.expose().starts_with("(… + "));
}

BOOST_AUTO_TEST_CASE(an_edit_a_revoke_and_a_reaction_name_their_message) {
    const auto edit = std::get<AmendUpdate>(updateOf(withType(
        "edit",
        {{"original_message_id", "wamid.T"},
         {"message", {{"type", "text"}, {"text", {{"body", "new"}}}}}}
    )));
    BOOST_CHECK(edit.change == Change::Edit);
    BOOST_TEST(edit.target.expose() == "wamid.T");
    BOOST_TEST(partsOf(edit.content) == "new");
    const auto revoke =
        std::get<AmendUpdate>(updateOf(withType("revoke", {{"original_message_id", "wamid.T"}})));
    BOOST_CHECK(revoke.change == Change::Revoke);
    const auto reaction = [](const json& object) {
        return std::get<AmendUpdate>(updateOf(withType("reaction", object)));
    };
    BOOST_TEST(partsOf(reaction({{"message_id", "wamid.T"}, {"emoji", "👍"}}).content) == "👍");
    BOOST_CHECK(reaction({{"message_id", "wamid.T"}, {"emoji", ""}}).change == Change::Unreact);
    BOOST_CHECK(reaction({{"message_id", "wamid.T"}}).change == Change::Unreact);
    BOOST_TEST(
        std::get<PlaceholderUpdate>(updateOf(withType("revoke", json::object()))).kind == "revoke"
    );
}

BOOST_AUTO_TEST_CASE(a_new_number_says_who_it_was_and_who_it_is) {
    const auto now = std::get<IdentityUpdate>(updateOf(withType(
        "system",
        {{"type", "user_changed_number"},
         {"body", "changed"},
         {"wa_id", "15550100009"},
         {"user_id", "US.2"},
         {"previous_user_id", "US.1"}}
    )));
    BOOST_CHECK(now.change == IdentityChange::Number);
    BOOST_TEST(now.before.phone->expose() == "+15550100001");
    BOOST_TEST(now.before.bsuid->expose() == "US.1");
    BOOST_TEST(now.now.phone->expose() == "+15550100009");
    BOOST_TEST(now.now.bsuid->expose() == "US.2");
    const auto old = std::get<IdentityUpdate>(updateOf(
        withType("system", {{"type", "customer_changed_number"}, {"new_wa_id", "15550100009"}})
    ));
    BOOST_TEST(old.now.phone->expose() == "+15550100009");
    const auto swap =
        std::get<IdentityUpdate>(updateOf(withType("system", {{"type", "user_identity_changed"}})));
    BOOST_CHECK(swap.change == IdentityChange::Security);
    BOOST_TEST(
        std::get<PlaceholderUpdate>(updateOf(withType("system", {{"type", "x"}}))).kind == "system"
    );
}

BOOST_AUTO_TEST_CASE(a_message_of_a_group_names_it_and_who_wrote) {
    auto message = bodies::textMessage();
    BOOST_TEST(!wholeUpdateOf(message).group);
    message["group_id"] = "g1";
    const auto update = wholeUpdateOf(message);
    BOOST_REQUIRE(update.group);
    BOOST_TEST(update.group->expose() == "g1");
    BOOST_TEST(std::get<MessageUpdate>(update.body).from.phone.has_value());
}

BOOST_AUTO_TEST_CASE(what_is_said_in_a_group_that_cannot_be_told_is_nobodys_own_message) {
    auto message = bodies::textMessage();
    for (const json& group : {json(true), json(""), json::object()}) {
        message["group_id"] = group;
        BOOST_TEST(!std::get<PlaceholderUpdate>(updateOf(message)).from, group.dump());
    }
    message["group_id"] = nullptr;
    BOOST_TEST(std::holds_alternative<MessageUpdate>(updateOf(message)));
}

BOOST_AUTO_TEST_CASE(news_about_a_person_are_of_no_group) {
    auto message = withType("system", {{"type", "user_identity_changed"}});
    message["group_id"] = "g1";
    BOOST_TEST(!wholeUpdateOf(message).group);
}

BOOST_AUTO_TEST_CASE(a_forwarded_message_says_so_and_answers_nothing) {
    auto message = bodies::textMessage();
    message["context"] = {{"forwarded", true}};
    const auto update = std::get<MessageUpdate>(updateOf(message));
    BOOST_TEST(update.forwarded);
    BOOST_TEST(!update.quoted);
    message["context"] = {{"frequently_forwarded", true}};
    BOOST_TEST(std::get<MessageUpdate>(updateOf(message)).forwarded);
}

BOOST_AUTO_TEST_CASE(old_messages_of_both_sides_belong_to_the_thread) {
    const json history = {
        {"threads",
         {{{"id", "15550100001"},
           {"messages",
            {{{"from", "15550100001"},
              {"id", "wamid.1"},
              {"type", "text"},
              {"text", {{"body", "a"}}}},
             {{"from", "15550100000"},
              {"id", "wamid.2"},
              {"type", "text"},
              {"text", {{"body", "b"}}}}}}}}}};
    const auto decoded = decodeMetaCloud(
        json{{"entry",
              {{{"changes", {{{"field", "history"}, {"value", {{"history", {history}}}}}}}}}}}
            .dump(),
        kReceived
    );
    BOOST_REQUIRE_EQUAL(decoded.updates.size(), 2u);
    const auto first = std::get<MessageUpdate>(decoded.updates[0].body);
    const auto second = std::get<MessageUpdate>(decoded.updates[1].body);
    BOOST_TEST((first.imported && second.imported));
    BOOST_CHECK(first.direction == Direction::In);
    BOOST_CHECK(second.direction == Direction::Out);
    BOOST_TEST(second.from.phone->expose() == "+15550100001");
}

BOOST_AUTO_TEST_CASE(bad_news_about_the_account_alarm_and_good_ones_do_not) {
    const auto alarms = [](const char* field, const char* event) {
        const json body{
            {"entry", {{{"changes", {{{"field", field}, {"value", {{"event", event}}}}}}}}}};
        const auto decoded = decodeMetaCloud(body.dump(), kReceived);
        return std::get<NoticeUpdate>(decoded.updates.at(0).body).alarms;
    };
    BOOST_TEST(alarms("account_update", "DISABLED_UPDATE"));
    BOOST_TEST(alarms("account_update", "SOMETHING_NEW"));
    BOOST_TEST(!alarms("account_update", "PARTNER_ADDED"));
    BOOST_TEST(alarms("message_template_status_update", "REJECTED"));
    BOOST_TEST(!alarms("message_template_status_update", "APPROVED"));
    BOOST_TEST(alarms("security", "PIN_CHANGED"));
}
