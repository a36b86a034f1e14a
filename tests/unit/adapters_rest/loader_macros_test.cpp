// What a macro's arguments may change, and what they may not.
#include "adapters/rest/macros_text.h"
#include "tests/unit/adapters_rest/loader_support.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline::adapters::rest;

namespace {

struct Case {
    const char* why;
    const char* body;
    const char* expected;
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.why;
}

const std::map<std::string, std::string> kArguments = {
    {"path", "in.ticket.id"}, {"word", "'a}b'"}, {"sum", "a ?? 'x'"}, {"list", "[[a], 'b']"}};

const Case kCases[] = {
    {"a path as it is", "${path}", "${in.ticket.id}"},
    {"a path that goes on", "${path.first}", "${in.ticket.id.first}"},
    {"a literal as it is", "x ${word} y", "x ${'a}b'} y"},
    {"an expression in parentheses", "${sum | lower}", "${(a ?? 'x') | lower}"},
    {"a list in parentheses", "${list}", "${([[a], 'b'])}"},
    {"twice and among others",
     "${path}/${other}/${path}",
     "${in.ticket.id}/${other}/${in.ticket.id}"},
    {"text outside of expressions", "path ${other} word", "path ${other} word"},
    {"the end of a longer path", "${in.path}", "${in.path}"},
    {"a filter of that name", "${a | word}", "${a | word}"},
    {"a key of a map", "${{path: path, 'word': word}}", "${{path: in.ticket.id, 'word': 'a}b'}}"},
    {"branches of a choice", "${a ? path : word}", "${a ? in.ticket.id : 'a}b'}"},
    {"an argument of a filter", "${a | default(word)}", "${a | default('a}b')}"},
    {"a text in quotes", "${'path' == path}", "${'path' == in.ticket.id}"},
    {"a literal delimiter", "$${path} ${path}", "$${path} ${in.ticket.id}"},
    {"an expression without an end", "${path", "${in.ticket.id"},
    {"a text without an end", "${'path", "${'path"},
};

std::string withMacro(std::string_view macro, std::string_view use) {
    std::string text =
        baseWith("  \"find(kind, key)\"", std::string(macro) + "\n  \"find(kind, key)\"");
    const std::string place = "{state: \"${in.ticket.status}\"}";
    return text.replace(text.find(place), place.size(), use);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(adapter_macros)

BOOST_DATA_TEST_CASE(only_names_of_parameters_are_replaced, kCases) {
    BOOST_TEST(withArguments(sample.body, kArguments) == sample.expected);
}

BOOST_AUTO_TEST_CASE(a_macro_stands_in_the_place_of_a_tree) {
    const auto spec = loadSound(withMacro(
        "  \"status(value)\": {$if: value != null, then: \"${value}\"}",
        "{state: {use: \"status(in.ticket.status)\"}}"
    ));
    const auto& body =
        spec->operations.at(bowline::adapter_api::Primitive::TicketUpdate).steps.at(0).request.body;
    const Tree& state = body.fields.at(0).second;
    BOOST_TEST((state.kind == TreeKind::If));
    BOOST_TEST(state.scalar->reads().front() == "in.ticket.status");
    BOOST_TEST(state.items.at(0).scalar->reads().front() == "in.ticket.status");
}

BOOST_AUTO_TEST_CASE(a_macro_without_parameters_is_called_with_brackets) {
    const auto spec = loadSound(withMacro("  \"open()\": open", "{state: {use: \"open()\"}}"));
    BOOST_TEST((spec != nullptr));
}

BOOST_AUTO_TEST_CASE(a_macro_that_nobody_uses_is_a_warning) {
    const auto loaded = load(
        baseWith("  \"find(kind, key)\"", "  \"open()\": ${nonsense\n  \"find(kind, key)\""),
        baseScope()
    );
    BOOST_TEST((loaded.spec != nullptr));
    BOOST_REQUIRE_EQUAL(loaded.lints.size(), 1U);
    BOOST_TEST(loaded.lints.at(0).code == "unused_macro");
    BOOST_TEST(loaded.lints.at(0).line == 104U);
}

BOOST_AUTO_TEST_CASE(macros_that_multiply_are_refused) {
    std::string body = "[";
    for (int i = 0; i < 999; ++i)
        body += "x, ";
    std::string uses = "[";
    for (int i = 0; i < 30; ++i)
        uses += "{use: \"big()\"}, ";
    const auto loaded =
        load(withMacro("  \"big()\": " + body + "x]", "{state: " + uses + "x]}"), baseScope());
    BOOST_REQUIRE(!loaded.spec);
    BOOST_TEST(loaded.lints.at(0).code == "macro_size");
}

BOOST_AUTO_TEST_CASE(arguments_that_multiply_are_refused) {
    std::string body;
    for (int i = 0; i < 1000; ++i)
        body += "${a}";
    const std::string argument(1000, 'x');
    const auto loaded = load(
        withMacro("  \"big(a)\": \"" + body + "\"", "{state: {use: \"big('" + argument + "')\"}}"),
        baseScope()
    );
    BOOST_REQUIRE(!loaded.spec);
    BOOST_TEST(loaded.lints.at(0).message == "the template is longer than 4 KiB");
}

BOOST_AUTO_TEST_SUITE_END()
