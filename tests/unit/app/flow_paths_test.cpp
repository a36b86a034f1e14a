// `bowline flow`: each way by which a value can go is named, and what is proven holds when messages
// are really rendered.
#include "connector/app/flow/flow_print.h"
#include "connector/app/mapping_trial.h"
#include "connector/app/vocabulary.h"
#include "connector/detect/detector.h"
#include "connector/settings/rule_set.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <random>

using namespace bowline;
using namespace bowline::app;

namespace {

const DestinationId kDesk{"helpdesk"};

struct Rules {
    std::string policyText = "full_masked";
    std::string sensitive{};  ///< lines of the mapping
    std::string routes{};     ///< before the default
    std::string textWhen{};
    std::string allow{};
    std::string subject = "x";
    std::string country{};
};

settings::LoadResult loaded(const Rules& rules) {
    settings::Sources sources;
    sources.config = {
        "bowline.yaml",
        "store: { path: store }\nchannels:\n  - { name: support, number: \"1\", app_secret: "
        "\"${cred:a}\", verify_token: \"${cred:b}\" }\ndestinations:\n  - { name: helpdesk, "
        "adapter: folder, path: tickets }\nroutes:\n" +
            rules.routes + "  - { id: default, to: [helpdesk] }\n"};
    sources.policies = {
        {"p.yaml", "policy: p\ntext: " + rules.policyText + "\nsensitive: { otherwise: strip }\n"}};
    sources.mappings = {
        {"m.yaml",
         "mapping: m\nto: helpdesk\npurpose: answer\nextends: p\n" + rules.textWhen + rules.allow +
             "classes: { order: { pattern: 'ORD-[0-9]{6}' } }\nsensitive:\n  otherwise: strip\n" +
             rules.sensitive + "contact: { name: \"{contact.name}\"" +
             (rules.country.empty() ? "" : ", fields: { Country: \"" + rules.country + "\" }") +
             " }\nticket: { subject: \"" + rules.subject +
             "\" }\ncomment: { text: \"{message.text}\" }\n"}};
    return settings::compileRules(sources, vocabularyOf(AdapterShelf::shipped()));
}

RuleSetPtr sound(const Rules& rules) {
    const auto result = loaded(rules);
    std::string faults;
    for (const auto& lint : result.lints)
        faults += toText(lint) + "\n";
    BOOST_REQUIRE_MESSAGE(result.rules, faults);
    return result.rules;
}

ClassFlow flowOfCard(const Rules& rules) {
    return flowOf(*sound(rules), "payment_card", kDesk);
}

struct Case {
    const char* name;
    Rules rules;
    Exposure exposure;
    const char* way;  ///< a step of one path, or empty
    friend std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.name; }
};

