// The runner's small parts: pointers, ids, encodings, addresses, times, links.
#include "adapters/rest/encoding.h"
#include "adapters/rest/link_header.h"
#include "adapters/rest/moments.h"
#include "adapters/rest/url.h"
#include "adapters/rest/values.h"
#include "connector/expression/json_value.h"
#include "tests/unit/adapters_rest/runner_support.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::adapters::rest;
using expression::Map;
using expression::Value;
namespace data = boost::unit_test::data;

namespace {

struct Row {
    std::string input;
    std::string expected;
    friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.input; }
};

// RFC 6901, section 5, where it applies.
const Row kPointers[] = {
    {"", R"({"":0,"a/b":1,"foo":["bar","baz"],"m~n":8,"x":{"0":true}})"},
    {"/foo", R"(["bar","baz"])"},
    {"/foo/0", R"("bar")"},
    {"/", "0"},
    {"/a~1b", "1"},
    {"/m~0n", "8"},
    {"/x/0", "true"},
    {"/foo/2", "nothing"},
    {"/foo/-", "nothing"},
    {"/foo/00", "nothing"},
    {"/foo/0/x", "nothing"},
    {"/none", "nothing"},
    {"foo", "nothing"},
};

const Row kLinks[] = {
    {R"(<https://a.example.org/x?page=2>; rel="next")", "https://a.example.org/x?page=2"},
    {R"(</x?a=1,2>; title="a, \"b\"; c"; rel="prev", </n>; rel=next)", "/n"},
    {R"(</n>; REL="First NEXT")", "/n"},
    {R"(</a>; rel=prev; rel=next, </b>; rel=next)", "/b"},
    {R"(,, </n> ; rel = "next")", "/n"},
    {R"(</n>; rel="nextish")", "nothing"},
    {R"(</n)", "nothing"},
    {R"(no link)", "nothing"},
    {"", "nothing"},
};

const Row kResolved[] = {
    {"https://b.example.org/y", "https://b.example.org/y"},
    {"//b.example.org/y", "https://b.example.org/y"},
    {"/y?z=1", "https://a.example.org:8443/y?z=1"},
    {"?page=2", "https://a.example.org:8443/api/x?page=2"},
    {"y", "https://a.example.org:8443/api/y"},
    {"", "https://a.example.org:8443/api/x"},
    {"y?to=http://b", "https://a.example.org:8443/api/y?to=http://b"},
};

