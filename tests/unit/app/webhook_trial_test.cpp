// `bowline try`: every element is listed, nothing of a person is shown, and what each destination
// would get is what the rules say. Long because the command has one test for each thing it shows.
#include "connector/app/trial/element_count.h"
#include "connector/app/trial/print.h"
#include "connector/app/trial/webhook_input.h"
#include "tests/unit/app/installation.h"
#include "tests/unit/channels/bodies.h"
#include "tests/unit/channels/slow_count.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

using namespace bowline;
using namespace bowline::app;
namespace bodies = bowline::channels::bodies;
namespace slow = bowline::channels::slow;
using nlohmann::json;

namespace {

constexpr Instant kNow{std::chrono::milliseconds{1'750'000'123'456}};

/// A fresh installation with the shipped mapping, whose channel takes every body's number.
class Desk : public Installation {
public:
    explicit Desk(const std::string& number = "123") {
        options.number = number;
        layDownNow();
    }
    [[nodiscard]] TriedBody run(std::string_view body) const {
        const auto loaded = load();
        BOOST_REQUIRE_MESSAGE(loaded.usable(), printed(loaded.lints));
        return WebhookTrial(loaded, loaded.config->channels.front()).run(body, kNow);
    }
};

std::string asText(const TriedBody& body) {
    std::ostringstream out;
    printTrial(out, {"support", "0123456789abcdef"}, body);
    return out.str();
}

std::string asJson(const TriedBody& body) {
    return trialAsJson({"support", "0123456789abcdef"}, body).dump();
}

json message(const std::string& id, const std::string& type, json content) {
    return {
        {"from", "15550100001"},
        {"id", id},
        {"timestamp", "1750000000"},
        {"type", type},
        {type, std::move(content)}};
}

json text(const std::string& id, const std::string& says) {
    return message(id, "text", {{"body", says}});
}

std::string withMessages(const json& messages) {
    return bodies::withValue(
        {{"metadata", {{"phone_number_id", "123"}}},
         {"contacts",
          {{{"wa_id", "15550100001"},
            {"user_id", "US.5550100001"},
            {"profile", {{"name", "Zoe Zorrowitz"}}}}}},
         {"messages", messages}}
    );
}

/// Texts of `wanted` keys anywhere in `value`.
void collect(
    const json& value, const std::vector<std::string>& wanted, std::set<std::string>& out
) {
    if (value.is_object()) {
        for (const auto& [key, child] : value.items()) {
            if (child.is_string() && std::ranges::find(wanted, key) != wanted.end())
                out.insert(child.get<std::string>());
        }
    }
    if (value.is_structured()) {
        for (const auto& child : value)
            collect(child, wanted, out);
    }
}

/// Whatever identifies a person or a message in a body.
std::set<std::string> identifiersIn(const json& body) {
    std::set<std::string> found;
    collect(
        body,
        {"from",
         "to",
         "wa_id",
         "user_id",
         "from_user_id",
         "recipient_id",
         "phone_number",
         "phone",
         "message_id",
         "parent_user_id",
         "recipient_user_id",
         "formatted_name",
         "full_name",
         "email"},
        found
    );
    std::set<std::string> names;
    collect(body, {"name"}, names);
    std::ranges::copy_if(names, std::inserter(found, found.end()), [](const auto& name) {
        return name.size() >= 9 && name.find(' ') != std::string::npos;
    });
    for (const auto& element : slow::of(body))
        found.insert(element.id);
    std::erase_if(found, [](const std::string& value) { return value.size() < 6; });
    return found;
}

const TriedDestination& only(const TriedUpdate& update) {
    BOOST_REQUIRE_EQUAL(update.destinations.size(), 1u);
    return update.destinations.front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(webhook_trial)

BOOST_AUTO_TEST_CASE(every_element_of_every_fixture_is_listed_and_no_identifier_is_shown) {
    if (!std::filesystem::exists(bodies::shared()))
        BOOST_TEST_MESSAGE("SKIPPED: shared fixtures; set BOWLINE_SHARED to run this test on them");
    const Desk desk("");
    const auto loaded = desk.load();
    const WebhookTrial trial(loaded, loaded.config->channels.front());
    std::size_t elements = 0;
    std::size_t identifiers = 0;
    for (const auto& fixture : bodies::all()) {
        const auto parsed = json::parse(fixture.content);
        const auto tried = trial.run(fixture.content, kNow);
        BOOST_TEST(tried.isAccountedFor(), fixture.name);
        const auto document = json::parse(asJson(tried));
        BOOST_TEST(document["updates"].size() == slow::of(parsed).size(), fixture.name);
        const auto printed = asText(tried) + asJson(tried);
        for (const auto& identifier : identifiersIn(parsed))
            BOOST_TEST(printed.find(identifier) == std::string::npos, fixture.name);
        elements += tried.updates.size();
        identifiers += identifiersIn(parsed).size();
    }
    BOOST_TEST(identifiers > 30u);
    BOOST_TEST_MESSAGE(
        "bodies " << bodies::all().size() << ", elements " << elements
                  << ", identifiers looked for " << identifiers
    );
}

BOOST_AUTO_TEST_CASE(the_second_count_agrees_with_the_tests_own_after_any_key_is_deleted) {
    for (const auto& fixture : bodies::all()) {
        const auto flat = json::parse(fixture.content).flatten();
        for (const auto& [path, value] : flat.items()) {
            auto body = json::parse(fixture.content);
            const json::json_pointer at(path);
            auto& parent = body[at.parent_pointer()];
            if (!parent.is_object())
                continue;
            parent.erase(at.back());
            BOOST_TEST(
                countElements(body.dump()).value_or(0) == slow::of(body).size(),
                fixture.name << " without " << path
            );
        }
    }
}

BOOST_AUTO_TEST_CASE(the_second_count_agrees_with_the_decoder_where_lists_are_nested_or_odd) {
    const auto change = [](const std::string& field, const std::string& value) {
        return R"({"object": "whatsapp_business_account", "entry": [{"changes": [{"field": ")" +
               field + R"(", "value": )" + value + "}]}]}";
    };
    const std::map<std::string, std::size_t> bodies{
        {R"({"entry": []})", 1},
        {R"({"entry": [{}, {"changes": []}, {"changes": [{}, {"value": 7}]}]})", 4},
        {change("messages", R"({"messages": [{}, {}], "statuses": [{}], "errors": [{}]})"), 4},
        {change("messages", R"({"metadata": {}, "new": [1, 2], "newer": {}, "word": "x"})"), 3},
        {change("messages", R"({"messages": {"id": "x"}, "statuses": null})"), 1},
        {change("account_update", R"({"event": "X", "errors": [{}, {}, {}]})"), 1},
        {change(
             "history",
             R"({"history": [{"threads": [{"messages": [{}, {}]}, {"messages": [{}]}]}, {}]})"
         ),
         4}};
    const Desk desk;
    for (const auto& [body, elements] : bodies) {
        BOOST_TEST(countElements(body).value_or(0) == elements, body);
        BOOST_TEST(desk.run(body).updates.size() == elements, body);
    }
    BOOST_TEST(!countElements("{"));
}

