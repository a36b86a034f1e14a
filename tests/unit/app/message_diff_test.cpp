// What of a message becomes visible or hidden when a mapping changes.
#include "connector/app/diff/message_diff.h"

#include "connector/app/vocabulary.h"
#include "connector/settings/rule_set.h"
#include "tests/support/temp_folder.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

using namespace bowline;
using namespace bowline::app;
using namespace bowline::tests;

namespace {

constexpr const char* kMapping = R"(mapping: helpdesk
to: helpdesk
purpose: answer
extends: balanced
sensitive:
  email: mask
  order_number: keep
classes:
  order_number:
    pattern: 'ORD-[0-9]{6}'
contact:
  name: "{contact.alias}"
ticket:
  subject: "{contact.alias}"
comment:
  text: "{message.text}"
)";

struct Folder {
    Folder() {
        for (const char* part : {"policies", "words"})
            std::filesystem::copy(
                std::filesystem::path(BOWLINE_SOURCE_DIR "/mappings") / part,
                std::filesystem::path(folder / part)
            );
    }

    /// The rules after each text was replaced by the one behind it.
    RuleSetPtr rules(const std::vector<std::pair<std::string, std::string>>& changes = {}) const {
        std::string text = kMapping;
        for (const auto& [from, to] : changes)
            text.replace(text.find(from), from.size(), to);
        std::ofstream(folder / "mapping.yaml") << text;
        const auto loaded =
            settings::loadMapping(folder / "mapping.yaml", vocabularyOf(AdapterShelf::shipped()));
        for (const auto& lint : loaded.lints)
            BOOST_TEST_MESSAGE(settings::toText(lint));
        BOOST_REQUIRE(loaded.rules);
        return loaded.rules;
    }

    TempFolder folder;
};

DiffInput messageOf(std::string_view said) {
    MessageUpdate message;
    message.from.phone = Phone("+12025550123");
    message.content = textContent(MessageText(std::string(said)));
    DiffInput input;
    input.placed.event.kind = EventKind::Message;
    input.placed.event.body = std::move(message);
    input.placed.region = "US";
    input.placed.newPerson = input.placed.newEpisode = true;
    input.person.phones.emplace_back("+12025550123");
    input.viewAt = [](const DestinationId&) {
        const std::string key(32, 'k');
        return stages::DestinationView{"Amber-Falcon-27", {}, {}, {}, {key, key}, {}};
    };
    return input;
}

std::vector<DestinationDiff> difference(
    const RuleSetPtr& before, const RuleSetPtr& after, std::string_view said
) {
    return MessageDiff(before, after).compare(messageOf(said));
}

using Names = std::set<std::string>;
constexpr std::string_view kSaid = "order ORD-123456, mail ana@example.org";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(message_diff, Folder)

BOOST_AUTO_TEST_CASE(the_same_rules_make_no_difference) {
    BOOST_TEST(difference(rules(), rules(), kSaid).empty());
}

BOOST_AUTO_TEST_CASE(a_class_that_is_kept_now_is_newly_visible) {
    const auto diff = difference(rules(), rules({{"email: mask", "email: keep"}}), kSaid);
    BOOST_REQUIRE(diff.size() == 1U);
    BOOST_TEST(diff[0].newlyVisible == Names{"email"}, boost::test_tools::per_element());
    BOOST_TEST(diff[0].newlyHidden.empty());
    BOOST_TEST(diff[0].changedFields == Names{"comment.text"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_class_that_is_masked_now_is_newly_hidden) {
    const auto after = rules({{"order_number: keep", "order_number: mask"}});
    const auto diff = difference(rules(), after, kSaid);
    BOOST_REQUIRE(diff.size() == 1U);
    BOOST_TEST(diff[0].newlyHidden == Names{"order_number"}, boost::test_tools::per_element());
    BOOST_TEST(diff[0].newlyVisible.empty());
}

BOOST_AUTO_TEST_CASE(a_part_of_a_value_that_stays_now_is_newly_visible) {
    const auto after = rules({{"email: mask", "email: { mask: { keep_last: 3 } }"}});
    const auto diff = difference(rules(), after, kSaid);
    BOOST_REQUIRE(diff.size() == 1U);
    BOOST_TEST(diff[0].newlyVisible == Names{"email"}, boost::test_tools::per_element());
    const auto back = difference(after, rules(), kSaid);
    BOOST_REQUIRE(back.size() == 1U);
    BOOST_TEST(back[0].newlyHidden == Names{"email"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_token_in_the_place_of_a_placeholder_is_newly_visible) {
    const auto diff = difference(rules(), rules({{"email: mask", "email: tokenise"}}), kSaid);
    BOOST_REQUIRE(diff.size() == 1U);
    BOOST_TEST(diff[0].newlyVisible.contains("email"));
}

BOOST_AUTO_TEST_CASE(a_message_without_such_a_value_does_not_differ) {
    const auto after = rules({{"email: mask", "email: keep"}});
    BOOST_TEST(difference(rules(), after, "order ORD-123456 please").empty());
}

BOOST_AUTO_TEST_CASE(words_that_are_no_finding_count_as_text) {
    const auto closed = rules({{"{message.text}", "{message.kind}"}});
    const auto opened = difference(closed, rules(), "hello there");
    BOOST_REQUIRE(opened.size() == 1U);
    BOOST_TEST(opened[0].newlyVisible == Names{"text"}, boost::test_tools::per_element());
    const auto shut = difference(rules(), closed, "hello there");
    BOOST_REQUIRE(shut.size() == 1U);
    BOOST_TEST(shut[0].newlyHidden == Names{"text"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_value_in_other_letters_is_seen_all_the_same) {
    const auto after =
        rules({{"email: mask", "email: keep"}, {"{message.text}", "{message.text | upper}"}});
    const auto diff = difference(rules(), after, "mail ana@example.org");
    BOOST_REQUIRE(diff.size() == 1U);
    BOOST_TEST(diff[0].newlyVisible.contains("email"));
}

BOOST_AUTO_TEST_CASE(a_field_that_only_reads_otherwise_shows_nothing_new) {
    const auto after = rules({{"subject: \"{", "subject: \"Case {"}});
    const auto diff = difference(rules(), after, "hello");
    BOOST_REQUIRE(diff.size() == 1U);
    BOOST_TEST(diff[0].newlyVisible.empty());
    BOOST_TEST(diff[0].newlyHidden.empty());
    BOOST_TEST(diff[0].changedFields == Names{"ticket.subject"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_destination_that_is_new_shows_what_it_gets) {
    const auto before = std::make_shared<RuleSet>(*rules());
    for (auto& route : before->routes)
        route.destinations.clear();
    const auto diff = difference(before, rules(), kSaid);
    BOOST_REQUIRE(diff.size() == 1U);
    BOOST_TEST(diff[0].newlyVisible.contains("order_number"));
    BOOST_TEST(!diff[0].newlyVisible.contains("email"));
}

BOOST_AUTO_TEST_SUITE_END()
