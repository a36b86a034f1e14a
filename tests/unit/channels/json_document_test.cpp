// The bounded reader: what it takes, what it refuses, what it repairs; and the same documents as
// another reader sees them.
#include "connector/channels/json_document.h"

#include "tests/unit/channels/bodies.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline::channels;
using nlohmann::json;

namespace {

constexpr JsonLimits kLimits{64, 100'000};

std::string faultOf(std::string_view bytes) {
    return std::string(JsonDocument(bytes, kLimits).fault());
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

/// The text that the document `"…"` reads as.
std::string textOf(const std::string& written) {
    const JsonDocument document('"' + written + '"', kLimits);
    return std::string(document.root().text().value_or("(no text)"));
}

bool same(JsonView ours, const json& theirs) {
    switch (theirs.type()) {
        case json::value_t::null:
            return ours.type() == JsonType::Null;
        case json::value_t::boolean:
            return ours.type() == JsonType::Boolean;
        case json::value_t::string:
            return ours.text() == theirs.get<std::string>();
        case json::value_t::array:
        case json::value_t::object: {
            const auto children = ours.children();
            if (children.size() != theirs.size())
                return false;
            if (theirs.is_object())
                return std::ranges::all_of(children, [&](JsonView child) {
                    return theirs.contains(child.key()) &&
                           same(child, theirs[std::string(child.key())]);
                });
            for (std::size_t i = 0; i < children.size(); ++i)
                if (!same(children[i], theirs[i]))
                    return false;
            return true;
        }
        default:
            return ours.type() == JsonType::Number;
    }
}

struct Reading {
    std::string bytes;
    std::string fault;
};
std::ostream& operator<<(std::ostream& out, const Reading& row) {
    return out << row.bytes.substr(0, 40);
}

const Reading kReadings[] = {
    {"{}", ""},
    {" [ ] ", ""},
    {"\xEF\xBB\xBF{\"a\":1}", ""},
    {"0", ""},
    {"-0.5e+10", ""},
    {"1e400", ""},
    {std::string(5000, '9'), ""},
    {"\"raw \x01 control\"", ""},
    {"", "json_syntax"},
    {"   ", "json_syntax"},
    {"{", "json_syntax"},
    {"[1,]", "json_syntax"},
    {"[1 2]", "json_syntax"},
    {"{\"a\"}", "json_syntax"},
    {"{\"a\":}", "json_syntax"},
    {"{a:1}", "json_syntax"},
    {"{\"a\":1,}", "json_syntax"},
    {"{} {}", "json_syntax"},
    {std::string("{}\0", 3), "json_syntax"},
    {"nul", "json_syntax"},
    {"True", "json_syntax"},
    {"NaN", "json_syntax"},
    {"-", "json_syntax"},
    {"01", "json_syntax"},
    {"1.", "json_syntax"},
    {".5", "json_syntax"},
    {"1e", "json_syntax"},
    {"+1", "json_syntax"},
    {"\"open", "json_syntax"},
    {"\"\\", "json_syntax"},
    {"\"\\x41\"", "json_syntax"},
    {"\"\\u12\"", "json_syntax"},
    {"\"\\u12G4\"", "json_syntax"},
    {"from=15550100001&body=hello", "json_syntax"},
    {nested(64), ""},
    {nested(65), "json_depth"},
    {nested(100'000), "json_depth"},
    {std::string(100'000, '['), "json_depth"},
};

struct Spelling {
    std::string written;
    std::string read;
};
std::ostream& operator<<(std::ostream& out, const Spelling& row) {
    return out << row.read;
}

const Spelling kSpellings[] = {
    {R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t"},
    {R"(caf\u00e9 \u00E9)", "café é"},
    {"caf\xC3\xA9", "café"},
    {R"(\ud83d\udc4d)", "👍"},
    {"👍", "👍"},
    {R"(\ud83d)", "\uFFFD"},
    {R"(\ud83dx)", "\uFFFDx"},
    {R"(\ud83d\n)", "\uFFFD\n"},
    {R"(\ud83d\u0041)",
     "\uFFFD"
     "A"},
    {R"(\ud83d\ud83d\udc4d)", "\uFFFD👍"},
    {R"(\udc4d\ud83d)", "\uFFFD\uFFFD"},
    {"a\xFF"
     "b",
     "a\uFFFD"
     "b"},
    {"a\xC3", "a\uFFFD"},
    {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
    {"\xC0\xAF", "\uFFFD\uFFFD"},
    {R"(\u0000)", std::string(1, '\0')},
};

}  // namespace

BOOST_DATA_TEST_CASE(any_bytes_give_a_document_or_a_code, boost::unit_test::data::make(kReadings)) {
    BOOST_TEST(faultOf(sample.bytes) == sample.fault);
}

BOOST_DATA_TEST_CASE(a_text_is_repaired_and_never_lost, boost::unit_test::data::make(kSpellings)) {
    BOOST_TEST(textOf(sample.written) == sample.read);
}

BOOST_AUTO_TEST_CASE(more_values_than_allowed_are_refused_and_as_many_as_allowed_are_not) {
    const auto values = [](std::size_t count) {
        std::string out = "[0";
        for (std::size_t i = 1; i < count; ++i)
            out += ",0";
        return out + "]";
    };
    BOOST_TEST(faultOf(values(99'999)) == "");
    BOOST_TEST(faultOf(values(100'000)) == "json_size");
}

BOOST_AUTO_TEST_CASE(of_a_doubled_key_the_last_value_counts_and_each_loser_is_counted) {
    const JsonDocument document(R"({"a":1,"b":{"x":1,"x":2},"a":2,"\u0061":3})", kLimits);
    BOOST_TEST(document.root()["a"].integer().value_or(0) == 3);
    BOOST_TEST(document.root()["b"]["x"].integer().value_or(0) == 2);
    BOOST_TEST(document.root().children().size() == 2u);
    BOOST_TEST(document.duplicateKeys() == 3u);
}

BOOST_AUTO_TEST_CASE(a_question_that_does_not_fit_is_answered_with_absent) {
    const JsonDocument document(R"({"n":1.5,"t":"x","l":[1],"o":{},"z":null})", kLimits);
    const auto root = document.root();
    BOOST_CHECK(root["none"]["of"]["it"].type() == JsonType::Absent);
    BOOST_CHECK(root["t"]["x"].type() == JsonType::Absent);
    BOOST_TEST(!root["n"].text());
    BOOST_TEST(!root["n"].integer());
    BOOST_TEST(!root["t"].integer());
    BOOST_TEST(root["n"].textOrNumber().value_or("") == "1.5");
    BOOST_TEST(root["z"].asList().empty());
    BOOST_TEST(root["none"].asList().empty());
    BOOST_TEST(root["o"].asList().size() == 1u);
    BOOST_TEST(root["l"].asList().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_number_too_large_for_its_type_is_no_integer) {
    for (const char* written :
         {"1e400", "9223372036854775808", "-9223372036854775809", "\"12x\"", "\"\"", "1.0"}) {
        const JsonDocument document(written, kLimits);
        BOOST_TEST(document.fault().empty(), written);
        BOOST_TEST(!document.root().integer(), written);
    }
    BOOST_TEST(JsonDocument("9223372036854775807", kLimits).root().integer().has_value());
}

BOOST_AUTO_TEST_CASE(canonical_bytes_forget_order_blanks_and_spelling_and_nothing_else) {
    const auto canonical = [](const char* text) {
        return JsonDocument(text, kLimits).root().canonical();
    };
    const auto base = canonical(R"({"a":[1,"x"],"b":null})");
    BOOST_TEST(base == canonical("{ \"b\" : null, \"\\u0061\":[1, \"\\u0078\"] }"));
    for (const char* other :
         {R"({"a":["x",1],"b":null})",
          R"({"a":["1","x"],"b":null})",
          R"({"a":[1,"x"],"b":"null"})",
          R"({"a":[1,"x"]})",
          R"({"a":[1,"x",{}],"b":null})",
          R"({"a":[1],"x":null,"b":null})",
          R"([{"a":[1,"x"],"b":null}])"})
        BOOST_TEST(base != canonical(other), other);
}

BOOST_AUTO_TEST_CASE(every_fixture_reads_as_another_reader_reads_it) {
    const auto fixtures = bodies::all();
    BOOST_TEST(fixtures.size() >= 9u);
    for (const auto& fixture : fixtures) {
        const JsonDocument document(fixture.content, kLimits);
        BOOST_TEST(same(document.root(), json::parse(fixture.content)), fixture.name);
    }
}
