// What single elements become.
#include "connector/base/hmac.h"
#include "tests/unit/channels/decoding.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::channels;
using nlohmann::json;

namespace {

struct Time {
    json written;
    std::int64_t millis;
};
std::ostream& operator<<(std::ostream& out, const Time& row) {
    return out << row.written.dump();
}

const std::int64_t kReceivedMillis = kReceived.time_since_epoch().count();
const Time kTimes[] = {
    {"1750000000", 1'750'000'000'000},
    {1750000000, 1'750'000'000'000},
    {"1750000000123", 1'750'000'000'123},
    {1750000000123, 1'750'000'000'123},
    {nullptr, kReceivedMillis},
    {"", kReceivedMillis},
    {"soon", kReceivedMillis},
    {-5, kReceivedMillis},
    {0, kReceivedMillis},
    {1.5, kReceivedMillis},
    {9223372036854775807, kReceivedMillis},
    {"99999999999999999999", kReceivedMillis},
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_body_without_any_element_counts_as_one_empty_update) {
    for (const char* body :
         {R"({"object":"whatsapp_business_account"})",
          R"({"object":"whatsapp_business_account","entry":[]})",
          R"({"entry":null})",
          R"({"object":"whatsapp_business_account","entry":{}})"})
        BOOST_TEST(kindOf(onlyUpdate(body)) == "placeholder empty", body);
}

BOOST_AUTO_TEST_CASE(a_text_message_is_read_in_full) {
    const auto update = decodedOwn("text.json").updates.at(0);
    const auto& message = std::get<MessageUpdate>(update.body);
    BOOST_TEST(update.number == "1234567890");
    BOOST_TEST(toMillis(update.sentAt) == 1'750'000'001'000);
    BOOST_TEST(message.id.expose() == "wamid.IN1");
    BOOST_TEST(textOf(message) == "hello, is my order on its way?");
    BOOST_TEST(message.from.phone->expose() == "+15550100001");
    BOOST_TEST(message.from.bsuid->expose() == "US.9988776655");
    BOOST_TEST(message.from.name->expose() == "Zoe");
    BOOST_TEST(message.quoted->expose() == "wamid.OUT7");
}

BOOST_AUTO_TEST_CASE(a_sender_without_a_number_is_known_by_the_user_id) {
    const auto message =
        std::get<MessageUpdate>(decodedOwn("text_bsuid_only.json").updates.at(0).body);
    BOOST_TEST(!message.from.phone);
    BOOST_TEST(message.from.bsuid->expose() == "BR.1122");
    BOOST_TEST(message.from.name->expose() == "Ana");
}

BOOST_AUTO_TEST_CASE(a_contact_is_matched_by_identity_and_never_by_place) {
    auto value = json{
        {"contacts",
         {{{"wa_id", "15550100009"}, {"profile", {{"name", "First In The List"}}}},
          {{"wa_id", "15550100001"}, {"user_id", "US.5"}, {"profile", {{"name", "Zoe"}}}}}},
        {"messages", json::array({bodies::textMessage()})}};
    const auto matched = onlyMessage(bodies::withValue(value));
    BOOST_TEST(matched.from.name->expose() == "Zoe");
    BOOST_TEST(matched.from.bsuid->expose() == "US.5");
    value["contacts"].erase(1);
    const auto alone = onlyMessage(bodies::withValue(value));
    BOOST_TEST(!alone.from.name);
    BOOST_TEST(!alone.from.bsuid);
}

BOOST_AUTO_TEST_CASE(a_text_without_id_keeps_its_words_and_gets_a_stable_id) {
    auto text = bodies::textMessage();
    text.erase("id");
    const auto first = onlyMessage(bodies::withMessage(text));
    BOOST_TEST(first.id.expose().starts_with("sha256:"));
    BOOST_TEST(textOf(first) == "hello");
    BOOST_CHECK(first == onlyMessage(bodies::withMessage(text)));
    text["text"]["body"] = "other";
    BOOST_CHECK(first.id != onlyMessage(bodies::withMessage(text)).id);
}

BOOST_AUTO_TEST_CASE(a_text_without_sender_is_a_placeholder_and_one_without_body_is_not_read) {
    auto text = bodies::textMessage();
    text["from"] = "group-abc";
    BOOST_TEST(kindOf(onlyUpdate(bodies::withMessage(text))) == "placeholder text");
    text.erase("from");
    BOOST_TEST(kindOf(onlyUpdate(bodies::withMessage(text))) == "placeholder text");
    text = bodies::textMessage();
    text.erase("text");
    const auto update = onlyMessage(bodies::withMessage(text));
    BOOST_CHECK(update.content.kind == MessageKind::Unsupported);
    BOOST_TEST(update.content.providerType == "text");
}

BOOST_AUTO_TEST_CASE(bad_characters_are_replaced_and_the_message_stays) {
    auto body = bodies::withMessage(bodies::textMessage());
    body.replace(body.find("hello"), 5, "he\xFFllo \\ud83d!");
    BOOST_TEST(textOf(onlyMessage(body)) == "he\uFFFDllo \uFFFD!");
}

BOOST_AUTO_TEST_CASE(a_number_beyond_all_types_loses_no_message) {
    auto body = bodies::withMessage(bodies::textMessage());
    body.replace(body.find("\"1750000000\""), 12, "1e400");
    const auto update = onlyUpdate(body);
    BOOST_TEST(kindOf(update) == "message text");
    BOOST_CHECK(update.sentAt == kReceived);
}

BOOST_AUTO_TEST_CASE(a_doubled_key_takes_the_last_and_is_counted) {
    auto body = bodies::withMessage(bodies::textMessage());
    body.replace(body.find("\"body\""), 6, "\"body\":\"first\",\"body\"");
    const auto decoded = decodeMetaCloud(body, kReceived);
    BOOST_TEST(decoded.duplicateKeys == 1u);
    BOOST_TEST(textOf(std::get<MessageUpdate>(decoded.updates.at(0).body)) == "hello");
}

BOOST_AUTO_TEST_CASE(a_text_beyond_the_bound_is_cut_between_characters_and_says_so) {
    auto text = bodies::textMessage();
    text["text"]["body"] = std::string(65'471, 'a') + "é and more";
    const auto message = onlyMessage(bodies::withMessage(text));
    BOOST_TEST(textOf(message) == std::string(65'471, 'a'));
    BOOST_TEST(message.content.parts.back().text.expose() == "(… + 11 bytes)");
}

BOOST_DATA_TEST_CASE(
    the_providers_time_is_taken_when_it_is_one, boost::unit_test::data::make(kTimes)
) {
    auto text = bodies::textMessage();
    text["timestamp"] = sample.written;
    BOOST_TEST(toMillis(onlyUpdate(bodies::withMessage(text)).sentAt) == sample.millis);
}

BOOST_AUTO_TEST_CASE(an_element_without_time_takes_the_time_of_its_entry) {
    const auto account = decodedOwn("notices.json").updates.at(0);
    BOOST_TEST(toMillis(account.sentAt) == 1'750'000'002'000);
}

BOOST_AUTO_TEST_CASE(a_status_is_read_in_full) {
    const auto updates = decodedOwn("statuses.json").updates;
    const auto failed = std::get<StatusUpdate>(updates.at(4).body);
    BOOST_TEST(failed.of.expose() == "wamid.OUT3");
    BOOST_CHECK(failed.state == DeliveryState::Failed);
    BOOST_TEST(failed.errorCode.value_or(0) == 131047);
    BOOST_TEST(failed.recipient->phone->expose() == "+15550100001");
    const auto unheardOf = std::get<StatusUpdate>(updates.at(7).body);
    BOOST_CHECK(unheardOf.state == DeliveryState::Unknown);
}

BOOST_AUTO_TEST_CASE(in_a_group_each_participant_has_a_status_of_its_own) {
    const auto updates = decodedOwn("statuses.json").updates;
    const auto one = std::get<StatusUpdate>(updates.at(5).body);
    const auto other = std::get<StatusUpdate>(updates.at(6).body);
    BOOST_TEST(one.recipient->phone->expose() == "+15550100003");
    BOOST_TEST(other.recipient->phone->expose() == "+15550100004");
}

BOOST_AUTO_TEST_CASE(a_status_word_is_reduced_to_what_a_key_may_hold) {
    const auto word = [](const json& status) {
        return std::get<StatusUpdate>(
                   onlyUpdate(
                       bodies::withValue({{"statuses", {{{"id", "wamid.X"}, {"status", status}}}}})
                   ).body
        )
            .stateText;
    };
    BOOST_TEST(word("READ") == "read");
    BOOST_TEST(word("on hold 15550100001") == "on_hold____________");
    BOOST_TEST(word(std::string(100, 'a')) == std::string(32, 'a'));
    BOOST_TEST(word(7) == "");
}

BOOST_AUTO_TEST_CASE(a_preference_stops_whatever_its_category_and_resumes_for_marketing_only) {
    const auto kind = [](const char* category, const char* value) {
        return kindOf(onlyUpdate(bodies::withValue(
            {{"user_preferences",
              {{{"wa_id", "15550100001"}, {"category", category}, {"value", value}}}}}
        )));
    };
    BOOST_TEST(kind("marketing_messages", "stop") == "preference stop");
    BOOST_TEST(kind("all_messages", "stop") == "preference stop");
    BOOST_TEST(kind("marketing_messages", "resume") == "preference go");
    BOOST_TEST(kind("marketing_messages", "signup") == "preference go");
    BOOST_TEST(kind("all_messages", "resume") == "placeholder preference");
    BOOST_TEST(kind("marketing_messages", "perhaps") == "placeholder preference");
}

BOOST_AUTO_TEST_CASE(echoes_and_calls_belong_to_the_customer_whoever_began_them) {
    const auto updates = decodedOwn("echoes_and_calls.json").updates;
    const auto echo = std::get<MessageUpdate>(updates.at(0).body);
    BOOST_CHECK(echo.direction == Direction::Out);
    BOOST_TEST(echo.from.phone->expose() == "+15550100001");
    BOOST_TEST(echo.from.bsuid->expose() == "US.9988776655");
    const auto answered = std::get<CallUpdate>(updates.at(2).body);
    BOOST_CHECK(answered.state == CallState::Ended);
    BOOST_TEST(answered.seconds.value_or(0) == 7);
    const auto unanswered = std::get<CallUpdate>(updates.at(3).body);
    BOOST_TEST(unanswered.with.phone->expose() == "+15550100001");
    BOOST_CHECK(unanswered.state == CallState::Missed);
    BOOST_CHECK(unanswered.direction == Direction::Out);
}

BOOST_AUTO_TEST_CASE(positions_count_over_the_whole_body_and_numbers_stay_with_their_change) {
    const auto updates = decodedOwn("mixed_numbers_and_kinds.json").updates;
    BOOST_TEST(updates.at(4).position == 4u);
    BOOST_TEST(updates.at(3).number == "1234567890");
    BOOST_TEST(updates.at(4).number == "2222222222");
    BOOST_TEST(updates.at(8).number == "");
}

BOOST_AUTO_TEST_CASE(a_notice_repeated_later_has_another_hash_and_a_repeated_body_has_not) {
    const auto notice = [](int time) {
        return json{
            {"object", "whatsapp_business_account"},
            {"entry",
             {{{"id", "9"},
               {"time", time},
               {"changes", {{{"field", "account_update"}, {"value", {{"event", "X"}}}}}}}}}}
            .dump();
    };
    const auto hash = [&](int time) { return onlyUpdate(notice(time)).elementHash; };
    BOOST_CHECK(hash(1'750'000'000) == hash(1'750'000'000));
    BOOST_CHECK(hash(1'750'000'000) != hash(1'752'000'000));
}

BOOST_AUTO_TEST_CASE(a_thousand_updates_in_one_body_are_a_thousand_updates) {
    auto messages = json::array();
    for (int i = 0; i < 1000; ++i) {
        auto message = bodies::textMessage();
        message["id"] = "wamid." + std::to_string(i);
        messages.push_back(message);
    }
    const auto decoded = decodeMetaCloud(bodies::withValue({{"messages", messages}}), kReceived);
    BOOST_REQUIRE_EQUAL(decoded.updates.size(), 1000u);
    for (std::size_t i = 0; i < 1000; ++i) {
        const auto& message = std::get<MessageUpdate>(decoded.updates[i].body);
        BOOST_TEST(message.id.expose() == "wamid." + std::to_string(i));
    }
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_contacts_and_messages_are_matched_in_one_pass) {
    std::string contacts, messages;
    for (int i = 0; i < 100'000; ++i) {
        contacts += (i == 0 ? "" : ",") + ("{\"wa_id\":\"" + std::to_string(i) + "\"}");
        messages += i == 0 ? "{\"from\":\"99999\"}" : ",{\"from\":\"none\"}";
    }
    const auto decoded = decodeMetaCloud(
        R"({"entry":[{"changes":[{"value":{"contacts":[)" + contacts + R"(],"messages":[)" +
            messages + "]}}]}]}",
        kReceived
    );
    BOOST_TEST(decoded.updates.size() == 100'000u);
}

BOOST_AUTO_TEST_CASE(nothing_that_surrounds_an_element_is_copied_without_bound) {
    auto value = json{
        {"metadata", {{"phone_number_id", std::string(10'000, '7')}}},
        {"contacts",
         {{{"wa_id", "15550100001"},
           {"user_id", std::string(10'000, 'u')},
           {"profile", {{"name", std::string(10'000, 'n')}}}}}},
        {"messages", json::array({bodies::textMessage()})}};
    const auto update = onlyUpdate(bodies::withValue(value));
    const auto& message = std::get<MessageUpdate>(update.body);
    BOOST_TEST(update.number.size() == 64u);
    BOOST_TEST(!message.from.bsuid);
    BOOST_TEST(message.from.name->expose().size() == 256u);
}
