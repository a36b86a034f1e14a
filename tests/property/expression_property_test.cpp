// Properties of the template language over random programs and random inputs, invalid UTF-8
// included: what a person writes never changes the shape of what an author wrote, and nothing ever
// fails.
#include "connector/expression/filters.h"
#include "connector/expression/json_value.h"
#include "connector/expression/template.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace bowline;
using namespace bowline::expression;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

/// Bytes that hurt: delimiters, quotes, pipes, placeholders, halves of code points.
std::string hostileText(Random& random) {
    static const std::vector<std::string> kPieces = {
        "{",
        "}",
        "${",
        "{{",
        "'",
        "\"",
        "\\",
        "|",
        "]",
        "\n",
        "\r\n",
        std::string(1, '\0'),
        "\xFF",
        "\xC3",
        "\xE2\x82",
        "\xED\xA0\x80",
        "é",
        "😀",
        "{message.text}",
        "{route.queue}",
        "123",
        "' | upper",
        "null",
        "true",
        "% shorten(1)",
        "</b>",
        "a",
        "Z"};
    std::string out;
    for (std::size_t n = below(random, 12); n > 0; --n)
        out += kPieces[below(random, kPieces.size())];
    return out;
}

/// Literal text without the opening brace.
std::string literalText(Random& random) {
    static const std::vector<std::string> kPieces = {"x", "} ", "[WA] ", "$", "é", "|", "''", "\n"};
    std::string out;
    for (std::size_t n = below(random, 4); n > 0; --n)
        out += kPieces[below(random, kPieces.size())];
    return out;
}

std::string anyExpression(Random& random, int depth) {
    static const std::vector<std::string> kLeaves = {
        "message.text",
        "contact.name",
        "message.sent_at",
        "route.queue",
        "'t'",
        "12",
        "-1",
        "true",
        "null",
        "['a', message.text]",
        "route.rules[*].name",
        "route.rules",
        "{'a': 'b'}"};
    static const std::vector<std::string> kInfix = {
        "==", "!=", "<", "<=", ">", ">=", "&&", "||", "??", "in"};
    static const std::vector<std::string> kFilters = {
        "shorten(3)",
        "lower",
        "upper",
        "trim",
        "default('d')",
        "map({'a': 1})",
        "length",
        "date",
        "date('%H')",
        "str",
        "int",
        "join(', ')",
        "adf",
        "any('a', message.text)",
        "at(-1)",
        "b64",
        "b64url",
        "by('name', 'id')",
        "contains(message.text)",
        "epoch",
        "es",
        "first_or_self",
        "get(message.text)",
        "html_to_text",
        "iso8601",
        "jql",
        "json",
        "markdown",
        "matches('(a|\\\\{)+')",
        "parse_json",
        "plus_seconds(12)",
        "rfc2047",
        "soql",
        "split('|')",
        "starts_with(message.text)",
        "text_to_html",
        "textile",
        "tsql",
        "unb64",
        "where('name', message.text)",
        "where_contains('name', 'a')",
        "where_prefix('name', 'a')",
        "wiki",
        "first",
        "last",
        "shorten(message.text)"};
    if (depth == 0)
        return kLeaves[below(random, kLeaves.size())];
    const auto inner = [&] { return "(" + anyExpression(random, depth - 1) + ")"; };
    switch (below(random, 5)) {
        case 0:
            return inner() + " " + kInfix[below(random, kInfix.size())] + " " + inner();
        case 1:
            return inner() + " | " + kFilters[below(random, kFilters.size())];
        case 2:
            return inner() + " ? " + inner() + " : " + inner();
        case 3:
            return "!" + inner();
        default:
            return kLeaves[below(random, kLeaves.size())];
    }
}

Dialect everything() {
    Dialect dialect = mappingDialect();
    dialect.paths.emplace("route.*");
    dialect.filters = adapterFilters();
    return dialect;
}

