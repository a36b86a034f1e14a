// Mappings and policies: what an author writes becomes rules, what would show too much is refused.
#include "connector/settings/mapping.h"

#include "connector/expression/template.h"
#include "connector/settings/test_numbers.h"
#include "tests/unit/settings/mapping_support.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::settings;
using namespace bowline::settings::test;

BOOST_AUTO_TEST_CASE(a_mapping_becomes_rules) {
    const Mapping mapping = sound(kMapping);
    BOOST_TEST(mapping.name == "helpdesk");
    BOOST_TEST((mapping.destination == DestinationId("helpdesk")));
    BOOST_TEST((mapping.purpose == PurposeId("answer")));
    BOOST_TEST((mapping.text == TextMode::FullMasked));
    BOOST_TEST((mapping.ruleFor("payment_card").action == Action::Mask));
    BOOST_TEST((mapping.ruleFor("order_number").action == Action::Keep));
    BOOST_TEST((mapping.ruleFor("a_class_of_tomorrow").action == Action::Mask));
    BOOST_TEST(mapping.reopenWithinMs == 72LL * 3600 * 1000);
    BOOST_TEST(mapping.reopenWithin == "3d");
    BOOST_TEST(!mapping.thanksReopens);
    BOOST_TEST(sound(swapped("comment:", "episodes: { thanks: reopen }\ncomment:")).thanksReopens);
    BOOST_TEST(mapping.quotesDeleted);
    BOOST_TEST(!sound(swapped("comment:", "episodes: { deleted: note }\ncomment:")).quotesDeleted);
    BOOST_TEST(!mapping.takesHistory);
    BOOST_TEST(sound(swapped("comment:", "episodes: { history: ticket }\ncomment:")).takesHistory);
    BOOST_REQUIRE(mapping.commentText);
    BOOST_TEST((mapping.commentText->reads() == std::vector<std::string>{"message.text"}));
    BOOST_TEST(mapping.ticketQueue != nullptr);
}

BOOST_AUTO_TEST_CASE(tags_and_priority_are_templates) {
    const Mapping mapping = sound(swapped(
        "ticket:\n",
        "ticket:\n  tags: [whatsapp, \"{channel.name}\"]\n"
        "  priority: \"{message.kind == 'image' ? 'low' : 'hihg'}\"\n"
    ));
    BOOST_TEST(mapping.ticketTags.size() == 2U);
    BOOST_TEST((mapping.ticketTags.at(1)->reads() == std::vector<std::string>{"channel.name"}));
    BOOST_TEST((mapping.ticketPriority->reads() == std::vector<std::string>{"message.kind"}));
    BOOST_TEST(sound(kMapping).ticketPriority == nullptr);
}

BOOST_AUTO_TEST_CASE(actions_carry_their_settings) {
    const Mapping mapping = sound(swapped(
        kCardRule,
        "payment_card: { mask: { keep_last: 4 } }\n  email: { mask: { placeholder: silent } }\n  "
        "contact_name: alias\n  phone: { tokenise: { scope: destination } }"
    ));
    BOOST_TEST((mapping.ruleFor("payment_card") == ClassRule{Action::Mask, 4}));
    BOOST_TEST((mapping.ruleFor("email") == ClassRule{Action::Mask, 0, Coarseness::None, true}));
    BOOST_TEST((mapping.ruleFor("contact_name") == ClassRule{Action::Alias, 0}));
    const Mapping year = sound(swapped("order_number: keep", "order_number: { generalise: year }"));
    BOOST_TEST((year.ruleFor("order_number") == ClassRule{Action::Generalise, 0, Coarseness::Year})
    );
    BOOST_TEST((mapping.ruleFor("phone").token == TokenScope::Destination));
    BOOST_TEST((mapping.ruleFor("phone").action == Action::Mask));
}

BOOST_AUTO_TEST_CASE(a_policy_must_say_what_happens_to_classes_that_nobody_named) {
    const auto result =
        loaded(kMapping, replaced(kPolicy, "  otherwise: mask\n", "  phone: mask\n"));
    BOOST_TEST(!result.rules);
    BOOST_TEST(
        test::printed(result.lints)
            .find("error[missing_key]: `sensitive` does not say what happens") != std::string::npos
    );
}

