// Each fault of a mapping or policy with the words it is told in. Long because it is one table: a
// fault that is told badly is found by reading its neighbours.
#include "tests/unit/settings/mapping_support.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::settings;
using namespace bowline::settings::test;

namespace {

struct Case {
    const char* why;
    std::string mapping;
    std::string expected;  ///< must be in the printed lints
    std::string policy = kPolicy;
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.why;
}

/// `count` entries below `head`, each with its number in the place of N.
std::string many(std::string head, const std::string& entry, int count) {
    for (int i = 0; i < count; ++i)
        head += replaced(entry, "N", std::to_string(i));
    return head;
}

std::string tested(const std::string& say) {
    return swapped("my card is 4111 1111 1111 1111\"", say + "\"");
}

const Case kFaults[] = {
    {"a key of another place",
     swapped("contact:\n", "contact:\n  nam: x\n"),
     "helpdesk.yaml:12:3: error[unknown_key]: unknown key `nam`. Did you mean `name`?"},
    {"no destination",
     swapped("to: helpdesk\n", ""),
     "helpdesk.yaml:1:1: error[missing_key]: `to` is missing"},
    {"no policy named",
     swapped("extends: balanced\n", ""),
     "helpdesk.yaml:1:1: error[missing_key]: `extends` is missing"},
    {"a policy that is not there",
     swapped("extends: balanced", "extends: balancd"),
     "helpdesk.yaml:4:10: error[unknown_policy]: there is no sound policy `balancd` in the folder "
     "policies. Did you mean `balanced`?"},
    {"a path as policy",
     swapped("extends: balanced", "extends: ../balanced"),
     "helpdesk.yaml:4:10: error[wrong_type]"},
    {"otherwise: keep",
     swapped("otherwise: mask", "otherwise: keep"),
     "helpdesk.yaml:6:14: error[otherwise_shows]: `otherwise` may not be keep"},
    {"otherwise: generalise",
     swapped("otherwise: mask", "otherwise: { generalise: year }"),
     "helpdesk.yaml:6:14: error[otherwise_shows]"},
    {"an otherwise that hides more than the policy's",
     swapped("otherwise: mask", "otherwise: strip"),
     "helpdesk.yaml:6:14: error[hidden_by_a_line]: `otherwise: strip` hides more"},
    {"two rules for one class",
     swapped(kCardRule, "payment_card: strip\n  payment_card: keep"),
     "helpdesk.yaml:8:3: error[duplicate_key]: `payment_card` stands here and in line 7"},
    {"a priority that no system has",
     swapped("ticket:\n", "ticket:\n  priority: hgh\n"),
     "helpdesk.yaml:14:13: error[bad_priority]: `priority` must come out as low, normal, high or "
     "urgent. Did you mean `high`?"},
    {"a priority that is empty",
     swapped("ticket:\n", "ticket:\n  priority: \"\"\n"),
     "helpdesk.yaml:14:13: error[bad_priority]"},
    {"a constant priority in an expression",
     swapped("ticket:\n", "ticket:\n  priority: \"{'HIGH'}\"\n"),
     "helpdesk.yaml:14:13: error[bad_priority]"},
    {"a fault in a tag",
     swapped("ticket:\n", "ticket:\n  tags: [whatsapp, \"{messge.kind}\"]\n"),
     "helpdesk.yaml:14:22: error[bad_template]"},
    {"a tag that is a list",
     swapped("ticket:\n", "ticket:\n  tags: [[whatsapp]]\n"),
     "error[wrong_type]: `tags` takes a list of texts"},
    {"an expected tag where the mapping has none",
     swapped("comment.text: \"my", "ticket.tags: \"my"),
     "error[unknown_field]: this mapping does not fill `ticket.tags`"},
    {"an allowed card",
     swapped("sensitive:\n", "allow:\n  payment_card: [4111111111111111]\nsensitive:\n"),
     "helpdesk.yaml:6:3: error[unknown_key]"},
    {"an allowed number without its country",
     swapped("sensitive:\n", "allow:\n  phone: [030 901820]\nsensitive:\n"),
     "helpdesk.yaml:6:11: error[bad_allowed]: not a number with its country. Write +"},
    {"an allowed number that is half",
     swapped("sensitive:\n", "allow:\n  phone: [+49 30 9]\nsensitive:\n"),
     "error[bad_allowed]: not a number with its country"},
    {"an allowed account that is none",
     swapped("sensitive:\n", "allow:\n  iban: [1203 0000 0000 2020 51]\nsensitive:\n"),
     "helpdesk.yaml:6:10: error[bad_allowed]: not an IBAN"},
    {"an allowed address that is a word",
     swapped("sensitive:\n", "allow:\n  email: [example.org]\nsensitive:\n"),
     "error[bad_allowed]: not an e-mail address"},
    {"an allowed value that is nearly nothing",
     swapped("sensitive:\n", "allow:\n  postcode: [1-2]\nsensitive:\n"),
     "error[bad_allowed]: too short or too long"},
    {"more allowed values than anybody publishes",
     swapped(
         "sensitive:\n",
         "allow:\n  postcode: [" +
             [] {
                 std::string many;
                 for (int i = 0; i < 101; ++i)
                     many += (i == 0 ? "" : ", ") + std::to_string(10'000 + i);
                 return many;
             }() +
             "]\nsensitive:\n"
     ),
     "helpdesk.yaml:6:13: error[too_many]"},
    {"a forbidden keep",
     swapped(kCardRule, "payment_card: keep"),
     "helpdesk.yaml:7:3: error[forbidden_keep]: helpdesk -> sensitive.payment_card: keep -> "
     "helpdesk, but policies/balanced.yaml:6 forbids keep"},
    {"an own class that takes cards over",
     swapped(kOrderPattern, "{ pattern: '[0-9]+' }"),
     "helpdesk.yaml:8:3: error[forbidden_keep]: helpdesk -> sensitive.order_number: keep -> "
     "helpdesk would also show values of payment_card"},
    {"an own class that takes spaced cards over",
     swapped(kOrderPattern, "{ pattern: '[0-9 ]{16,19}' }"),
     "error[forbidden_keep]"},
    {"an own class that takes all over",
     swapped(kOrderPattern, "{ pattern: '.+' }"),
     "error[forbidden_keep]"},
    {"an unknown class",
     swapped(kCardRule, "payment_crad: mask"),
     "helpdesk.yaml:7:3: error[unknown_class]: nothing finds the class `payment_crad`. Did you "
     "mean `payment_card`?"},
    {"an unknown action",
     swapped(kCardRule, "payment_card: hide"),
     "helpdesk.yaml:7:17: error[bad_action]: `payment_card`: no such action. Known here: strip, "
     "withhold, mask"},
    {"a misspelt action",
     swapped(kCardRule, "payment_card: msk"),
     "helpdesk.yaml:7:17: error[bad_action]: `payment_card`: no such action. Did you mean `mask`?"},
    {"an action without a word",
     swapped(kCardRule, "payment_card:"),
     "error[bad_action]: `payment_card`: an action is one word"},
    {"five digits kept",
     swapped(kCardRule, "payment_card: { mask: { keep_last: 5 } }"),
     "helpdesk.yaml:7:38: error[bad_action]: `payment_card`: `keep_last` is out of range. Choose 0 "
     "to 4"},
    {"a negative count",
     swapped(kCardRule, "payment_card: { mask: { keep_last: -1 } }"),
     "error[bad_action]"},
    {"keep_first",
     swapped(kCardRule, "payment_card: { mask: { keep_first: 2 } }"),
     "helpdesk.yaml:7:27: error[bad_action]: `payment_card`: unknown setting of `mask`"},
    {"a loud placeholder",
     swapped(kCardRule, "payment_card: { mask: { placeholder: loud } }"),
     "error[bad_action]: `payment_card`: `placeholder` can be silent"},
    {"generalise to nothing",
     swapped(kCardRule, "payment_card: generalise"),
     "error[bad_action]: `payment_card`: `generalise` needs to know to what"},
    {"generalise a card",
     swapped(kCardRule, "payment_card: { generalise: decade }"),
     "error[bad_action]: `payment_card`: only date_of_birth, postcode and your own classes of"},
    {"generalise to a slip",
     swapped("order_number: keep", "order_number: { generalise: yeer }"),
     "error[bad_action]: `order_number`: cannot be generalised to this. Did you mean `year`?"},
    {"tokenise within a slip",
     swapped(kCardRule, "payment_card: { tokenise: { scope: everywhere } }"),
     "error[bad_action]: `payment_card`: `tokenise` takes a scope"},
    {"a text rule that hides",
     swapped("sensitive:\n", "text_when:\n  - { kind: [text], then: withheld }\nsensitive:\n"),
     "error[hidden_by_a_line]: `withheld` hides more than `full_masked`"},
    {"a text rule without a condition",
     swapped("sensitive:\n", "text_when:\n  - { then: full_masked }\nsensitive:\n"),
     "error[no_condition]"},
    {"a text rule on an unknown class",
     swapped(
         "sensitive:\n", "text_when:\n  - { unless_found: [emai], then: full_masked }\nsensitive:\n"
     ),
     "error[unknown_class]: there is no class `emai`. Did you mean `email`?"},
    {"a text rule on an unknown kind",
     swapped("sensitive:\n", "text_when:\n  - { kind: [txt], then: full_masked }\nsensitive:\n"),
     "error[unknown_kind]: there is no kind `txt`. Did you mean `text`?"},
    {"a text that hides more than the policy",
     swapped("sensitive:\n", "text: withheld\nsensitive:\n"),
     "error[hidden_by_a_line]: `withheld` hides more than `full_masked`"},
    {"a number as alias",
     swapped(kCardRule, "phone: alias"),
     "error[bad_action]: `phone`: only `contact_name` can become an alias"},
    {"two actions in one",
     swapped(kCardRule, "payment_card: { mask: {}, strip: {} }"),
     "error[bad_action]: `payment_card`: an action is one word"},
    {"a line that hides more than otherwise",
     swapped(kCardRule, "payment_card: strip"),
     "helpdesk.yaml:7:3: error[hidden_by_a_line]: `payment_card: strip` hides more than "
     "what holds without this line"},
    {"a forbidden text mode",
     swapped("extends: balanced\n", "extends: balanced\ntext: full_masked\n"),
     "helpdesk.yaml:5:7: error[forbidden_text]: `text: full_masked` is forbidden by "
     "policies/balanced.yaml:7",
     replaced(kPolicy, "text: full_masked", "text: withheld") + "  text: [full_masked]\n"},
    {"an unknown text mode",
     swapped("extends: balanced\n", "extends: balanced\ntext: plain\n"),
     "helpdesk.yaml:5:7: error[not_a_choice]"},
    {"a class that is built in",
     swapped("  order_number: {", "  phone: { words: [x] }\n  order_number: {"),
     "helpdesk.yaml:10:3: error[reserved_class]: `phone` is built in"},
    {"a class without a way",
     swapped(kOrderPattern, "{ context: [order] }"),
     "helpdesk.yaml:10:3: error[bad_class]: `order_number` needs either a pattern or words"},
    {"a class with two ways",
     swapped(kOrderPattern, "{ pattern: 'x', words: [y] }"),
     "error[bad_class]"},
    {"an open bracket in a pattern",
     swapped(kOrderPattern, "{ pattern: 'ORD-[0-9' }"),
     "helpdesk.yaml:10:28: error[bad_pattern]: the pattern cannot be used: a bracket `[` is not "
     "closed"},
    {"a look-behind",
     swapped(kOrderPattern, "{ pattern: '(?<=x)y' }"),
     "error[bad_pattern]: the pattern cannot be used: look-ahead, look-behind"},
    {"a back reference", swapped(kOrderPattern, "{ pattern: '(a)\\1' }"), "error[bad_pattern]"},
    {"a pattern that explodes",
     swapped(kOrderPattern, "{ pattern: '((a{100}){100}){100}' }"),
     "error[bad_pattern]"},
    {"a pattern that is too large",
     swapped(kOrderPattern, "{ pattern: '(\\pL{20}|\\pN{20}){9}' }"),
     "error[bad_pattern]"},
    {"a pattern that matches nothing",
     swapped(kOrderPattern, "{ pattern: 'x*' }"),
     "error[bad_pattern]: the pattern cannot be used: it also matches nothing at all"},
    {"a word list that is not there",
     swapped(kOrderPattern, "{ words: words/vets.txt }"),
     "error[unknown_words]: there is no such word list beside the mappings. Did you mean "
     "`words/vet.txt`?"},
    {"a word list outside",
     swapped(kOrderPattern, "{ words: ../../etc/passwd }"),
     "error[unknown_words]"},
    {"no words", swapped(kOrderPattern, "{ words: [] }"), "error[bad_words]"},
    {"an unknown path in a template",
     swapped("\"{message.text}\"", "\"Text: {message.txt}\""),
     "helpdesk.yaml:16:17: error[bad_template]: unknown path message.txt. Did you mean "
     "message.text?"},
    {"a root that no mapping has",
     swapped("\"{message.text}\"", "\"{contact.phone}\""),
     "error[bad_template]"},
    {"an unknown filter",
     swapped("\"{message.text}\"", "\"{message.text | sha256}\""),
     "error[bad_template]"},
    {"an open expression",
     swapped("\"{message.text}\"", "\"{message.text\""),
     "error[bad_template]"},
    {"a kind that is none",
     swapped("comment:", "attachments: { accept: [images] }\ncomment:"),
     "helpdesk.yaml:15:25: error[bad_kind]"},
    {"an endless reopening",
     swapped("comment:", "episodes: { reopen_within: 400d }\ncomment:"),
     "error[out_of_range]: `reopen_within` is out of range. Choose 0ms to 90d"},
    {"a test without expectation",
     swapped(
         "    expect: { comment.text: \"my card is [card removed: Visa]\" }\n    never: "
         "[payment_card]\n",
         ""
     ),
     "helpdesk.yaml:18:5: error[no_expectation]"},
    {"a test for a field that is not filled",
     swapped("comment.text: \"my", "ticket.fields.Name: \"my"),
     "helpdesk.yaml:20:35: error[unknown_field]: this mapping does not fill `ticket.fields.Name`"},
    {"a test against an unknown class",
     swapped("never: [payment_card]", "never: [card]"),
     "helpdesk.yaml:21:13: error[unknown_class]"},
    {"a real card in a test",
     tested("my card is 4539 5787 6362 1486"),
     "helpdesk.yaml:19:10: error[real_value]: this text holds a card number that may be "
     "somebody's"},
    {"a real card beside a test card",
     tested("4111111111111111 or 4539578763621486"),
     "error[real_value]"},
    {"a real card in full-width digits",
     tested("４５３９５７８７６３６２１４８６"),
     "error[real_value]"},
    {"101 own classes",
     swapped("  order_number: {", many("", "  cN: { words: [x] }\n", 100) + "  order_number: {"),
     "helpdesk.yaml:10:3: error[too_many]: more than 100 own classes"},
    {"501 tests",
     many(kMapping, "  - { name: tN, say: x, never: [phone] }\n", 500),
     "helpdesk.yaml:18:3: error[too_many]: `tests` has more than 500 entries"},
    {"a policy without rules",
     kMapping,
     "policies/balanced.yaml:1:1: error[missing_key]: `sensitive` is missing",
     "policy: balanced\n"},
    {"a policy that breaks its own law",
     kMapping,
     "policies/balanced.yaml:5:3: error[forbidden_keep]",
     replaced(kPolicy, "otherwise: mask\n", "otherwise: mask\n  payment_card: keep\n")},
    {"a policy whose line hides more",
     kMapping,
     "policies/balanced.yaml:5:3: error[hidden_by_a_line]",
     replaced(kPolicy, "otherwise: mask\n", "otherwise: mask\n  phone: strip\n")},
    {"a law about an unknown class",
     kMapping,
     "policies/balanced.yaml:6:10: error[unknown_class]",
     replaced(kPolicy, "[payment_card]", "[payment_crad]")},
    {"a law about an unknown mode",
     kMapping,
     "policies/balanced.yaml:7:10: error[not_a_choice]",
     kPolicy + "  text: [plain]\n"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_broken_mapping_is_told_with_place_and_cure, kFaults) {
    const LoadResult result = loaded(sample.mapping, sample.policy);
    BOOST_TEST(!result.rules);
    const std::string faults = test::printed(result.lints);
    BOOST_TEST(faults.find(sample.expected) != std::string::npos, faults);
}

BOOST_AUTO_TEST_CASE(no_word_of_re2_or_of_a_pattern_is_in_a_fault) {
    const auto result = loaded(swapped(kOrderPattern, "{ pattern: 'hunter2[' }"));
    const auto faults = test::printed(result.lints);
    BOOST_TEST(faults.find("bad_pattern") != std::string::npos);
    BOOST_TEST(faults.find("hunter2") == std::string::npos, faults);
}