Value anyValue(Random& random) {
    switch (below(random, 6)) {
        case 0:
            return {};
        case 1:
            return Value(below(random, 2) == 0);
        case 2:
            return Value(fromMillis(static_cast<std::int64_t>(random()) << below(random, 31)));
        case 3:
            return Value(List{hostileText(random), 3, Value()});
        case 4:
            return Value(Map{{hostileText(random), hostileText(random)}});
        default:
            return Value(hostileText(random));
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_input_text_changes_what_is_written_around_it) {
    Random random(7);
    for (int round = 0; round < 20'000; ++round) {
        const auto before = literalText(random);
        const auto between = literalText(random);
        const auto after = literalText(random);
        const auto compiled = Template::compile(
            before + "{message.text}" + between + "{contact.name}" + after, mappingDialect()
        );
        BOOST_REQUIRE(std::holds_alternative<Template>(compiled));
        const auto text = hostileText(random);
        const auto name = hostileText(random);
        const Map roots{{"message", Map{{"text", text}}}, {"contact", Map{{"name", name}}}};
        const auto out = std::get<Template>(compiled).render(roots);
        BOOST_REQUIRE_EQUAL(out, before + text + between + name + after);
    }
}

BOOST_AUTO_TEST_CASE(a_lone_expression_keeps_the_type_of_every_value) {
    Random random(11);
    const auto compiled = Template::compile("{message.text}", mappingDialect());
    for (int round = 0; round < 5'000; ++round) {
        const Value value = anyValue(random);
        const Map roots{{"message", Map{{"text", value}}}};
        BOOST_REQUIRE((std::get<Template>(compiled).evaluate(roots) == value));
    }
    const Map digits{{"message", Map{{"text", "123"}}}};
    BOOST_TEST((std::get<Template>(compiled).evaluate(digits) == Value("123")));
}

BOOST_AUTO_TEST_CASE(random_programs_over_random_inputs_always_give_a_value) {
    Random random(13);
    const Dialect dialect = everything();
    int compiledOnes = 0;
    for (int round = 0; round < 20'000; ++round) {
        const auto source = "x{" + anyExpression(random, 3) + "}";
        const auto compiled = Template::compile(source, dialect);
        const auto* program = std::get_if<Template>(&compiled);
        if (!program)
            continue;
        ++compiledOnes;
        const Map roots{
            {"message", Map{{"text", anyValue(random)}, {"sent_at", anyValue(random)}}},
            {"contact", Map{{"name", anyValue(random)}}},
            {"route",
             Map{{"queue", anyValue(random)},
                 {"rules",
                  List{
                      Map{{"name", anyValue(random)}, {"id", anyValue(random)}},
                      anyValue(random)}}}}};
        const auto out = program->render(roots);
        BOOST_REQUIRE(out.starts_with("x"));
        BOOST_REQUIRE(out.size() <= 256 * 1024);
        BOOST_REQUIRE(program->evaluate(roots) == program->evaluate(roots));
        BOOST_REQUIRE(valueFromJson(toJson(program->evaluate(roots)), 1 << 22).has_value());
    }
    BOOST_TEST(compiledOnes > 10'000);
}

namespace {

/// True when `text` is one literal: a quote, no such quote inside without a backslash, the quote.
bool isOneLiteral(const std::string& text, char quote) {
    if (text.size() < 2 || text.front() != quote)
        return false;
    std::size_t at = 1;
    while (at < text.size() && text[at] != quote)
        at += text[at] == '\\' ? 2 : 1;
    return at + 1 == text.size();
}

std::string filtered(std::string_view filter, const std::string& text) {
    return toText(findFilter(filter)->apply(Value(text), {{}, nullptr}));
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_input_text_leaves_its_literal_its_html_or_its_document) {
    Random random(19);
    for (int round = 0; round < 20'000; ++round) {
        const auto text = hostileText(random);
        BOOST_REQUIRE(isOneLiteral(filtered("tsql", text), '\''));
        BOOST_REQUIRE(isOneLiteral(filtered("soql", text), '\''));
        BOOST_REQUIRE(isOneLiteral(filtered("jql", text), '"'));
        BOOST_REQUIRE(isOneLiteral(filtered("es", text), '"'));
        BOOST_REQUIRE(filtered("jql", text).find('\n') == std::string::npos);
        std::string html = filtered("text_to_html", text);
        for (auto end = html.find("<br>"); end != std::string::npos; end = html.find("<br>"))
            html.erase(end, 4);
        BOOST_REQUIRE(html.find_first_of("<>\"'") == std::string::npos);
        BOOST_REQUIRE(filtered("textile", text).find_first_of("{}[]<>\"\\|") == std::string::npos);
        BOOST_REQUIRE(filtered("rfc2047", text).find_first_of("\r\n") == std::string::npos);
        const Value tree(Map{{"text", text}, {"to", "agent"}});
        const auto read = valueFromJson(toJson(tree), 1 << 20);
        BOOST_REQUIRE((read && std::get<Map>(read->data()).size() == 2));
        BOOST_REQUIRE((std::get<Map>(read->data()).at("to") == Value("agent")));
    }
}

BOOST_AUTO_TEST_CASE(no_input_text_is_expanded_again_by_an_adapter) {
    Random random(23);
    const Dialect dialect{"${", {"in.*"}, adapterFilters()};
    const auto compiled = Template::compile("a ${in.text} $${in.text} ${in.name}!", dialect);
    for (int round = 0; round < 5'000; ++round) {
        const auto text = hostileText(random) + "${in.name}";
        const auto name = hostileText(random);
        const Map roots{{"in", Map{{"text", text}, {"name", name}}}};
        BOOST_REQUIRE_EQUAL(
            std::get<Template>(compiled).render(roots), "a " + text + " ${in.text} " + name + "!"
        );
    }
}

BOOST_AUTO_TEST_CASE(random_sources_compile_or_say_where_they_are_wrong) {
    Random random(17);
    for (int round = 0; round < 50'000; ++round) {
        const auto source = hostileText(random) + literalText(random) + hostileText(random);
        const auto compiled = Template::compile(source, mappingDialect());
        if (const auto* fault = std::get_if<CompileFault>(&compiled)) {
            BOOST_REQUIRE(fault->offset <= source.size());
            BOOST_REQUIRE(!fault->message.empty());
        }
    }
}
