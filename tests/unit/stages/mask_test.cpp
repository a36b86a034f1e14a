// What stands in the place of a found value, for every action, class and language.
#include "connector/stages/mask.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;
namespace data = boost::unit_test::data;

namespace {

struct Found {
    std::string value;
    std::string cls;
    std::string detail = {};
};

/// The text with a finding at the first place, from left to right, of each value.
InspectedText inspected(const std::string& text, const std::vector<Found>& found) {
    InspectedText out{MessageText(text), {}};
    std::size_t at = 0;
    for (const auto& [value, cls, detail] : found) {
        const auto begin = text.find(value, at);
        BOOST_REQUIRE(begin != std::string::npos);
        at = begin + value.size();
        out.findings.push_back({{begin, at}, cls, detail, 1.0, "test"});
    }
    return out;
}

ClassRule ruleWith(Action action) {
    return {action, 0, action == Action::Generalise ? Coarseness::Year : Coarseness::None};
}

Mapping mappingWith(const std::map<std::string, ClassRule>& sensitive) {
    Mapping mapping;
    mapping.sensitive = sensitive;
    mapping.otherwise = ruleWith(Action::Mask);
    return mapping;
}

const std::string kCard = "4111 1111 1111 1111";
const std::string kPhone = "+1 555 0100 123";

struct Case {
    std::string why;
    Found found;
    ClassRule rule;
    std::string expected;  ///< of "a <value> b"
    bool withheld = false;
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.why;
}

const Found kCardFound{kCard, "payment_card", "Visa"};
const Found kPhoneFound{kPhone, "phone"};
const Found kEmailFound{"jo@example.org", "email"};
const Found kNameFound{"Jo Bloggs", "contact_name"};
const Found kOwnFound{"rabies", "pet_health"};

const Case kCases[] = {
    {"mask card", kCardFound, ruleWith(Action::Mask), "a [card removed: Visa] b"},
    {"mask card without brand",
     {kCard, "payment_card"},
     ruleWith(Action::Mask),
     "a [card removed] b"},
    {"mask phone", kPhoneFound, ruleWith(Action::Mask), "a [number 1] b"},
    {"mask e-mail", kEmailFound, ruleWith(Action::Mask), "a [e-mail 1] b"},
    {"mask name", kNameFound, ruleWith(Action::Mask), "a [name removed] b"},
    {"mask own class", kOwnFound, ruleWith(Action::Mask), "a [pet_health removed] b"},
    {"strip card", kCardFound, ruleWith(Action::Strip), "a  b"},
    {"strip phone", kPhoneFound, ruleWith(Action::Strip), "a  b"},
    {"strip own class", kOwnFound, ruleWith(Action::Strip), "a  b"},
    {"withhold card", kCardFound, ruleWith(Action::Withhold), "", true},
    {"withhold own class", kOwnFound, ruleWith(Action::Withhold), "", true},
    {"alias in a text is no alias", kPhoneFound, ruleWith(Action::Alias), "a [number 1] b"},
    {"alias of a name", kNameFound, ruleWith(Action::Alias), "a [name removed] b"},
    {"generalise without a generaliser",
     kOwnFound,
     ruleWith(Action::Generalise),
     "a [pet_health removed] b"},
    {"keep card", kCardFound, ruleWith(Action::Keep), "a " + kCard + " b"},
    {"keep name", kNameFound, ruleWith(Action::Keep), "a Jo Bloggs b"},
    {"silent mask", kOwnFound, {Action::Mask, 0, Coarseness::None, true}, "a  b"},
    {"keep last two", kCardFound, {Action::Mask, 2}, "a [card removed: Visa …11] b"},
    {"keep last of a phone", kPhoneFound, {Action::Mask, 4}, "a [number 1 …0123] b"},
    {"never more than half", {"A-1b", "tag"}, {Action::Mask, 4}, "a [tag removed …b] b"},
    {"never more than four", kCardFound, {Action::Mask, 16}, "a [card removed: Visa …1111] b"},
    {"keep last counts with mask only", kCardFound, {Action::Alias, 2}, "a [card removed: Visa] b"},
};

struct Language {
    std::string code;
    std::string expected;
};
std::ostream& operator<<(std::ostream& out, const Language& c) {
    return out << c.code;
}
const Language kLanguages[] = {
    {"en", "[card removed: Visa] [number 1] [e-mail 1] [name removed] [pet_health removed]"},
    {"de", "[Karte entfernt: Visa] [Nummer 1] [E-Mail 1] [Name entfernt] [pet_health entfernt]"},
    {"es",
     "[tarjeta eliminada: Visa] [número 1] [correo 1] [nombre eliminado] [pet_health eliminado]"},
    {"pt", "[cartão removido: Visa] [número 1] [e-mail 1] [nome removido] [pet_health removido]"},
    {"fr", "[carte supprimée: Visa] [numéro 1] [e-mail 1] [nom supprimé] [pet_health supprimé]"},
    {"it", "[carta rimossa: Visa] [numero 1] [e-mail 1] [nome rimosso] [pet_health rimosso]"},
    {"nl",
     "[kaart verwijderd: Visa] [nummer 1] [e-mail 1] [naam verwijderd] [pet_health verwijderd]"},
    {"pt-BR",
     "[cartão removido: Visa] [número 1] [e-mail 1] [nome removido] [pet_health removido]"},
    {"xx", "[card removed: Visa] [number 1] [e-mail 1] [name removed] [pet_health removed]"},
};

struct Imitation {
    std::string text;
    std::string expected;
};
std::ostream& operator<<(std::ostream& out, const Imitation& c) {
    return out << c.text;
}
const Imitation kImitations[] = {
    {"[card removed: Visa]", "［card removed: Visa]"},
    {"x [number 1] y", "x ［number 1] y"},
    {"[NÚMERO 1]", "［NÚMERO 1]"},
    {"[name  removed]", "［name  removed]"},
    {"[na\u200Bme removed]", "［na\u200Bme removed]"},
    {"[num\u200Bber\u00AD 1]", "［num\u200Bber\u00AD 1]"},
    {"[ Karte\u00A0entfernt ]", "［ Karte\u00A0entfernt ]"},
    {"[pet_health removed]", "［pet_health removed]"},
    {"[pet_health removed …12]", "［pet_health removed …12]"},
    {"[photo: not carried yet]", "［photo: not carried yet]"},
    {"[text withheld: text, short; open it in bowline]",
     "［text withheld: text, short; open it in bowline]"},
    {"(arrived late, sent 14:21 UTC) hello", "（arrived late, sent 14:21 UTC) hello"},
    {"[[number 1]", "[［number 1]"},
    {"[x] todo [2026-01-01] (removed)", "[x] todo [2026-01-01] (removed)"},
    {"[number of guests: 2]", "[number of guests: 2]"},
};

}  // namespace