const std::vector<Case> kCases = {
    {"stripped", {}, Exposure::Nothing, ""},
    {"masked", {.sensitive = "  payment_card: mask\n"}, Exposure::Fact, "comment.text"},
    {"silent",
     {.sensitive = "  payment_card: { mask: { placeholder: silent } }\n"},
     Exposure::Nothing,
     ""},
    {"kept", {.sensitive = "  payment_card: keep\n"}, Exposure::Value, "comment.text"},
    {"its end is kept",
     {.sensitive = "  payment_card: { mask: { keep_last: 2 } }\n"},
     Exposure::Part,
     "comment.text"},
    {"tokenised", {.sensitive = "  payment_card: tokenise\n"}, Exposure::Part, "comment.text"},
    {"withheld", {.sensitive = "  payment_card: withhold\n"}, Exposure::Fact, "comment.text"},
    {"kept in a text that is withheld",
     {.policyText = "withheld", .sensitive = "  payment_card: keep\n"},
     Exposure::Nothing,
     ""},
    {"kept in a text that a rule shows",
     {.policyText = "withheld",
      .sensitive = "  payment_card: keep\n",
      .textWhen = "text_when: [{ kind: [text], then: full_masked }]\n"},
     Exposure::Value,
     "comment.text"},
    {"a text mode that asks for it",
     {.policyText = "withheld",
      .textWhen = "text_when: [{ unless_found: [payment_card], then: full_masked }]\n"},
     Exposure::Fact,
     "text_when.unless_found"},
    {"kept in a subject",
     {.sensitive = "  payment_card: keep\n", .subject = "{message.text | shorten(20)}"},
     Exposure::Value,
     "ticket.subject"},
    {"a route that asks for it",
     {.routes = "  - { id: cards, found: [payment_card], path: record }\n"},
     Exposure::Fact,
     "route cards: found"},
    {"a route that asks for words",
     {.routes = "  - { id: refunds, words: [refund], to: [helpdesk] }\n"},
     Exposure::Fact,
     "route refunds: words"},
    {"kept in a name that is shown",
     {.policyText = "withheld", .sensitive = "  payment_card: keep\n  contact_name: keep\n"},
     Exposure::Value,
     "contact.name"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(flow_paths)

BOOST_DATA_TEST_CASE(a_way_is_named_with_what_it_shows, kCases, c) {
    const auto flow = flowOfCard(c.rules);
    BOOST_TEST(toText(flow.exposure()) == toText(c.exposure));
    bool isNamed = std::string(c.way).empty();
    for (const auto& path : flow.paths)
        isNamed = isNamed || std::ranges::find(path.steps, c.way) != path.steps.end();
    BOOST_TEST(isNamed);
}

BOOST_AUTO_TEST_CASE(the_country_is_a_part_of_the_number) {
    const auto rules = sound({.country = "{contact.country}"});
    BOOST_TEST(toText(flowOf(*rules, "phone", kDesk).exposure()) == "part");
    BOOST_TEST(toText(flowOf(*rules, "email", kDesk).exposure()) == "nothing");
}

BOOST_AUTO_TEST_CASE(of_an_own_class_nobody_measured_what_is_found) {
    ClassFlow own;
    own.cls = "order_number";
    std::ostringstream out;
    printProof(out, own);
    BOOST_TEST(out.str().find("not measured") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_proof_says_what_it_does_not_cover) {
    std::ostringstream out;
    printProof(out, flowOfCard({.sensitive = "  payment_card: mask\n"}));
    BOOST_TEST(out.str().starts_with("proven: no rule releases a value of payment_card"));
    BOOST_TEST(out.str().find("Recall of this class on labelled texts: ") != std::string::npos);
    std::ostringstream failed;
    printProof(failed, flowOfCard({.sensitive = "  payment_card: keep\n"}));
    BOOST_TEST(
        failed.str() ==
        "not proven: payment_card reaches helpdesk\n  the value: message.text -> "
        "sensitive.payment_card: keep -> comment.text\n"
    );
}

BOOST_AUTO_TEST_CASE(the_proof_names_the_business_own_values_as_its_exception) {
    const auto rules =
        sound({.sensitive = "  phone: mask\n", .allow = "allow: { phone: [+12025550100] }\n"});
    const auto flow = flowOf(*rules, "phone", kDesk);
    std::ostringstream out;
    printProof(out, flow);
    BOOST_TEST(out.str().starts_with(
        "proven: no rule releases a value of phone to helpdesk (mask), except 1 of your own that "
        "`allow.phone` lists\n"
    ));
    std::ostringstream table;
    printFlows(table, {flow});
    BOOST_TEST(table.str().find("that there is one (mask, 1 allowed)") != std::string::npos);
    BOOST_TEST(flowsAsJson("id", {flow})["flows"][0]["allowed"] == 1);
}

BOOST_AUTO_TEST_CASE(table_document_and_picture_name_every_class) {
    const auto flows = allFlows(*sound({}), detect::builtInClasses());
    std::ostringstream table;
    printFlows(table, flows);
    const auto document = flowsAsJson("id", flows);
    const auto svg = flowsAsSvg(flows);
    for (const auto& cls : detect::builtInClasses()) {
        BOOST_TEST(table.str().find(cls) != std::string::npos);
        BOOST_TEST(svg.find(">" + cls + "<") != std::string::npos);
    }
    BOOST_TEST(document["flows"].size() == detect::builtInClasses().size() + 1);
    BOOST_TEST(svg.starts_with("<svg "));
}

BOOST_AUTO_TEST_CASE(what_is_proven_holds_for_what_is_rendered) {
    const std::vector<std::pair<std::string, std::string>> values = {
        {"payment_card", "4111 1111 1111 1111"},
        {"email", "ana.example@example.org"},
        {"order", "ORD-204711"}};
    const std::vector<std::string> actions = {
        "strip", "withhold", "mask", "keep", "tokenise", "{ mask: { keep_last: 4 } }"};
    const std::vector<std::string> modes = {"withheld", "fields_only", "full_masked"};
    std::mt19937 random(20261127);
    int shown = 0;
    int proven = 0;
    for (int round = 0; round < 300; ++round) {
        Rules rules{.policyText = modes[random() % modes.size()]};
        for (const auto& [cls, value] : values)
            rules.sensitive += "  " + cls + ": " + actions[random() % actions.size()] + "\n";
        if (random() % 2 == 0)
            rules.subject = "{message.text | upper}";
        if (random() % 3 == 0)
            rules.textWhen = "text_when: [{ unless_found: [email], then: full_masked }]\n";
        const auto made = loaded(rules);
        if (!made.rules)
            continue;
        const MappingTrial trial(made.rules, true);
        for (const auto& [cls, value] : values) {
            settings::MappingTest test;
            test.destination = kDesk;
            test.say = "it is " + value + " today";
            const auto exposure = flowOf(*made.rules, cls, kDesk).exposure();
            const auto result = trial.result(test);
            bool isShown = false;
            bool isPartShown = false;
            for (const auto& [field, text] : result.fields) {
                isShown = isShown || text.find(value.substr(0, 8)) != std::string::npos;
                isPartShown =
                    isPartShown || text.find(value.substr(value.size() - 4)) != std::string::npos;
            }
            BOOST_TEST((!isShown || exposure == Exposure::Value), rules.sensitive << cls);
            BOOST_TEST((!isPartShown || exposure >= Exposure::Part), rules.sensitive << cls);
            shown += isShown ? 1 : 0;
            proven += exposure < Exposure::Part ? 1 : 0;
        }
    }
    BOOST_TEST(shown > 20);
    BOOST_TEST(proven > 100);
}

BOOST_AUTO_TEST_SUITE_END()
