// The template language as an author meets it: values, operators, filters, escapes, faults.
#include "connector/expression/template.h"

#include "connector/expression/filters.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <limits>

using namespace bowline;
using namespace bowline::expression;
namespace data = boost::unit_test::data;

namespace {

/// Everything is allowed, in the adapters' or the mappings' delimiters.
Dialect anything(const std::string& open) {
    Dialect dialect{open, {"in.*", "a", "list", "steps.*", "settings.*", "null_here"}, {}};
    for (const auto& filter : filters())
        dialect.filters.emplace(filter.name);
    return dialect;
}

Map roots() {
    return {
        {"a", Value(7)},
        {"list", Value(List{"one", 2, true})},
        {"steps",
         Value(Map{
             {"up",
              List{
                  Map{{"token", "t1"}, {"ids", List{Map{{"id", 1}}, Map{{"id", 2}}}}},
                  "no map",
                  Map{{"token", nullptr}},
                  Map{{"token", "t2"}, {"ids", List{Map{{"id", 3}}}}}}},
             {"none", List{}},
         })},
        {"in",
         Value(Map{
             {"text", "a } b { c ${in.text}"},
             {"digits", "123"},
             {"empty", ""},
             {"yes", true},
             {"no", false},
             {"at", Value(fromMillis(1'795'448'171'000))},
             {"accents", "ÀÉß Straße ΩЖ"},
             {"retry-after", "9"},
         })}};
}

Value run(const std::string& source) {
    const auto compiled = Template::compile(source, anything("${"));
    if (const auto* fault = std::get_if<CompileFault>(&compiled))
        BOOST_FAIL(source << ": " << fault->message);
    return std::get<Template>(compiled).evaluate(roots());
}

struct Case {
    std::string source;
    Value expected;
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.source;
}

const Case kCases[] = {
    {"plain text", "plain text"},
    {"", ""},
    {"${in.digits}", "123"},
    {"${a}", 7},
    {"a=${a}", "a=7"},
    {"${in.text}!", "a } b { c ${in.text}!"},
    {"${'}'}", "}"},
    {"$${in.text}", "${in.text}"},
    {"{ $ }", "{ $ }"},
    {"${in.none}", Value()},
    {"<${in.none}>", "<>"},
    {"${in.text.deeper}", Value()},
    {"${in.retry-after}", "9"},
    {"${list[0]}", "one"},
    {"${list[9]}", Value()},
    {"${in.text[0]}", Value()},
    {"${list}", Value(List{"one", 2, true})},
    {"${steps.up[*].token}", Value(List{"t1", "t2"})},
    {"${steps.up[*].ids[*].id}", Value(List{1, 2, 3})},
    {"${steps.up[*].ids[0].id}", Value(List{1, 3})},
    {"${list[*]}", Value(List{"one", 2, true})},
    {"${list[ * ]}", Value(List{"one", 2, true})},
    {"${steps.none[*].token}", Value(List{})},
    {"${steps.missing[*].token}", Value()},
    {"${steps[*].token}", Value()},
    {"${a[*]}", Value()},
    {"${steps.up[*].token | join(',')}", "t1,t2"},
    {"${in.at | plus_seconds(-3600)}", Value(fromMillis(1'795'444'571'000))},
    {"${[-1, -9223372036854775808]}", Value(List{-1, std::numeric_limits<std::int64_t>::min()})},
    {"[${list}]", "[one, 2, true]"},
    {"${-5}", -5},
    {R"(${'it\'s \\ "x"\n'})", "it's \\ \"x\"\n"},
    {"${\"double\"}", "double"},
    {"${null}", Value()},
    {"${a == 7}", true},
    {"${a == '7'}", false},
    {"${a != '7'}", true},
    {"${a < 8 && a >= 7}", true},
    {"${a < '8'}", Value()},
    {"${'a' < 'b'}", true},
    {"${in.at > in.at}", false},
    {"${in.at <= in.at}", true},
    {"${in.none ?? 'x' == 'x'}", true},
    {"${in.empty ?? 'x'}", ""},
    {"${in.empty | default('x')}", "x"},
    {"${in.none | default(a)}", 7},
    {"${!in.no}", true},
    {"${!!in.none}", false},
    {"${in.no || in.yes}", true},
    {"${in.yes && 0}", true},
    {"${in.no && in.yes || true}", true},
    {"${in.yes ? 'then' : 'else'}", "then"},
    {"${in.no ? 1 : in.no ? 2 : 3}", 3},
    {"${'one' in list}", true},
    {"${'ONE' in list}", false},
    {"${2 in [1, 2]}", true},
    {"${'k' in {'k': 1}}", true},
    {"${'x' in 'xyz'}", Value()},
    {"${list | length == 3}", true},
    {"${(in.none ?? 'A') | lower}", "a"},
    {"${{'k': {'j': a}}}", Value(Map{{"k", Map{{"j", 7}}}})},
    {"${in.text | shorten(5)}", "a } …"},
    {"${'ééé' | shorten(3)}", "ééé"},
    {"${'éééé' | shorten(3)}", "éé…"},
    {"${'long' | shorten(1)}", "…"},
    {"${'long' | shorten(0)}", Value()},
    {"${a | shorten(3)}", Value()},
    {"${in.accents | lower}", "àéß straße ωж"},
    {"${in.accents | upper}", "ÀÉß STRAßE ΩЖ"},
    {"${' x\n' | trim}", "x"},
    {"${in.yes | map({'true': 'T', false: 'F'})}", "T"},
    {"${a | map({'7': 'seven'})}", "seven"},
    {"${in.digits | map({x: 1})}", Value()},
    {"${list | join('-')}", "one-2-true"},
    {"${in.digits | join('-')}", Value()},
    {"${list | first}", "one"},
    {"${list | last}", true},
    {"${[] | first}", Value()},
    {"${in.accents | length}", 13},
    {"${in.at | date}", "2026-11-23T15:36:11Z"},
    {"${in.at | date('%d.%m.%Y %H:%M:%S 100%%')}", "23.11.2026 15:36:11 100%"},
    {"${in.digits | date}", Value()},
    {"${a | str}", "7"},
    {"${in.digits | int}", 123},
    {"${'12a' | int}", Value()},
    {"${in.yes | int}", Value()},
    {"at ${in.at}", "at 2026-11-23T15:36:11Z"},
};

struct Broken {
    std::string source;
    std::size_t offset;
    std::string message;
    std::string hint;
};
std::ostream& operator<<(std::ostream& out, const Broken& c) {
    return out << c.source;
}

std::string repeated(const std::string& what, int times) {
    std::string out;
    while (times-- > 0)
        out += what;
    return out;
}

const Broken kBroken[] = {
    {"{person.secret}", 1, "unknown path person.secret", "known here: channel.name"},
    {"x {message.txt}", 3, "unknown path message.txt", "did you mean message.text?"},
    {"{contact}", 1, "unknown path contact", ""},
    {"{message.text | shortn(3)}", 16, "unknown filter shortn", "did you mean shorten?"},
    {"{message.text | join(',')}", 16, "unknown filter join", ""},
    {"{message.text | shorten}", 16, "wrong number of arguments", "write shorten(n)"},
    {"{message.text | trim(1)}", 16, "wrong number of arguments", "write trim"},
    {"{message.text | shorten('x')}", 16, "the argument must be a number", "write shorten(n)"},
    {"{message.sent_at | date('%Q')}", 19, "unknown letter after %", "date("},
    {"{}", 1, "a value is expected here", "{{"},
    {"{message.text", 13, "does not end here", "}"},
    {"{message.text message.text}", 14, "does not end here", ""},
    {"{'open}", 1, "no closing quote", ""},
    {"{'\\q'}", 2, "after a backslash", ""},
    {"{1 < 2 < 3}", 7, "comparisons do not chain", ""},
    {"{99999999999999999999}", 1, "whole number", ""},
    {"{message.text @ 1}", 14, "no meaning", ""},
    {"{{'a': 1} {1", 12, "does not end here", ""},
    {"{ {'a': 1, 'a': 2} }", 11, "stands here twice", ""},
    {"{- 1}", 1, "whole number", ""},
    {"{message.text[-1]}", 14, "a place, counted from 0, or *", ""},
    {"{message.text[*}", 15, "] is expected", ""},
    {"{a" + repeated("[0]", 16) + "}", 1, "more than 16 steps", ""},
    {"{2 * 3}", 3, "does not end here", ""},
    {"{message.}", 9, "a name is expected after the dot", ""},
    {"{[1, 2}", 6, "] is expected", ""},
    {"{(1}", 3, ") is expected", ""},
    {"{1 ? 2}", 6, ": is expected", ""},
    {"{" + repeated("(", 17) + "1", 17, "nested deeper than 16", ""},
    {"{" + repeated("!", 70) + "1}", 72, "more than 64 parts", ""},
    {repeated("x", 4097), 4096, "longer than 4 KiB", ""},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_template_means_what_it_looks_like, data::make(kCases), c) {
    const Value value = run(c.source);
    BOOST_TEST((value == c.expected), c.source << " gave " << toText(value));
    BOOST_TEST(value.data().index() == c.expected.data().index());
}

BOOST_DATA_TEST_CASE(a_fault_says_where_what_and_the_cure, data::make(kBroken), c) {
    const auto compiled = Template::compile(c.source, mappingDialect());
    const auto* fault = std::get_if<CompileFault>(&compiled);
    BOOST_REQUIRE(fault);
    BOOST_TEST(fault->offset == c.offset);
    BOOST_TEST(fault->message.find(c.message) != std::string::npos, fault->message);
    BOOST_TEST(fault->hint.find(c.hint) != std::string::npos, fault->hint);
}

BOOST_AUTO_TEST_CASE(a_doubled_brace_is_a_brace_in_a_mapping) {
    const auto compiled = Template::compile("{{x} {{{route.queue}}", mappingDialect());
    const Map queue{{"route", Value(Map{{"queue", "Q"}})}};
    BOOST_TEST(std::get<Template>(compiled).render(queue) == "{x} {Q}");
}

BOOST_AUTO_TEST_CASE(nesting_of_sixteen_and_sixty_four_parts_are_allowed) {
    const auto deep = "{" + repeated("(", 15) + "1" + repeated(")", 15) + "}";
    BOOST_TEST(std::holds_alternative<Template>(Template::compile(deep, mappingDialect())));
    const auto wide = "{" + repeated("!", 63) + "1}";
    BOOST_TEST(std::holds_alternative<Template>(Template::compile(wide, mappingDialect())));
}

BOOST_AUTO_TEST_CASE(what_a_value_becomes_in_a_row_of_text_can_be_said) {
    const auto compiled = Template::compile("<a>{message.text}</a>{route.queue}", mappingDialect());
    const Map roots{{"message", Map{{"text", "<"}}}, {"route", Map{{"queue", Value()}}}};
    const auto written = std::get<Template>(compiled).renderWith(roots, [](const Value& value) {
        return value.isNull() ? std::string("nothing") : std::string("&lt;");
    });
    BOOST_TEST(written == "<a>&lt;</a>nothing");
}

BOOST_AUTO_TEST_CASE(a_template_names_what_it_reads_once_and_sorted) {
    const auto compiled = Template::compile(
        "{route.queue} {message.text | default(contact.alias)} {route.queue}", mappingDialect()
    );
    const std::vector<std::string> expected{"contact.alias", "message.text", "route.queue"};
    BOOST_TEST(std::get<Template>(compiled).reads() == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(output_is_cut_at_256_kib_on_a_code_point_border) {
    const auto compiled = Template::compile("x{message.text}", mappingDialect());
    std::string text;
    while (text.size() < 300'000)
        text += "é";
    const auto out = std::get<Template>(compiled).render({{"message", Map{{"text", text}}}});
    BOOST_TEST(out.size() == 256 * 1024 - 1);
    BOOST_TEST(out.ends_with("é"));
}

BOOST_AUTO_TEST_CASE(a_lone_tree_is_bounded_as_well) {
    const auto compiled = Template::compile("${list}", anything("${"));
    const Map big{{"list", Value(List{std::string(200'000, 'a'), std::string(200'000, 'b'), "c"})}};
    const Value value = std::get<Template>(compiled).evaluate(big);
    const auto& list = std::get<List>(value.data());
    BOOST_TEST(std::get<std::string>(list[0].data()).size() == 200'000);
    BOOST_TEST(std::get<std::string>(list[1].data()).size() < 70'000);
}

BOOST_AUTO_TEST_CASE(a_time_outside_the_calendar_is_empty_and_not_a_failure) {
    const auto compiled = Template::compile("${in.at} ${in.at | date('%Y')}", anything("${"));
    const Map roots{{"in", Map{{"at", Value(Instant::max())}}}};
    BOOST_TEST(std::get<Template>(compiled).render(roots) == " ");
}

BOOST_AUTO_TEST_CASE(filters_are_sorted_and_have_a_sentence) {
    BOOST_TEST(std::ranges::is_sorted(filters(), {}, &Filter::name));
    for (const auto& filter : filters()) {
        BOOST_TEST(filter.meaning.ends_with("."), filter.name);
        BOOST_TEST(filter.signature.starts_with(filter.name), filter.name);
        BOOST_TEST(filter.required <= filter.arguments.size(), filter.name);
    }
}

BOOST_AUTO_TEST_CASE(mappings_have_their_filters_and_adapters_have_all) {
    const std::set<std::string> inMappings{
        "date", "default", "int", "length", "lower", "map", "shorten", "str", "trim", "upper"};
    BOOST_TEST(mappingDialect().filters == inMappings, boost::test_tools::per_element());
    BOOST_TEST(adapterFilters().size() == filters().size());
    for (const auto& name : adapterFilters())
        BOOST_TEST(findFilter(name) != nullptr, name);
}

BOOST_AUTO_TEST_CASE(no_filter_could_make_a_personal_value_unrecognisable) {
    for (const char* name :
         {"digits", "e164", "sha256", "hmac_sha256", "hmac_sha1", "hex", "truncate", "replace"})
        BOOST_TEST(findFilter(name) == nullptr, name);
}