BOOST_DATA_TEST_CASE(an_action_leaves_what_it_says, data::make(kCases), c) {
    const auto source = inspected("a " + c.found.value + " b", {c.found});
    const auto masked = applyActions(source, mappingWith({{c.found.cls, c.rule}}), "en");
    BOOST_TEST(masked.text == c.expected);
    BOOST_TEST(masked.withheld == c.withheld);
    const bool kept = c.rule.action == Action::Keep;
    BOOST_TEST(masked.removed.size() == (kept ? 0 : 1));
    BOOST_TEST(masked.removedValues.size() == (kept ? 0 : 1));
    if (!kept) {
        BOOST_TEST(masked.removed.at(c.found.cls) == 1);
        BOOST_TEST(masked.removedValues[0].value.expose() == c.found.value);
    }
}

BOOST_DATA_TEST_CASE(placeholders_speak_the_language_of_the_ticket, data::make(kLanguages), c) {
    const auto source = inspected(
        kCard + " " + kPhone + " jo@example.org Jo Bloggs rabies",
        {kCardFound, kPhoneFound, kEmailFound, kNameFound, kOwnFound}
    );
    BOOST_TEST(applyActions(source, mappingWith({}), c.code).text == c.expected);
}

BOOST_DATA_TEST_CASE(a_text_that_imitates_a_placeholder_is_escaped, data::make(kImitations), c) {
    const auto masked = applyActions({MessageText(c.text), {}}, mappingWith({}), "en");
    BOOST_TEST(masked.text == c.expected);
}

BOOST_AUTO_TEST_CASE(an_imitation_made_by_stripping_is_escaped_too) {
    const auto source = inspected("[num###ber 1]", {{"###", "tag"}});
    const auto masked = applyActions(source, mappingWith({{"tag", ruleWith(Action::Strip)}}), "en");
    BOOST_TEST(masked.text == "［number 1]");
}

BOOST_AUTO_TEST_CASE(equal_numbers_get_equal_places_however_they_are_written) {
    const auto source = inspected(
        "+15550100123 or +1 555 0100-456 or +1 (555) 0100123",
        {{"+15550100123", "phone"}, {"+1 555 0100-456", "phone"}, {"+1 (555) 0100123", "phone"}}
    );
    const auto masked = applyActions(source, mappingWith({}), "en");
    BOOST_TEST(masked.text == "[number 1] or [number 2] or [number 1]");
    BOOST_TEST(masked.removed.at("phone") == 3);
}

BOOST_AUTO_TEST_CASE(numbers_and_addresses_are_counted_apart) {
    const auto source = inspected(
        kPhone + " JO@example.org jo@EXAMPLE.org",
        {kPhoneFound, {"JO@example.org", "email"}, {"jo@EXAMPLE.org", "email"}}
    );
    BOOST_TEST(
        applyActions(source, mappingWith({}), "en").text == "[number 1] [e-mail 1] [e-mail 1]"
    );
}

BOOST_AUTO_TEST_CASE(deleting_a_rule_falls_to_otherwise_and_never_to_more_visible) {
    const auto source = inspected("a " + kCard, {kCardFound});
    auto mapping = mappingWith({});
    BOOST_TEST(applyActions(source, mapping, "en").text == "a [card removed: Visa]");
    mapping.otherwise = ruleWith(Action::Strip);
    BOOST_TEST(applyActions(source, mapping, "en").text == "a ");
    mapping.otherwise =
        ruleWith(Action::Keep);  // settings refuse this; the stage does not rely on it
    BOOST_TEST(applyActions(source, mapping, "en").text == "a ");
}

