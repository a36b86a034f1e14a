// What `bowline try` shows of a text: places, rules and actions, before and after.
#include "connector/app/trial/text_trial.h"

#include "connector/app/vocabulary.h"
#include "connector/settings/rule_set.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace bowline;
using namespace bowline::app;

namespace {

RuleSetPtr shippedRules() {
    const auto loaded = settings::loadMapping(
        BOWLINE_SOURCE_DIR "/mappings/helpdesk.yaml", vocabularyOf(AdapterShelf::shipped())
    );
    BOOST_REQUIRE(loaded.rules);
    return loaded.rules;
}

TextTrial tried(const std::string& said) {
    return tryText(shippedRules(), said, ChannelId("support"), Instant{});
}

std::string printed(const TextTrial& trial, bool colours) {
    std::ostringstream out;
    printText(out, trial, colours);
    return out.str();
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(text_trial)

BOOST_AUTO_TEST_CASE(each_value_has_its_class_score_rule_and_action) {
    const auto trial = tried("card 4111 1111 1111 1111 for ORD-123456");
    BOOST_REQUIRE(trial.destinations.size() == 1U);
    const auto& spans = trial.destinations.front().spans;
    BOOST_REQUIRE(spans.size() == 2U);
    BOOST_TEST(spans[0].finding.cls == "payment_card");
    BOOST_TEST(spans[0].rule == "sensitive.payment_card");
    BOOST_TEST(spans[0].action == "mask");
    BOOST_TEST(spans[1].action == "keep");
}

BOOST_AUTO_TEST_CASE(a_field_that_takes_no_such_value_is_named) {
    auto rules = *shippedRules();
    auto& mapping = rules.mappings.begin()->second;
    mapping.ticketFields.at("WA-Alias").form.oneOf = {"Red-Heron-11"};
    const auto trial =
        tryText(std::make_shared<const RuleSet>(rules), "hello", ChannelId("support"), Instant{});
    const auto text = printed(trial, false);
    BOOST_TEST(holds(text, "ticket.fields.WA-Alias   left out: its row in `field_types`"), text);
    const auto json = textTrialAsJson(trial).at("destinations").at(0);
    BOOST_TEST(json.at("unfit") == nlohmann::json({"ticket.fields.WA-Alias"}));
    BOOST_TEST(!json.at("fields").contains("ticket.fields.WA-Alias"));
}

BOOST_AUTO_TEST_CASE(what_is_allowed_says_which_line_allows_it) {
    auto rules = *shippedRules();
    rules.mappings.begin()->second.allowed = {{"phone", {"+12025550100"}}};
    const auto trial = tryText(
        std::make_shared<const RuleSet>(rules),
        "call (202) 555-0100 or +1 202 555 0143",
        ChannelId("support"),
        Instant{}
    );
    const auto& spans = trial.destinations.front().spans;
    BOOST_REQUIRE(spans.size() == 2U);
    BOOST_TEST(spans[0].rule == "allow.phone");
    BOOST_TEST(spans[0].action == "keep");
    BOOST_TEST(spans[1].rule == "sensitive.phone");
    BOOST_TEST(spans[1].action == "mask");
}

BOOST_AUTO_TEST_CASE(before_and_after_stand_side_by_side) {
    const auto text = printed(tried("card 4111 1111 1111 1111"), false);
    BOOST_TEST(holds(text, "  card 4111 1111 1111 1111"), text);
    BOOST_TEST(holds(text, " | card [card removed: Visa]\n"), text);
    BOOST_TEST(holds(text, "4111 1111 1111 1111: payment_card Visa, score 0.97"), text);
}

BOOST_AUTO_TEST_CASE(colours_mark_values_and_placeholders_and_nothing_else) {
    const auto text = printed(tried("card 4111 1111 1111 1111 now"), true);
    BOOST_TEST(holds(text, "card \x1b[41;97m4111 1111 1111 1111\x1b[0m now"), text);
    BOOST_TEST(holds(text, "card \x1b[42;30m[card removed: Visa]\x1b[0m now"), text);
}

BOOST_AUTO_TEST_CASE(a_text_cannot_steer_the_terminal) {
    const auto text = printed(tried("\x1b[2J hello\u202E"), false);
    BOOST_TEST(!holds(text, "\x1b"));
    BOOST_TEST(holds(text, "\\u{1b}"), text);
}

BOOST_AUTO_TEST_CASE(the_document_holds_what_is_printed) {
    const auto document = textTrialAsJson(tried("card 4111 1111 1111 1111"));
    BOOST_TEST(
        document["destinations"][0]["fields"]["comment.text"] == "card [card removed: Visa]"
    );
    BOOST_TEST(document["destinations"][0]["spans"][0]["begin"] == 5);
    BOOST_TEST(document["route"] == "default");
}

BOOST_AUTO_TEST_SUITE_END()
