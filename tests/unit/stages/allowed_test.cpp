// The business's own values travel as they are, in every usual spelling, and nobody else's do.
#include "connector/stages/allowed.h"

#include "connector/stages/leak_guard.h"
#include "connector/stages/mask.h"
#include "connector/stages/text_mode.h"
#include "tests/unit/stages/render_scene.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;
namespace data = boost::unit_test::data;

namespace {

const std::string kAccount = "DE02 1203 0000 0000 2020 51";
const std::string kForeignAccount = "DE89 3704 0044 0532 0130 00";

Mapping shop() {
    Mapping mapping = helpdesk();
    mapping.allowed = {
        {"phone", {"+49 30 901820", "+1 202 555 0100", "+39 06 5550100", "+43 1 23456"}},
        {"email", {"Service@Example.org"}},
        {"iban", {kAccount}},
        {"ip_address", {"192.0.2.10"}},
        {"tax_id", {"DE 136 695 976"}},
        {"street_address", {"Bäckerstraße 5", "Example Street 51"}}};
    return mapping;
}

struct Written {
    std::string cls;
    std::string value;
    bool isOurs;
    std::string region = "";
    friend std::ostream& operator<<(std::ostream& out, const Written& c) { return out << c.value; }
};

const Written kWritten[] = {
    {"phone", "+49 30 901820", true},
    {"phone", "+4930901820", true},
    {"phone", "0049 30 90 18 20", true},
    {"phone", "(030) 90-1820", true, "DE"},
    {"phone", "030901820", true, "DE"},
    {"phone", "30 901820", true, "DE"},
    {"phone", "(202) 555-0100", true, "US"},
    {"phone", "1-202-555-0100", true, "US"},
    {"phone", "06 5550100", true, "IT"},
    {"phone", "030 901820", false, "IT"},
    {"phone", "030 901820", false},
    {"phone", "49 30 901820", true, "DE"},
    {"phone", "493-090-1820", false, "US"},
    {"phone", "0049 30 901820", true, "IT"},
    {"phone", "030 901821", false, "DE"},
    {"phone", "+49 30 901821", false},
    {"phone", "+43 30 901820", false},
    {"phone", "0043 30 901820", false},
    {"phone", "040 901820", false},
    {"phone", "901820", false},
    {"phone", "5550100", false},
    {"phone", "555 0100", false},
    {"phone", "0030901820", false},
    {"phone", "01 23456", false, "DE"},
    {"phone", "+930901820", false},
    {"phone", "", false},
    {"email", "service@example.ORG", true},
    {"email", "service@example.com", false},
    {"email", "xservice@example.org", false},
    {"iban", "de02120300000000202051", true},
    {"iban", "DE02 1203 0000 0000 2020 52", false},
    {"street_address", "BÄCKERSTRASSE 5", false},
    {"street_address", "bäckerstraße 5", true},
    {"street_address", "example  street 51", true},
    {"street_address", "Example Street 5/1", false},
    {"email", "ser.vice@example.org", false},
    {"ip_address", "192.0.2.10", true},
    {"ip_address", "19.20.2.10", false},
    {"tax_id", "DE136695976", true},
    {"payment_card", kAccount, false},
};

/// A text that is one value.
InspectedText saying(const std::string& cls, const std::string& value) {
    return {MessageText(value), {{{0, value.size()}, cls, "", 1.0, "test"}}};
}

MaskedItem itemSaying(const std::string& text) {
    MaskedItem item;
    item.content.commentText = text;
    return item;
}

bool isCleared(const std::string& text, const Permitted& permitted) {
    return std::holds_alternative<ClearedItem>(
        LeakGuard::check(itemSaying(text), {}, {{}, permitted})
    );
}

}  // namespace

BOOST_DATA_TEST_CASE(exactly_these_values_are_ours, data::make(kWritten), c) {
    BOOST_TEST(isAllowed(shop(), c.cls, c.value, c.region) == c.isOurs);
}

BOOST_AUTO_TEST_CASE(our_number_stays_and_hers_does_not) {
    const std::string text = "you said 030 901820, mine is 030 901825";
    const InspectedText source{
        MessageText(text),
        {{{9, 19}, "phone", "", 1.0, "test"}, {{29, 39}, "phone", "", 1.0, "test"}}};
    const auto masked = applyActions(source, shop(), "en", {}, "DE");
    BOOST_TEST(masked.text == "you said 030 901820, mine is [number 1]");
    BOOST_TEST((masked.removed == ClassCounts{{"phone", 1}}));
    BOOST_TEST(masked.removedValues.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_part_of_a_value_is_never_ours) {
    auto source = saying("phone", "030 901820");
    source.findings[0].isPart = true;
    BOOST_TEST(applyActions(source, shop(), "en", {}, "DE").text == "[number 1]");
}

BOOST_AUTO_TEST_CASE(our_account_passes_the_guard_and_another_does_not) {
    const Permitted permitted{{}, allowedAccounts(shop())};
    BOOST_TEST(isCleared("I paid to " + kAccount, permitted));
    BOOST_TEST(!isCleared("I paid to " + kForeignAccount, permitted));
    BOOST_TEST(!isCleared(kAccount + " or " + kForeignAccount, permitted));
    BOOST_TEST(!isCleared(kForeignAccount + ", not " + kAccount, permitted));
    BOOST_TEST(!isCleared("I paid to " + kAccount, {}));
}

BOOST_AUTO_TEST_CASE(what_is_allowed_is_forbidden_to_no_item) {
    Scene scene;
    scene.person.phones = {Phone("+4930901820"), Phone("+4930901825")};
    scene.mapping = shop();
    const auto rendered = scene.run();
    BOOST_TEST(!forbids(rendered, "+4930901820", "phone"));
    BOOST_TEST(forbids(rendered, "+4930901825", "phone"));
    BOOST_TEST((rendered.permitted.accounts == std::set<std::string>{"de02120300000000202051"}));
}

BOOST_AUTO_TEST_CASE(our_number_over_two_messages_wakes_nobody) {
    Scene scene;
    scene.mapping = shop();
    scene.completes = {{EventId(), FoundValue("030 90"), "phone"}};
    scene.shown = {{}};
    scene.shown[0].item.content.commentText = "call 030 90";
    scene.whole = {{FoundValue("030 901820"), "phone"}};
    BOOST_TEST(scene.run().late.empty());
    scene.whole = {{FoundValue("030 901825"), "phone"}};
    BOOST_TEST(scene.run().late.size() == 1U);
    scene.whole.push_back({FoundValue("030 901820"), "phone"});
    BOOST_TEST(scene.run().late.size() == 1U);
    scene.whole.clear();
    BOOST_TEST(scene.run().late.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_text_with_our_value_alone_holds_nothing_of_anybody) {
    Scene scene;
    scene.mapping = shop();
    scene.mapping.text = TextMode::Withheld;
    scene.mapping.textRules = {{TextMode::FullMasked, {}, {"phone"}}};
    scene.text = saying("phone", "030 901820");
    BOOST_TEST(scene.run().item.content.commentText == "030 901820");
    scene.text = saying("phone", "030 901825");
    BOOST_TEST(scene.run().item.content.commentText.starts_with("[text withheld"));
}