BOOST_AUTO_TEST_CASE(a_body_that_cannot_be_read_is_a_finding_with_a_code_and_a_cure) {
    const Desk desk;
    for (const auto& [body, code] : std::map<std::string, std::string>{
             {"{\"entry\": [4111111111111111", "json_syntax"},
             {"{\"object\": \"page\"}", "not_whatsapp"},
             {std::string(100, '[') + std::string(100, ']'), "json_depth"},
             {"", "json_syntax"}}) {
        const auto tried = desk.run(body);
        BOOST_TEST(!tried.isAccountedFor());
        BOOST_TEST(tried.undecodable == code);
        BOOST_TEST(!cureFor(tried).empty());
        BOOST_TEST(asText(tried).find("4111") == std::string::npos);
        BOOST_TEST(!json::parse(asJson(tried))["ok"].get<bool>());
    }
}

BOOST_AUTO_TEST_CASE(an_element_too_few_is_a_finding) {
    auto tried = Desk().run(withMessages({text("wamid.A", "hello"), text("wamid.B", "hello")}));
    BOOST_TEST(tried.isAccountedFor());
    tried.updates.pop_back();
    BOOST_TEST(!tried.isAccountedFor());
    BOOST_TEST(asText(tried).find("NOT accounted for") != std::string::npos);
    BOOST_TEST(cureFor(tried).find("bug") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_item_is_shown_as_the_rules_mask_it) {
    const auto tried =
        Desk().run(withMessages({text("wamid.A", "card 4111 1111 1111 1111, I am Zoe Zorrowitz")}));
    const auto& update = tried.updates.at(0);
    const auto& item = only(update);
    BOOST_TEST((item.outcome == TriedDestination::Outcome::Cleared));
    BOOST_TEST(item.shown->commentText == "card [card removed: Visa], I am [name removed]");
    BOOST_TEST(item.shown->contactName == update.person);
    BOOST_TEST(item.removed.at("payment_card") == 1u);
    BOOST_REQUIRE_EQUAL(update.inText.size(), 2u);
    BOOST_TEST(update.inText[0].cls == "payment_card");
    BOOST_TEST(update.inText[0].span.begin == 5u);
    BOOST_TEST(update.rule == "default");
    for (const auto& printed : {asText(tried), asJson(tried)}) {
        for (const char* bait : {"4111", "Zorrowitz", "15550100001", "US.5550100001", "wamid"})
            BOOST_TEST(printed.find(bait) == std::string::npos, bait);
    }
}

BOOST_AUTO_TEST_CASE(a_kept_value_travels_and_is_masked_in_what_is_shown) {
    const Desk desk;
    Desk::edit(desk.mapping(), "contact_name: alias", "contact_name: keep");
    Desk::edit(desk.mapping(), "  name: \"{contact.alias}\"", "  name: \"{contact.name}\"");
    const auto tried = desk.run(withMessages({text("wamid.A", "order ORD-123456, Zoe Zorrowitz")}));
    const auto& item = only(tried.updates.at(0));
    BOOST_TEST((item.outcome == TriedDestination::Outcome::Cleared));
    BOOST_TEST((item.kept == std::vector<std::string>{"contact_name", "order_number"}));
    BOOST_TEST((item.keptIn == std::vector<std::string>{"contact.name", "comment.text"}));
    for (const auto& printed : {asText(tried), asJson(tried)}) {
        BOOST_TEST(printed.find("123456,") == std::string::npos);
        BOOST_TEST(printed.find("Zorrowitz") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_stop_word_is_recorded_only_and_stops_what_else_its_body_holds) {
    const auto tried =
        Desk().run(withMessages({text("wamid.A", "hello"), text("wamid.B", "STOP")}));
    BOOST_TEST(tried.updates.at(0).state == "dropped");
    BOOST_TEST(tried.updates.at(0).reason == "stopped");
    BOOST_TEST((only(tried.updates.at(0)).outcome == TriedDestination::Outcome::LeftOut));
    BOOST_TEST(tried.updates.at(1).reason == "opt_out");
    BOOST_TEST((tried.updates.at(1).listed == ListedAs::RecordedOnly));
    BOOST_TEST(tried.updates.at(1).stops.size() >= 1u);
}

BOOST_AUTO_TEST_CASE(an_answer_to_a_message_of_the_same_body_quotes_it) {
    auto answer = text("wamid.B", "yes please");
    answer["context"] = {{"from", "15550100001"}, {"id", "wamid.A"}};
    const auto tried = Desk().run(withMessages({text("wamid.A", "shall I come?"), answer}));
    BOOST_TEST(tried.updates.at(1).target.value_or(9) == 0u);
    BOOST_TEST(only(tried.updates.at(1)).shown->commentText == "> shall I come?\nyes please");
    BOOST_TEST(tried.updates.at(0).person == tried.updates.at(1).person);
}

BOOST_AUTO_TEST_CASE(what_is_addressed_to_another_number_goes_nowhere) {
    const auto tried = Desk("999").run(withMessages({text("wamid.A", "hello")}));
    BOOST_TEST((tried.updates.at(0).number == NumberOf::Foreign));
    BOOST_TEST(tried.updates.at(0).state == "parked");
    BOOST_TEST(tried.updates.at(0).destinations.empty());
    BOOST_TEST(tried.isAccountedFor());
}

BOOST_AUTO_TEST_CASE(a_list_that_nobody_knows_is_listed_as_a_placeholder_and_a_status_as_recorded) {
    const auto body = bodies::withValue(
        {{"metadata", {{"phone_number_id", "123"}}},
         {"holograms", {{{"id", "wamid.A"}, {"x", 1}}}},
         {"statuses",
          {{{"id", "wamid.B"},
            {"status", "read"},
            {"timestamp", "1750000000"},
            {"recipient_id", "15550100001"}}}}}
    );
    const auto tried = Desk().run(body);
    BOOST_TEST((tried.updates.at(0).listed == ListedAs::Placeholder));
    BOOST_TEST((tried.updates.at(1).listed == ListedAs::RecordedOnly));
    BOOST_TEST(tried.updates.at(1).reason == "status");
}

BOOST_AUTO_TEST_CASE(a_text_cannot_steer_the_terminal) {
    const auto tried =
        Desk().run(withMessages({text("wamid.A", "a\x1b[2Jb\u202e\u0085\r\n#9 forged")}));
    const auto printed = asText(tried);
    BOOST_TEST(printed.find('\x1b') == std::string::npos);
    BOOST_TEST(printed.find('\r') == std::string::npos);
    BOOST_TEST(printed.find("\u202e") == std::string::npos);
    BOOST_TEST(printed.find("a\\u{1b}") != std::string::npos);
    BOOST_TEST(printed.find("\n#9") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_body_comes_from_a_file_or_from_standard_input) {
    const tests::TempFolder folder;
    std::istringstream standardInput("from there");
    BOOST_TEST(readWebhook("-", standardInput) == "from there");
    tests::writeFile(folder / "body.json", "from here");
    BOOST_TEST(readWebhook((folder / "body.json").string(), standardInput) == "from here");
    BOOST_CHECK_THROW((void)readWebhook((folder / "none").string(), standardInput), Error);
    BOOST_CHECK_THROW((void)readWebhook(folder.path().string(), standardInput), Error);
    std::istringstream big(std::string((std::size_t{4} << 20) + 1, ' '));
    BOOST_CHECK_THROW((void)readWebhook("-", big), Error);
}

/// A desk that is written to by all providers.
class AllProviders : public Desk {
public:
    AllProviders() {
        const auto file = options.configDir / "bowline.yaml";
        auto yaml = tests::readFile(file);
        const std::string here = "destinations:";
        yaml.insert(yaml.find(here), kOthers);
        tests::writeFile(file, yaml);
    }
    [[nodiscard]] TriedBody runOn(const std::string& channel, std::string_view body) const {
        const auto loaded = load();
        BOOST_REQUIRE_MESSAGE(loaded.usable(), printed(loaded.lints));
        return WebhookTrial(loaded, channelToTry(*loaded.config, channel, body)).run(body, kNow);
    }

private:
    static constexpr const char* kOthers = R"(  - name: by-twilio
    provider: twilio
    number: "15550100002"
    path: /webhooks/twilio
    public_url: https://hooks.example.org/webhooks/twilio
    auth_token: "${cred:app_secret}"
  - name: by-360
    provider: dialog360
    number: "123"
    path: /webhooks/360
    header_name: X-Proof
    header_value: "${cred:app_secret}"
)";
};

constexpr std::string_view kForm =
    "MessageSid=SM0123456789abcdef0123456789abcdef&From=whatsapp%3A%2B15550100001"
    "&To=whatsapp%3A%2B15550100002&Body=my+card+is+4111+1111+1111+1111";

BOOST_AUTO_TEST_CASE(a_channel_is_named_or_the_first_that_gets_such_bodies) {
    const auto loaded = AllProviders().load();
    BOOST_REQUIRE_MESSAGE(loaded.usable(), printed(loaded.lints));
    const auto chosen = [&](const char* name, std::string_view body) {
        return channelToTry(*loaded.config, name, body).name.str();
    };
    BOOST_TEST(chosen("", " {}") == "support");
    BOOST_TEST(chosen("", kForm) == "by-twilio");
    BOOST_TEST(chosen("by-360", "{}") == "by-360");
    BOOST_CHECK_THROW((void)chosen("sales", "{}"), ConfigError);
    const auto onlyMeta = Desk().load();
    BOOST_CHECK_THROW((void)channelToTry(*onlyMeta.config, "", kForm), ConfigError);
}

BOOST_AUTO_TEST_CASE(a_form_of_twilio_and_a_body_of_360dialog_are_shown_as_the_rules_mask_them) {
    const AllProviders desk;
    const auto form = desk.runOn("", kForm);
    BOOST_TEST(form.isAccountedFor());
    BOOST_TEST(asText(form).find("[card removed: Visa]") != std::string::npos);
    const auto json = desk.runOn("by-360", withMessages({text("wamid.1", "4111 1111 1111 1111")}));
    BOOST_TEST(json.isAccountedFor());
    BOOST_TEST(asText(json).find("[card removed: Visa]") != std::string::npos);
    for (const auto* tried : {&form, &json})
        BOOST_TEST(asJson(*tried).find("4111") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