BOOST_AUTO_TEST_CASE(withholding_one_class_still_counts_the_others) {
    const auto source = inspected(kPhone + " " + kCard, {kPhoneFound, kCardFound});
    const auto mapping = mappingWith({{"phone", ruleWith(Action::Withhold)}});
    const auto masked = applyActions(source, mapping, "en");
    BOOST_TEST(masked.withheld);
    BOOST_TEST(masked.text.empty());
    BOOST_TEST((masked.removed == ClassCounts{{"payment_card", 1}, {"phone", 1}}));
    BOOST_TEST(masked.removedValues.size() == 2);
}

BOOST_AUTO_TEST_CASE(findings_out_of_order_overlapping_or_out_of_bounds_still_mask) {
    InspectedText source{MessageText("ab 12345 cd"), {}};
    source.findings = {
        {{6, 99}, "tag", "", 1, ""}, {{3, 8}, "tag", "", 1, ""}, {{40, 50}, "tag", "", 1, ""}};
    BOOST_TEST(applyActions(source, mappingWith({}), "en").text == "ab [tag removed][tag removed]");
}

BOOST_AUTO_TEST_CASE(a_value_that_another_rule_keeps_in_the_same_text_is_not_forbidden) {
    const auto source = inspected("123456 and 123456", {{"123456", "order"}, {"123456", "pin"}});
    const auto masked =
        applyActions(source, mappingWith({{"order", ruleWith(Action::Keep)}}), "en");
    BOOST_TEST(masked.text == "123456 and [pin removed]");
    BOOST_TEST(masked.removedValues.empty());
    BOOST_TEST(masked.removed.at("pin") == 1);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_become_the_replacement_character) {
    const auto masked = applyActions({MessageText("a\xFF\xC3(b"), {}}, mappingWith({}), "en");
    BOOST_TEST(masked.text == "a\uFFFD\uFFFD(b");
}

namespace {

const TokenKeys kTokens{std::string(32, 'c'), std::string(32, 'd')};

/// The placeholder of the one value in `value`, under `scope`.
std::string tokenOf(const std::string& value, TokenScope scope, const TokenKeys& keys) {
    InspectedText source{MessageText(value), {{{0, value.size()}, "order", "", 1.0, "test"}}};
    ClassRule rule{Action::Mask};
    rule.token = scope;
    return applyActions(source, mappingWith({{"order", rule}}), "en", keys).text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(equal_values_get_equal_tokens_however_they_are_written) {
    const auto token = tokenOf("ORD-123456", TokenScope::Conversation, kTokens);
    BOOST_TEST(token.starts_with("[order token "));
    BOOST_TEST(token.size() == std::string("[order token 7KQ2M9XT]").size());
    BOOST_TEST(token == tokenOf("ord 123456", TokenScope::Conversation, kTokens));
    BOOST_TEST(token != tokenOf("ORD-123457", TokenScope::Conversation, kTokens));
}

BOOST_AUTO_TEST_CASE(another_conversation_has_other_tokens_unless_the_scope_is_the_destination) {
    const TokenKeys other{std::string(32, 'e'), kTokens.destination};
    const auto at = [](TokenScope scope, const TokenKeys& keys) {
        return tokenOf("ORD-123456", scope, keys);
    };
    BOOST_TEST(at(TokenScope::Conversation, kTokens) != at(TokenScope::Conversation, other));
    BOOST_TEST(at(TokenScope::Destination, kTokens) == at(TokenScope::Destination, other));
}

BOOST_AUTO_TEST_CASE(without_a_key_there_is_no_token) {
    BOOST_TEST(tokenOf("ORD-123456", TokenScope::Destination, {}) == "[order removed]");
}

BOOST_AUTO_TEST_CASE(what_a_rule_leaves_stands_in_the_placeholder) {
    const std::string value = "12.03.1984";
    InspectedText source{MessageText(value), {{{0, value.size()}, "born", "", 1.0, "test"}}};
    const auto shown = [&](Coarseness to) {
        return applyActions(source, mappingWith({{"born", {Action::Generalise, 0, to}}}), "de")
            .text;
    };
    BOOST_TEST(shown(Coarseness::Year) == "[born etwa: 1984]");
    BOOST_TEST(shown(Coarseness::None) == "[born entfernt]");
}
BOOST_AUTO_TEST_CASE(of_a_part_of_a_value_nothing_is_kept) {
    auto text = inspected("4111 1111", {{"4111 1111", "payment_card", "Visa"}});
    auto rule = ruleWith(Action::Mask);
    rule.keepLast = 4;
    const auto mapping = mappingWith({{"payment_card", rule}});
    BOOST_TEST(applyActions(text, mapping, "en", {}).text == "[card removed: Visa …1111]");
    text.findings[0].isPart = true;
    BOOST_TEST(applyActions(text, mapping, "en", {}).text == "[card removed: Visa]");
}