const Row kTimes[] = {
    {"2026-11-23T15:36:11Z", "2026-11-23T15:36:11Z"},
    {"2026-11-23 15:36:11", "2026-11-23T15:36:11Z"},
    {"2026-11-23T15:36:11.5+02:00", "2026-11-23T13:36:11.500Z"},
    {"2026-11-23T15:36:11-0130", "2026-11-23T17:06:11Z"},
    {"2026-11-23T15:36:11+02", "2026-11-23T13:36:11Z"},
    {"2026-11-23", "2026-11-23T00:00:00Z"},
    {"1795448171", "2026-11-23T15:36:11Z"},
    {"1795448171000", "2026-11-23T15:36:11Z"},
    {"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"},
    {"2026-02-30", "nothing"},
    {"2026-11-23T25:00:00Z", "nothing"},
    {"2026-11-23T15:36:11+", "nothing"},
    {"Sun, 06 Nuv 1994 08:49:37 GMT", "nothing"},
    {"soon", "nothing"},
    {"", "nothing"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_pointer_finds_what_rfc_6901_says, data::make(kPointers), row) {
    const auto whole =
        fromJson(R"({"foo": ["bar", "baz"], "": 0, "a/b": 1, "m~n": 8, "x": {"0": true}})");
    const auto* found = valueAt(whole, row.input);
    BOOST_TEST((found ? expression::toJson(*found) : "nothing") == row.expected);
}

BOOST_AUTO_TEST_CASE(a_value_is_put_where_a_pointer_says) {
    const auto made = withValueAt(fromJson(R"({"a": {"b": 1}})"), "/a/c~1d", Value(2));
    BOOST_TEST((made == fromJson(R"({"a": {"b": 1, "c/d": 2}})")));
}

BOOST_AUTO_TEST_CASE(an_id_is_visible_ascii_of_at_most_128_or_a_number) {
    BOOST_TEST(idIn(Value(12)).value() == "12");
    BOOST_TEST(idIn(Value("a-1/x")).value() == "a-1/x");
    BOOST_TEST(idIn(Value(std::string(128, 'x'))).has_value());
    for (const auto& bad :
         {Value(),
          Value(""),
          Value(std::string(129, 'x')),
          Value("a b"),
          Value("a\n"),
          Value("é"),
          Value(true),
          Value(Map{})})
        BOOST_TEST(!idIn(bad).has_value());
}

BOOST_AUTO_TEST_CASE(only_null_and_false_are_false) {
    BOOST_TEST(!isTrue(Value()));
    BOOST_TEST(!isTrue(Value(false)));
    for (const auto& value : {Value(true), Value(0), Value(""), Value(Map{})})
        BOOST_TEST(isTrue(value));
}

BOOST_AUTO_TEST_CASE(percent_encoding_leaves_only_unreserved_characters) {
    BOOST_TEST(percentEncoded("aZ9-._~") == "aZ9-._~");
    BOOST_TEST(percentEncoded("a/b ?&=%é") == "a%2Fb%20%3F%26%3D%25%C3%A9");
    BOOST_TEST(percentDecoded("a%2Fb%2fc%zz%4") == "a/b/c%zz%4");
    BOOST_TEST(asPath("/a%2Fb/ü \"x") == "/a%2Fb/%C3%BC%20%22x");
}

BOOST_AUTO_TEST_CASE(base64_has_the_vectors_of_rfc_4648) {
    const Row rows[] = {
        {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}};
    for (const auto& row : rows)
        BOOST_TEST(base64(row.input) == row.expected);
    BOOST_TEST(base64Url("\xFB\xFF\xFE") == "-__-");
    BOOST_TEST(base64Url("f") == "Zg");
}

BOOST_AUTO_TEST_CASE(a_header_is_one_line) {
    BOOST_TEST(asHeaderValue("a\r\nX-Evil: 1") == "a  X-Evil: 1");
    BOOST_TEST(asHeaderValue(std::string_view("\0a\x7F", 3)) == "a");
}

BOOST_AUTO_TEST_CASE(one_host_is_one_scheme_name_and_port) {
    BOOST_TEST(isSameOrigin("https://Desk.example.org/a", "HTTPS://desk.example.org:443/b?x"));
    BOOST_TEST(isSameOrigin("http://[2001:db8::1]:80/a", "http://[2001:DB8::1]/b"));
    for (const auto* other :
         {"http://desk.example.org/a",
          "https://desk.example.org:8443/a",
          "https://desk.example.org.evil.example/a",
          "https://evil.example/desk.example.org",
          "https://desk.example.org@evil.example/a",
          "https://desk.example.org\\@evil.example/a",
          "https://desk.example.org:x/a",
          "ftp://desk.example.org/a",
          "desk.example.org/a",
          "https:///a",
          "https://desk.example.org/a b"})
        BOOST_TEST(!isSameOrigin("https://desk.example.org/a", other), other);
}

BOOST_DATA_TEST_CASE(a_relative_address_is_seen_from_where_it_stands, data::make(kResolved), row) {
    BOOST_TEST(resolved("https://a.example.org:8443/api/x?page=1", row.input) == row.expected);
}

BOOST_AUTO_TEST_CASE(dot_segments_are_seen_behind_percent_signs) {
    for (const auto* path : {"/a/../b", "/..", "/a/.", "/%2e%2E/b", "/a/.%2e/b"})
        BOOST_TEST(hasDotSegment(path), path);
    for (const auto* path : {"/a/..b", "/...", "/a.b", "/"})
        BOOST_TEST(!hasDotSegment(path), path);
}

BOOST_DATA_TEST_CASE(a_next_link_is_found_as_rfc_8288_writes_it, data::make(kLinks), row) {
    BOOST_TEST(linkTo(row.input, "next").value_or("nothing") == row.expected);
}

BOOST_DATA_TEST_CASE(a_moment_is_read_in_the_forms_that_systems_use, data::make(kTimes), row) {
    const auto moment = momentIn(Value(row.input));
    BOOST_TEST((moment ? toIso8601(*moment) : "nothing") == row.expected);
}

BOOST_AUTO_TEST_CASE(a_wait_is_seconds_or_a_date_and_at_most_a_day) {
    const auto now = isoTime("1994-11-06T08:49:07Z").value();
    const auto seconds = [&](const Value& value) {
        const auto wait = waitIn(value, now);
        return wait ? wait->count() : -1;
    };
    BOOST_TEST(seconds(Value(30)) == 30);
    BOOST_TEST(seconds(Value("30")) == 30);
    BOOST_TEST(seconds(Value("1.2")) == 2);
    BOOST_TEST(seconds(Value("Sun, 06 Nov 1994 08:49:37 GMT")) == 30);
    BOOST_TEST(seconds(Value("Sun, 06 Nov 1994 08:49:00 GMT")) == 0);
    BOOST_TEST(seconds(Value(-5)) == 0);
    BOOST_TEST(seconds(Value("9223372036854775807")) == 86'400);
    BOOST_TEST(seconds(Value("99999999999999999999")) == -1);
    BOOST_TEST(seconds(Value("a while")) == -1);
    BOOST_TEST(seconds(Value()) == -1);
}
