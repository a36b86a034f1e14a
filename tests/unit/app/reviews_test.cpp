// Which signed reviews count for which rule set.
#include "connector/app/review/reviews.h"

#include "connector/app/review/approvers.h"
#include "connector/base/error.h"
#include "tests/support/approver.h"
#include "tests/support/temp_folder.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

using namespace bowline;
using namespace bowline::app;
using namespace bowline::tests;
using namespace std::chrono_literals;

namespace {

const std::string kRuleSet(64, 'a');
const std::string kOtherSet(64, 'b');
const Instant kNow = fromMillis(1'800'000'000'000);  // 2027-01-15

std::string textFor(const std::string& ruleSet, const std::string& author = "ana") {
    return "bowline review\nrule set: " + ruleSet + "\nauthor: " + author +
           "\nwritten: 2027-01-01\nexpires: 2027-02-01\n\nand what is approved\n";
}

struct Reviewed {
    TempFolder folder;
    Approver dpo;
    Approver lead;
    Approver stranger;
    settings::ReviewSettings review{
        folder / "reviews",
        {{"dpo", dpo.publicKey(), {}, {"audit", "consent", "privacy"}},
         {"lead", lead.publicKey(), {}, {"masking"}}}};

    void put(const std::string& name, const std::string& text, const Approver& approver) const {
        std::filesystem::create_directories(review.folder);
        const auto file = review.folder + "/" + name + ".review";
        std::ofstream(file) << text;
        signFile(approver, file);
    }
    [[nodiscard]] ReviewState state(Instant now = kNow) const {
        return reviewStateOf(review, kRuleSet, now);
    }
    [[nodiscard]] std::string whyNot(const std::string& text, const std::string& signature) const {
        const auto verdict = approverOf(review, text, signature, kRuleSet, kNow);
        const auto* fault = std::get_if<ReviewFault>(&verdict);
        return fault == nullptr ? "" : fault->why;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reviews, Reviewed)

BOOST_AUTO_TEST_CASE(together_the_signatures_cover_all_items) {
    BOOST_TEST(state().missing.size() == 4U);
    put("a", textFor(kRuleSet), dpo);
    BOOST_TEST(state().missing == std::vector<std::string>{"masking"});
    BOOST_TEST(missingInWords(review, state()) == "masking (lead)");
    put("b", textFor(kRuleSet), lead);
    BOOST_TEST(state().isComplete());
    BOOST_TEST(state().signedBy.at("privacy") == "dpo");
}

BOOST_AUTO_TEST_CASE(a_review_of_other_rules_does_not_count) {
    put("a", textFor(kOtherSet), dpo);
    BOOST_TEST(state().missing.size() == 4U);
    BOOST_TEST(state().faults.empty());
    const auto text = textFor(kOtherSet);
    BOOST_TEST(whyNot(text, dpo.sign(text)).starts_with("it is of another rule set"));
}

BOOST_AUTO_TEST_CASE(a_strangers_signature_does_not_count) {
    put("a", textFor(kRuleSet), stranger);
    BOOST_TEST(state().missing.size() == 4U);
    BOOST_REQUIRE(state().faults.size() == 1U);
    BOOST_TEST(state().faults[0] == "a.review: nobody whose approval counts signed these bytes");
}

BOOST_AUTO_TEST_CASE(a_text_that_was_changed_after_signing_does_not_count) {
    put("a", textFor(kRuleSet), dpo);
    std::ofstream(review.folder + "/a.review", std::ios::app) << "and more\n";
    BOOST_TEST(state().missing.size() == 4U);
}

BOOST_AUTO_TEST_CASE(nobody_approves_what_she_wrote) {
    const auto text = textFor(kRuleSet, "dpo");
    BOOST_TEST(whyNot(text, dpo.sign(text)) == "author and approver are the same");
    BOOST_TEST(whyNot(text, lead.sign(text)).empty());
}

BOOST_AUTO_TEST_CASE(a_review_ends_with_its_day) {
    put("a", textFor(kRuleSet), dpo);
    BOOST_TEST(state(kNow + 16 * 24h).missing.size() == 1U);
    BOOST_TEST(state(kNow + 17 * 24h).missing.size() == 4U);
    BOOST_TEST(state(kNow + 17 * 24h).faults[0] == "a.review: it is expired");
}

BOOST_AUTO_TEST_CASE(what_is_no_review_is_passed_over) {
    std::filesystem::create_directories(review.folder);
    std::ofstream(review.folder + "/a.review") << "hello";
    std::ofstream(review.folder + "/b.review") << textFor(kRuleSet);  // no signature beside it
    std::filesystem::create_directory(review.folder + "/c.review");
    BOOST_TEST(state().missing.size() == 4U);
    BOOST_TEST(state().faults.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_head_is_read_in_every_word_or_not_at_all) {
    const auto head = reviewHeadIn(textFor(kRuleSet));
    BOOST_REQUIRE(head);
    BOOST_TEST(head->author == "ana");
    BOOST_TEST(!reviewHeadIn("rule set: " + kRuleSet + "\n"));
    BOOST_TEST(!reviewHeadIn(textFor("abc")));
    BOOST_TEST(!reviewHeadIn(textFor(kRuleSet, "")));
    // What looks like another name than the approver's.
    BOOST_TEST(!reviewHeadIn(textFor(kRuleSet, "dpo ")));
    // A second line of the same name could say something else to whom reads it.
    auto twice = textFor(kRuleSet);
    twice.insert(twice.find("author"), "rule set: " + kOtherSet + "\n");
    BOOST_TEST(!reviewHeadIn(twice));
}

BOOST_AUTO_TEST_CASE(an_approver_has_a_key_of_her_own) {
    settings::LintSink sink("bowline.yaml");
    review.approvers.push_back({"second", dpo.publicKey() + " again", {}, {"audit"}});
    review.approvers.push_back({"third", "ssh-rsa AAAA", {}, {"audit"}});
    checkApprovers(review, sink);
    BOOST_REQUIRE(sink.lints().size() == 2U);
    BOOST_TEST(sink.lints()[0].code == "duplicate_public_key");
    BOOST_TEST(sink.lints()[1].code == "bad_public_key");
}

BOOST_AUTO_TEST_CASE(approvers_come_back_from_the_store_as_they_were) {
    const auto back = approversFromText(approversAsText(review.approvers));
    BOOST_REQUIRE(back.size() == 2U);
    BOOST_TEST(back[0].name == "dpo");
    BOOST_TEST(back[0].key == review.approvers[0].key);
    BOOST_TEST((back[0].items == review.approvers[0].items));
    BOOST_CHECK_THROW(approversFromText("{}x"), Error);
    BOOST_CHECK_THROW(approversFromText(R"([{"name": 1}])"), Error);
}

BOOST_AUTO_TEST_SUITE_END()
