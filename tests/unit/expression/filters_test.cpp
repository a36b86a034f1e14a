// The adapters' filters, as the worked examples of adapter files use them and as hostile input
// meets them.
#include "connector/expression/filters.h"

#include "connector/expression/json_value.h"
#include "connector/expression/template.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::expression;
namespace data = boost::unit_test::data;

namespace {

Dialect adapters() {
    return {"${", {"x", "y", "in.*"}, adapterFilters()};
}

const Value kFields(List{
    Map{{"id", 7}, {"value", "seven"}},
    Map{{"id", "8"}, {"value", List{"a", "b"}}},
    Map{{"value", "no key"}},
    "no map"});
const Value kEvents(List{
    Map{{"type", "Comment"}, {"id", 1}, {"mime", "text/html"}},
    Map{{"type", "Change"}, {"id", 2}, {"mime", "image/png"}},
    Map{{"type", "Comment"}, {"id", 3}, {"mime", "text/plain"}}});

struct Case {
    std::string filter;  ///< applied to x
    Value x;
    Value expected;
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << toText(c.x) << " | " << c.filter;
}

Value applied(const Case& c) {
    const auto compiled = Template::compile("${x | " + c.filter + "}", adapters());
    if (const auto* fault = std::get_if<CompileFault>(&compiled))
        BOOST_FAIL(c.filter << ": " << fault->message);
    return std::get<Template>(compiled).evaluate({{"x", c.x}, {"y", "b"}});
}

Value event(int place) {
    return std::get<List>(kEvents.data())[static_cast<std::size_t>(place)];
}

const Instant kTime = fromMillis(1'795'448'171'250);

const Case kCases[] = {
    {"contains('b')", "abc", true},
    {"contains(y)", "abc", true},
    {"contains('B')", "abc", false},
    {"contains('')", "", true},
    {"contains(2)", List{1, 2}, true},
    {"contains('2')", List{1, 2}, false},
    {"contains(2)", "123", {}},
    {"contains('a')", Map{{"a", 1}}, {}},
    {"contains('a')", {}, {}},
    {"matches('(?i)permission denied|could not')", "User: Permission Denied.", true},
    {"matches('^a+$')", "aaab", false},
    {"matches('a')", 5, {}},
    {"matches('.')", "\xFF", false},
    {"starts_with('ab')", "abc", true},
    {"starts_with('b')", "abc", false},
    {"starts_with(y)", 1, {}},
    {"get('a')", Map{{"a", 1}}, 1},
    {"get('b')", Map{{"a", 1}}, {}},
    {"get(7)", Map{{"7", "x"}}, "x"},
    {"get(1)", List{1, 2}, 2},
    {"get('1')", List{1, 2}, {}},
    {"get(true)", Map{{"true", 1}}, {}},
    {"get('a')", "a", {}},
    {"at(0)", List{1, 2, 3}, 1},
    {"at(-1)", List{1, 2, 3}, 3},
    {"at(-3)", List{1, 2, 3}, 1},
    {"at(-4)", List{1, 2, 3}, {}},
    {"at(3)", List{1, 2, 3}, {}},
    {"at(-9223372036854775808)", List{1}, {}},
    {"at(0)", "text", {}},
    {"where('type', 'Comment') | length", kEvents, 2},
    {"where('type', 'Comment') | first | get('id')", kEvents, 1},
    {"where('id', '1')", kEvents, List{}},
    {"where('none', null) | length", kEvents, 3},
    {"where('a', 1)", "text", {}},
    {"where_prefix('mime', 'text/')", kEvents, List{event(0), event(2)}},
    {"where_prefix('id', '1')", kEvents, List{}},
    {"where_contains('mime', 'png')", kEvents, List{event(1)}},
    {"where_contains('value', 'b') | first | get('id')", kFields, "8"},
    {"any('type', 'Comment')", kEvents, true},
    {"any('type', 'Nothing')", kEvents, false},
    {"any('type', 'Comment')", {}, {}},
    {"by('id', 'value')", kFields, Map{{"7", "seven"}, {"8", List{"a", "b"}}}},
    {"by('id', 'value') | get('7')", kFields, "seven"},
    {"by('id', 'value')", "text", {}},
    {"first_or_self", List{5, 6}, 5},
    {"first_or_self", List{}, {}},
    {"first_or_self", 5, 5},
    {"split('/') | last", "https://example.org/ticket/12", "12"},
    {"split(', ')", "a, b,c", List{"a", "b,c"}},
    {"split('/')", "", List{""}},
    {"split('/')", "/", List{"", ""}},
    {"split('/')", 5, {}},
    {"split(y)", "abc", {}},
    {"join('/ ')", List{"a", 1}, "a/ 1"},
    {"join(y)", List{"a", 1}, {}},
    {"json",
     Map{{"b", List{1, "x\"\n", nullptr, true}}, {"a", kTime}},
     R"({"a":"2026-11-23T15:36:11.250Z","b":[1,"x\"\n",null,true]})"},
    {"json", "\xFF", "\"\uFFFD\""},
    {"parse_json",
     R"({"a":[1,1.50,"x",18446744073709551615]})",
     Map{{"a", List{1, "1.50", "x", "18446744073709551615"}}}},
    {"parse_json", "{", {}},
    {"parse_json", "", {}},
    {"parse_json", 5, {}},
    {"b64", "a", "YQ=="},
    {"b64", "\xFB\xFF", "+/8="},
    {"b64", "", ""},
    {"b64", 5, {}},
    {"b64url", "\xFB\xFF", "-_8"},
    {"unb64", "w7_Dvw", "ÿÿ"},
    {"unb64", "w7/Dvw==", "ÿÿ"},
    {"unb64", "77-9", "\uFFFD"},
    {"unb64", "+/8=", {}},
    {"unb64", "", ""},
    {"unb64", "aGVs\r\n bG8=", "hello"},
    {"unb64", "a", {}},
    {"unb64", "YQ=", {}},
    {"unb64", "YQ==YQ==", {}},
    {"unb64", "Y*==", {}},
    {"unb64", "=", {}},
    {"iso8601", kTime, "2026-11-23T15:36:11.250Z"},
    {"iso8601", 1'795'448'171, "2026-11-23T15:36:11Z"},
    {"iso8601", "yesterday", "yesterday"},
    {"iso8601", 999'999'999'999, {}},
    {"iso8601", Value(std::numeric_limits<std::int64_t>::max()), {}},
    {"iso8601", true, {}},
    {"epoch", kTime, 1'795'448'171},
    {"epoch", fromMillis(-1), -1},
    {"epoch", 5, {}},
    {"plus_seconds(86400) | iso8601", kTime, "2026-11-24T15:36:11.250Z"},
    {"plus_seconds(-1)", fromMillis(0), fromMillis(-1000)},
    {"plus_seconds(9223372036854775807)", kTime, {}},
    {"plus_seconds(400000000000)", kTime, {}},
    {"plus_seconds(1)", 5, {}},
    {"rfc2047", "plain ASCII.pdf", "plain ASCII.pdf"},
    {"rfc2047", "é", "=?UTF-8?B?w6k=?="},
    {"rfc2047", "a\r\nBcc: x@example.org", "=?UTF-8?B?YQ0KQmNjOiB4QGV4YW1wbGUub3Jn?="},
    {"rfc2047", "=?UTF-8?B?w6k=?=", "=?UTF-8?B?PT9VVEYtOD9CP3c2az0/PQ==?="},
    {"rfc2047", 5, {}},
    {"tsql", R"(it's a \ "x")", R"('it\'s a \\ "x"')"},
    {"tsql", "' OR id > 0 OR Subject = '", R"('\' OR id > 0 OR Subject = \'')"},
    {"tsql", 5, 5},
    {"tsql", "cf.{Secret}", {}},
    {"tsql", "CFO", "'CFO'"},
    {"tsql", {}, {}},
    {"soql", "O'Brien\n\\", R"('O\'Brien\n\\')"},
    {"soql", List{"a"}, {}},
    {"jql", "say \"hi\"\r\n\x01", R"("say \"hi\"\r\n\u0001")"},
    {"es", R"(a:b* OR "x\")", R"("a:b* OR \"x\\\"")"},
    {"es", true, {}},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_filter_gives_what_its_sentence_says, data::make(kCases), c) {
    const Value value = applied(c);
    BOOST_TEST((value == c.expected), "gave " << toJson(value));
}

BOOST_AUTO_TEST_CASE(every_filter_answers_every_kind_of_value_and_argument) {
    const Value kinds[] = {{}, true, -1, "text", kTime, List{"a", Map{}}, Map{{"a", 1}}};
    for (const auto& filter : filters()) {
        for (const Value& input : kinds) {
            for (const Value& argument : kinds) {
                const std::vector<Value> given(filter.arguments.size(), argument);
                const Value once = filter.apply(input, {given, nullptr});
                BOOST_TEST((once == filter.apply(input, {given, nullptr})), filter.name);
            }
        }
    }
}

namespace {

struct Broken {
    std::string filter;
    std::string message;
};
std::ostream& operator<<(std::ostream& out, const Broken& c) {
    return out << c.filter;
}

const Broken kBroken[] = {
    {"matches('(needle')", "filter matches: the argument holds an unclosed parenthesis"},
    {"matches('needle[')", "holds an unclosed bracket"},
    {"matches('needle(?=x)')", "looks around or back"},
    {"matches('(needle)\\\\1')", "escape that RE2 does not know"},
    {"matches('*needle')", "repeats nothing"},
    {"matches('(needle{1000}){1000}')", "repetition count that is too large"},
    {"matches('((needle{100}){100}){10}')", ""},
    {"matches(y)", "must be a pattern in quotes"},
    {"matches(5)", "must be a pattern in quotes"},
    {"split('0')", "must be one or two signs in quotes"},
    {"split('é')", "must be one or two signs"},
    {"split('')", "must be one or two signs"},
    {"join(' - ')", "must be one or two signs"},
    {"join('x')", "must be one or two signs"},
    {"plus_seconds('1')", "must be a number"},
    {"b64 | lower", "filter lower: cannot follow b64"},
    {"json | trim | upper", "filter upper: cannot follow json"},
    {"textile | split(';')", "filter split: cannot follow textile"},
    {"iso8601 | split('-')", "filter split: cannot follow iso8601"},
    {"default(y | rfc2047) | lower", "filter lower: cannot follow rfc2047"},
    {"adf | get('content') | join(' ')", "filter join: cannot follow adf"},
    {"adf | str", "filter str: cannot follow adf"},
    {"default(in.z) | unb64", "filter unb64: cannot follow in"},
    {"where('a')", "wrong number of arguments"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_wrong_argument_is_found_when_the_file_is_read, data::make(kBroken), c) {
    const auto compiled = Template::compile("${x | " + c.filter + "}", adapters());
    const auto* fault = std::get_if<CompileFault>(&compiled);
    BOOST_REQUIRE(fault);
    BOOST_TEST(fault->message.find(c.message) != std::string::npos, fault->message);
    BOOST_TEST(fault->message.find("needle") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_document_stands_alone) {
    const auto compiles = [](std::string_view source) {
        return std::holds_alternative<Template>(Template::compile(source, adapters()));
    };
    BOOST_TEST(compiles("${x | adf}"));
    BOOST_TEST(!compiles("${x | adf}."));
    BOOST_TEST(!compiles("a ${y ? (x | adf) : null}"));
    BOOST_TEST(!compiles("${x}${x | adf}"));
}

BOOST_AUTO_TEST_CASE(encoded_words_are_short_whole_and_in_order) {
    std::string name;
    for (int n = 0; n < 60; ++n)
        name += "x€";
    const Value value = applied({"rfc2047", name, {}});
    const auto words = std::get<List>(applied({"split(' ')", value, {}}).data());
    BOOST_TEST(words.size() > 4);
    std::string decoded;
    for (const auto& word : words) {
        const auto& text = std::get<std::string>(word.data());
        BOOST_TEST(text.size() <= 75);
        BOOST_REQUIRE(text.starts_with("=?UTF-8?B?") && text.ends_with("?="));
        const Value piece = applied({"unb64", text.substr(10, text.size() - 12), {}});
        BOOST_TEST(toJson(piece).find("\uFFFD") == std::string::npos);
        decoded += toText(piece);
    }
    BOOST_TEST(decoded == name);
}

BOOST_AUTO_TEST_CASE(json_that_would_be_cut_is_null) {
    BOOST_TEST(applied({"json", std::string(300'000, 'x'), {}}).isNull());
    const std::string quotes(200'000, '"');
    BOOST_TEST(applied({"json", quotes, {}}).isNull());
}

BOOST_AUTO_TEST_CASE(a_text_of_separators_does_not_become_a_huge_list) {
    const Value value = applied({"split('/')", std::string(200'000, '/') + "end", {}});
    const auto& list = std::get<List>(value.data());
    BOOST_TEST(list.size() == 4096);
    BOOST_TEST(std::get<std::string>(list.back().data()).ends_with("/end"));
}