BOOST_AUTO_TEST_CASE(a_mapping_begins_with_the_rules_and_classes_of_its_policy) {
    const std::string policy = replaced(
        kPolicy,
        "sensitive:\n",
        "classes:\n  parcel: { pattern: 'PK[0-9]{8}' }\n  note: { words: [secret] }\n"
        "sensitive:\n  parcel: tokenise\n  phone: { mask: { keep_last: 2 } }\n"
    );
    const Mapping mapping = sound(swapped("  otherwise: mask\n", ""), policy);
    BOOST_TEST((mapping.ruleFor("parcel").token == TokenScope::Conversation));
    BOOST_TEST(mapping.ruleFor("phone").keepLast == 2);
    BOOST_TEST((mapping.ruleFor("note").action == Action::Strip));
    BOOST_TEST((mapping.otherwise.action == Action::Mask));
    BOOST_TEST(mapping.classes.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_mapping_allows_what_its_policy_allows_and_more) {
    const std::string policy =
        replaced(kPolicy, "sensitive:\n", "allow: { phone: [+49 30 901820] }\nsensitive:\n");
    const std::string allow = "allow:\n  phone: [+1 202 555 0100]\n  email: [ours@example.org]\n";
    const Mapping mapping = sound(swapped("sensitive:\n", allow + "sensitive:\n"), policy);
    const AllowedValues expected{
        {"email", {"ours@example.org"}}, {"phone", {"+49 30 901820", "+1 202 555 0100"}}};
    BOOST_TEST((mapping.allowed == expected));
    BOOST_TEST(sound(kMapping).allowed.empty());
}

BOOST_AUTO_TEST_CASE(an_otherwise_that_shows_more_than_the_policys_has_no_effect_and_is_told) {
    const auto result = loaded(kMapping, replaced(kPolicy, "otherwise: mask", "otherwise: strip"));
    BOOST_REQUIRE(result.rules);
    BOOST_TEST(test::printed(result.lints).find("warning[no_effect]") != std::string::npos);
    const Mapping& mapping = result.rules->mappings.begin()->second;
    BOOST_TEST((mapping.otherwise.action == Action::Strip));
}

BOOST_AUTO_TEST_CASE(the_policy_rules_where_the_mapping_is_silent) {
    const std::string strict = replaced(
        replaced(kPolicy, "otherwise: mask", "otherwise: strip\n  email: mask"),
        "text: full_masked",
        "text: withheld"
    );
    const Mapping mapping = sound(kMapping, strict);
    BOOST_TEST((mapping.text == TextMode::Withheld));
    BOOST_TEST((mapping.ruleFor("payment_card").action == Action::Mask));
    BOOST_TEST((mapping.ruleFor("email").action == Action::Mask));
    BOOST_TEST((mapping.ruleFor("phone").action == Action::Strip));
    BOOST_TEST((mapping.ruleFor("a_class_of_tomorrow").action == Action::Strip));
}

BOOST_AUTO_TEST_CASE(an_own_class_without_a_rule_is_stripped_and_said) {
    const LoadResult result = loaded(swapped("  order_number: keep\n", ""));
    BOOST_REQUIRE(result.rules);
    BOOST_TEST(
        (result.rules->mappings.begin()->second.ruleFor("order_number").action == Action::Strip)
    );
    BOOST_TEST(
        test::printed(result.lints).find("helpdesk.yaml:9:3: warning[unnamed_class]") !=
        std::string::npos
    );
}

BOOST_AUTO_TEST_CASE(words_come_from_a_list_or_from_a_file) {
    const Mapping inFile =
        sound(swapped(kOrderPattern, "{ words: words/vet.txt, context: [dog] }"));
    BOOST_TEST(
        (inFile.classes ==
         std::vector<OwnClass>{{"order_number", "", {"microchip", "vaccine"}, {"dog"}}})
    );
    const Mapping inPlace = sound(swapped(kOrderPattern, "{ words: [microchip] }"));
    BOOST_TEST((inPlace.classes.at(0).words == std::vector<std::string>{"microchip"}));
}

BOOST_AUTO_TEST_CASE(tests_come_with_their_place) {
    const LoadResult result = loaded(kMapping);
    BOOST_REQUIRE(result.tests.size() == 1u);
    const MappingTest& test = result.tests[0];
    BOOST_TEST(test.mapping == "helpdesk");
    BOOST_TEST(test.name == "a card never leaves");
    BOOST_TEST(test.say == "my card is 4111 1111 1111 1111");
    BOOST_TEST(test.expect.at("comment.text") == "my card is [card removed: Visa]");
    BOOST_TEST((test.never == std::vector<std::string>{"payment_card"}));
    BOOST_TEST(test.file == "mappings/helpdesk.yaml");
    BOOST_TEST(test.mark.line == 18u);
}

const std::pair<const char*, bool> kCards[] = {
    {"4111 1111 1111 1111", false},
    {"4242424242424242 12/29", false},
    {"3782-822463-10005", false},
    {"12/29 4012888888881881 123", false},
    {"4539578763621486", true},
    {"4539 5787 6362 1486 12/29", true},
    {"4539\xE2\x80\x8B"
     "5787 63621486",
     true},
    {"4539578763621487", false},
    {"٤٥٣٩ ٥٧٨٧ ٦٣٦٢ ١٤٨٦", true},
    {"order 123456", false},
    {"6011111111111117 and 5105105105105100", false},
    {"3530111333300000", false},
    {"30569309025904", false},
    // The formatter splits keycaps in two, again at every run.
    // clang-format off
    {"4️⃣5️⃣3️⃣9️⃣5️⃣7️⃣8️⃣7️⃣6️⃣3️⃣6️⃣2️⃣1️⃣4️⃣8️⃣6️⃣", true},
    // clang-format on
    {"", false},
};

BOOST_AUTO_TEST_CASE(published_test_numbers_pass_and_other_valid_cards_do_not) {
    for (const auto& [text, isReal] : kCards) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(holdsRealCard(text) == isReal);
        }
    }
}
